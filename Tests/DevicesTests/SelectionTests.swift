import SerialPort
import Testing

@testable import Devices

@Suite struct SelectionTests {
  private func plugged(_ devices: USBDevice...) -> [PluggedModem] { devices.compactMap(PortChoice.judge) }

  private func path(_ selection: Selection) -> String? {
    if case .line(let terminal, _, _) = selection { terminal.path } else { nil }
  }

  private func remedy(_ selection: Selection) -> String? {
    if case .none(_, let remedy) = selection { remedy } else { nil }
  }

  private let left = USBDevice.sample(0x2C7C, 0x0125, lines: [0, 1, 2, 3], serial: "LEFT", socket: "1-1")
  private let right = USBDevice.sample(
    0x2C7C, 0x0125, lines: [0, 1, 2, 3], serial: "RIGHT", socket: "1-2", firstLine: 4)

  /// Trouble 5: the numbers change, the choice does not.
  @Test func trouble5TheSerialNumberIsFoundUnderAnyNumber() {
    for firstLine in [0, 3, 11] {
      let device = USBDevice.sample(
        0x2C7C, 0x0125, lines: [0, 1, 2, 3], serial: "LEFT", socket: "1-1", firstLine: firstLine)
      #expect(
        path(.of(.serial("LEFT"), among: plugged(right, device), taken: [])) == "/dev/ttyUSB\(firstLine + 2)")
    }
  }

  @Test func vendorAndProductChooseWhenOneMatches() throws {
    let selector = try #require(ModemSelector.usb(parsing: "2C7C:0125"))
    #expect(path(.of(selector, among: plugged(left), taken: [])) == "/dev/ttyUSB2")
    // Never the wrong one of two.
    let both = Selection.of(selector, among: plugged(left, right), taken: [])
    #expect(remedy(both)?.contains("by-path") == true)
    // The other one belongs to another modem of the configuration.
    #expect(path(.of(selector, among: plugged(left, right), taken: ["1-1"])) == "/dev/ttyUSB6")
    #expect(path(.of(selector, among: plugged(left, right), taken: ["/dev/ttyUSB0"])) == "/dev/ttyUSB6")
  }

  @Test func theInterfaceOfTheConfigurationBeatsTheTable() throws {
    let selector = try #require(ModemSelector.usb(parsing: "2c7c:0125:03"))
    #expect(path(.of(selector, among: plugged(left), taken: [])) == "/dev/ttyUSB3")
    let missing = try #require(ModemSelector.usb(parsing: "2c7c:0125:07"))
    #expect(path(.of(missing, among: plugged(left), taken: [])) == nil)
  }

  @Test func aPathNamesALineOrASocket() {
    var device = left
    for index in device.interfaces.indices {
      device.interfaces[index].terminals[0].byPath = [
        "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.\(index)-port0"
      ]
    }
    let modems = plugged(device)
    #expect(path(.of(.path("pci-0000:00:14.0-usb-0:1:1.3-port0"), among: modems, taken: [])) == "/dev/ttyUSB3")
    #expect(
      path(.of(.path("/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.3-port0"), among: modems, taken: []))
        == "/dev/ttyUSB3")
    // The socket alone: its AT port.
    #expect(path(.of(.path("pci-0000:00:14.0-usb-0:1"), among: modems, taken: [])) == "/dev/ttyUSB2")
    #expect(path(.of(.path("pci-0000:00:14.0-usb-0:11"), among: modems, taken: [])) == nil)
  }

  @Test func identitiesAreAskedOfFreePortsOnly() {
    let selection = Selection.of(.imei("350000000000017"), among: plugged(left, right), taken: ["1-2"])
    #expect(
      selection == .ask([Selection.Candidate(path: "/dev/ttyUSB2", place: "1-1")], for: .imei("350000000000017")))
    let all = Selection.of(.imsi("510101234567890"), among: plugged(left, right), taken: ["1-1", "1-2"])
    #expect(remedy(all) != nil)
  }

  /// Trouble 6: ports the table does not know are asked, all of the device.
  @Test func trouble6UnknownPortsAreAsked() {
    let device = USBDevice.sample(0xF00D, 1, lines: [0, 1], serial: "X", socket: "1-3")
    #expect(
      Selection.of(.serial("X"), among: plugged(device), taken: [])
        == .ask(
          [
            Selection.Candidate(path: "/dev/ttyUSB0", place: "1-3"),
            Selection.Candidate(path: "/dev/ttyUSB1", place: "1-3"),
          ], for: .presence))
  }

  /// Trouble 9: the stick that is meant may still be a disc.
  @Test func trouble9AStickInStorageModeIsNamedWithWhatToDo() {
    let stick = USBDevice(
      id: USBID(0x12D1, 0x1446), socket: "1-1",
      interfaces: [USBInterface(number: 0, interfaceClass: InterfaceClass(8, 6, 0x50))])
    let selection = Selection.of(.imei("350000000000017"), among: plugged(stick), taken: [])
    #expect(remedy(selection)?.contains("usb_modeswitch") == true)
  }

  @Test(arguments: ["12d1", "12d1:150", "12d1:1506:2", "12d1:1506:02:00", "xyzw:0000", "12d1:1506:", " 12d1:1506", ""])
  func badIdsAreRefused(text: String) { #expect(ModemSelector.usb(parsing: text) == nil) }

  @Test func anIMSIIsNotSpelledOut() {
    #expect(!ModemSelector.imsi("510101234567890").description.contains("234567890"))
  }
}
