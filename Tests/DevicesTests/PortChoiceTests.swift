import Modem
import Testing

@testable import Devices

/// Devices as plain values, as the kernel would show them.
extension USBDevice {
  /// Serial lines ttyUSB0, ttyUSB1 … on the interfaces given.
  static func sample(
    _ vendor: UInt16, _ product: UInt16, lines: [UInt8], classes: [UInt8: InterfaceClass] = [:], serial: String? = nil,
    socket: String = "1-1", firstLine: Int = 0
  ) -> USBDevice {
    USBDevice(
      id: USBID(vendor, product), serial: serial, socket: socket,
      interfaces: lines.enumerated().map { index, number in
        USBInterface(
          number: number, interfaceClass: classes[number] ?? InterfaceClass(0xFF, 0xFF, 0xFF), driver: "option",
          terminals: [Terminal(path: "/dev/ttyUSB\(firstLine + index)")])
      })
  }
}

@Suite struct PortChoiceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var device: USBDevice
    /// Nil: undecided.
    var interface: UInt8?
    var testDescription: String { "\(device.id)" }
  }

  /// Trouble 6: the wrong tty of several.
  static let rows: [Row] = [
    // Huawei by class, in whatever order the firmware numbers them.
    Row(
      device: .sample(
        0x12D1, 0x1506, lines: [0, 1, 2],
        classes: [
          0: InterfaceClass(0xFF, 0x02, 0x01), 1: InterfaceClass(0xFF, 0x02, 0x02), 2: InterfaceClass(0xFF, 0x02, 0x03),
        ]), interface: 1),
    Row(
      device: .sample(
        0x12D1, 0x1506, lines: [0, 1, 2],
        classes: [
          0: InterfaceClass(0xFF, 0x03, 0x10), 1: InterfaceClass(0xFF, 0x03, 0x13), 2: InterfaceClass(0xFF, 0x03, 0x12),
        ]), interface: 2),
    Row(
      device: .sample(
        0x12D1, 0x1573, lines: [0, 1, 2],
        classes: [
          0: InterfaceClass(0xFF, 0x01, 0x01), 1: InterfaceClass(0xFF, 0x01, 0x03), 2: InterfaceClass(0xFF, 0x01, 0x02),
        ]), interface: 2),
    Row(
      device: .sample(
        0x12D1, 0x1C05, lines: [0, 4],
        classes: [0: InterfaceClass(0xFF, 0x02, 0x01), 4: InterfaceClass(0xFF, 0x02, 0x12)]), interface: 4),
    // Huawei that calls everything ff/ff/ff.
    Row(device: .sample(0x12D1, 0x1001, lines: [0, 1, 2]), interface: 2),
    Row(device: .sample(0x12D1, 0x1003, lines: [0, 1]), interface: 1),
    Row(device: .sample(0x12D1, 0x140C, lines: [0, 2, 3]), interface: 3),
    Row(device: .sample(0x12D1, 0x1436, lines: [0, 3, 4]), interface: 4),
    Row(device: .sample(0x12D1, 0x9999, lines: [0, 1, 2]), interface: nil),
    Row(device: .sample(0x19D2, 0x0031, lines: [0, 1, 3]), interface: 1),
    Row(device: .sample(0x19D2, 0x0117, lines: [0, 1, 2]), interface: 1),
    Row(device: .sample(0x1E0E, 0x9001, lines: [0, 1, 2, 3, 4]), interface: 2),
    Row(device: .sample(0x1E0E, 0x9011, lines: [2, 3, 4, 5]), interface: 4),
    Row(device: .sample(0x2C7C, 0x0125, lines: [0, 1, 2, 3]), interface: 2),
    Row(device: .sample(0x05C6, 0x9090, lines: [0, 1, 2, 3]), interface: 2),
    Row(device: .sample(0x1BC7, 0x1003, lines: [0, 2]), interface: 0),
    Row(device: .sample(0x1BC7, 0x1010, lines: [0, 1, 3]), interface: 3),
    Row(device: .sample(0x1BC7, 0x1201, lines: [0, 3, 4, 5]), interface: 4),
    Row(device: .sample(0x1199, 0x9071, lines: [0, 2, 3]), interface: 3),
    Row(device: .sample(0x1199, 0x9091, lines: [0, 2, 3]), interface: 3),
    Row(device: .sample(0x1199, 0x68A2, lines: [0, 2, 3]), interface: nil),
    Row(device: .sample(0x1546, 0x1010, lines: [2, 4, 6, 8]), interface: 6),
    Row(device: .sample(0x1E2D, 0x0061, lines: [0, 2, 4, 6, 8]), interface: 2),
    Row(device: .sample(0x0E8D, 0x00A1, lines: [0, 1, 2]), interface: 1),
    Row(device: .sample(0x0E8D, 0x00A4, lines: [0, 1, 2, 3]), interface: 2),
    Row(device: .sample(0x0E8D, 0x00A5, lines: [0, 1, 2, 3]), interface: 3),
    Row(device: .sample(0x2001, 0x7E35, lines: [0, 1, 2]), interface: 1),
    // Nobody's row: the only line, the standard's class, or nothing.
    Row(device: .sample(0x067B, 0x2303, lines: [0]), interface: 0),
    Row(device: .sample(0x1234, 0x5678, lines: [1]), interface: 1),
    Row(
      device: .sample(
        0x1546, 0x1102, lines: [0, 2, 4],
        classes: [
          0: InterfaceClass(0x02, 0x02, 0x01), 2: InterfaceClass(0x02, 0x02, 0x01), 4: InterfaceClass(0x02, 0x02, 0x01),
        ]), interface: 0),
    Row(device: .sample(0x1234, 0x5678, lines: [0, 1, 2]), interface: nil),
    // A row whose interface has no line leaves the others to be asked.
    Row(device: .sample(0x2C7C, 0x0125, lines: [0, 1]), interface: nil),
  ]

  @Test(arguments: rows) func trouble6TheVendorTableNamesThePort(row: Row) throws {
    let modem = try #require(PortChoice.judge(row.device))
    switch modem.port {
    case .decided(let terminal, let reason):
      #expect(modem.interface(of: terminal)?.number == row.interface, "\(reason)")
      #expect(!reason.isEmpty)
    case .undecided(let terminals, _):
      #expect(row.interface == nil)
      #expect(terminals == row.device.terminals)
    case .none: Issue.record("no port")
    }
  }

  @Test func everyRowBelongsToAKnownMaker() {
    for row in PortRow.all { #expect(USBVendors.makesModems(row.vendor), "\(hexadecimal(row.vendor, digits: 4))") }
  }

  @Test(arguments: [(UInt16(0x12D1), "huawei"), (0x2C7C, "quectel"), (0x0403, "generic")])
  func theFamilyIsThatOfTheProfiles(vendor: UInt16, family: String) throws {
    let modem = try #require(PortChoice.judge(.sample(vendor, 1, lines: [0])))
    #expect(modem.family == family)
    #expect(ModemProfile.named(modem.family) != nil)
  }

  struct Stick: Sendable, CustomTestStringConvertible {
    var id: USBID
    var interfaces: [USBInterface]
    var mode: PluggedModem.Mode?
    var advice: [String]
    var testDescription: String { "\(id)" }
  }

  private static let disc = USBInterface(
    number: 0, interfaceClass: InterfaceClass(0x08, 0x06, 0x50), driver: "usb-storage")
  private static let router = USBInterface(
    number: 0, interfaceClass: InterfaceClass(0x02, 0x06, 0x00), driver: "cdc_ether", networks: ["eth1"])
  private static let orphan = USBInterface(number: 0, interfaceClass: InterfaceClass(0xFF, 0x02, 0x12))

  /// Trouble 9: no tty, or still in storage mode.
  static let sticks: [Stick] = [
    Stick(
      id: USBID(0x12D1, 0x1446), interfaces: [disc], mode: .storage,
      advice: ["apt install usb-modeswitch", "usb_modeswitch -v 12d1 -p 1446 -J"]),
    Stick(
      id: USBID(0x12D1, 0x1F01), interfaces: [disc], mode: .storage,
      advice: ["-p 1f01 -M 5553", "without serial lines"]
    ),
    Stick(id: USBID(0x19D2, 0x2000), interfaces: [disc], mode: .storage, advice: ["usb_modeswitch -v 19d2 -p 2000"]),
    // An id in no list, but a modem maker's stick that is nothing but a disc.
    Stick(id: USBID(0x12D1, 0x7777), interfaces: [disc], mode: .storage, advice: ["usb-modeswitch"]),
    Stick(id: USBID(0x12D1, 0x14DC), interfaces: [router], mode: .network, advice: ["HiLink", "192.168.8.1"]),
    // The driver may be missing: the id tells.
    Stick(id: USBID(0x12D1, 0x14DC), interfaces: [orphan], mode: .network, advice: ["HiLink"]),
    Stick(id: USBID(0x19D2, 0x1405), interfaces: [router], mode: .network, advice: ["web page"]),
    Stick(
      id: USBID(0x2C7C, 0x0125), interfaces: [orphan], mode: .driverless, advice: ["modprobe option", "2c7c 0125"]),
    // Not ours: a USB disc, a network card, a D-Link wireless adapter.
    Stick(id: USBID(0x0781, 0x5567), interfaces: [disc], mode: nil, advice: []),
    Stick(id: USBID(0x0B95, 0x7720), interfaces: [router], mode: nil, advice: []),
    Stick(id: USBID(0x2001, 0x3C15), interfaces: [orphan], mode: nil, advice: []),
  ]

  @Test(arguments: sticks) func trouble9AStickWithoutATtySaysWhatToDo(stick: Stick) throws {
    let device = USBDevice(id: stick.id, socket: "1-1", interfaces: stick.interfaces)
    let modem = PortChoice.judge(device)
    #expect(modem?.mode == stick.mode)
    guard stick.mode != nil else { return }
    let remedy = try #require(modem?.remedy)
    for advice in stick.advice { #expect(remedy.contains(advice), "\(remedy)") }
    #expect(modem?.port == PortDecision.none)
  }

  @Test func aStickWithLinesNeedsNoAdviceWhateverItsStorage() throws {
    var device = USBDevice.sample(0x12D1, 0x1001, lines: [0, 1, 2])
    device.interfaces.append(Self.disc)
    let modem = try #require(PortChoice.judge(device))
    #expect(modem.mode == .serial)
    #expect(modem.remedy == nil)
  }
}
