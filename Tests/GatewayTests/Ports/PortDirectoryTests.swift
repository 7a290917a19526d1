import Devices
import Modem
import SerialPort
import Synchronization
import Testing

@testable import Gateway

@Suite struct PortDirectoryTests {
  /// Two modems alike, on ttyUSB0…3 and ttyUSB4…7, the AT ports 2 and 6.
  private final class FakeWorld: Sendable {
    let identities: Mutex<[String: ProbedIdentity]>
    let asked = Mutex<[String]>([])
    let modems: Mutex<[PluggedModem]>
    let nodes = Mutex<[String: USBNode]>([
      "/dev/ttyUSB2": USBNode(path: "/dev/bus/usb/001/004", terminals: ["/dev/ttyUSB2"]),
      "/dev/ttyUSB6": USBNode(path: "/dev/bus/usb/001/005", terminals: ["/dev/ttyUSB6", "/dev/ttyUSB7"]),
    ])
    let resets = Mutex<[String]>([])

    init() {
      identities = Mutex([
        "/dev/ttyUSB2": ProbedIdentity(imei: "350000000000017", imsi: "510101111111111"),
        "/dev/ttyUSB6": ProbedIdentity(imei: "350000000000025", imsi: "510102222222222"),
      ])
      modems = Mutex([Self.modem(socket: "1-1", port: "/dev/ttyUSB2"), Self.modem(socket: "1-2", port: "/dev/ttyUSB6")])
    }

    static func modem(socket: String, port: String) -> PluggedModem {
      let terminal = Terminal(path: port, byID: ["/dev/serial/by-id/\(socket)"])
      let usb = USBDevice(
        id: USBID(0x2C7C, 0x0125), serial: "S\(socket)", socket: socket,
        interfaces: [USBInterface(number: 2, interfaceClass: InterfaceClass(255, 255, 255), terminals: [terminal])])
      return PluggedModem(
        kind: .modem, mode: .serial, usb: usb, terminals: [terminal], family: "quectel",
        port: .decided(terminal, reason: "test"), remedy: nil)
    }

    func ask(_ paths: [String]) -> [String: ProbeAnswer] {
      asked.withLock { $0 += paths }
      return identities.withLock { identities in
        Dictionary(uniqueKeysWithValues: paths.map { ($0, identities[$0].map { .modem($0) } ?? .silent) })
      }
    }

    var world: DeviceWorld {
      DeviceWorld(
        scan: { [self] () throws(DiscoveryError) in modems.withLock { $0 } },
        presence: { [self] paths, _ in ask(paths) },
        identity: { [self] paths, _ in ask(paths) },
        resolve: { $0.hasPrefix("/dev/serial/by-id/1-1") ? "/dev/ttyUSB2" : $0 },
        usbNode: { [self] path throws(DiscoveryError) in nodes.withLock { $0[path] } },
        reset: { [self] node in
          resets.withLock { $0.append(node.path) }
          return .done
        })
    }
  }

  private func modem(_ name: String, _ selector: ModemSelector) -> Configuration.Modem {
    Configuration.Modem(name: name, selector: selector, baud: 115_200, promptDelayMilliseconds: 0)
  }

  private func problem(_ directory: PortDirectory, _ selector: ModemSelector, _ modem: String) async -> PortProblem? {
    do throws(PortProblem) {
      _ = try await directory.find(selector, for: modem, baud: 115_200)
      return nil
    } catch { return error }
  }

  /// Trouble 5: chosen by who it is, wherever it is.
  @Test func trouble5TheRightModemIsFoundByIMEIAndByIMSI() async throws {
    let fake = FakeWorld()
    let directory = PortDirectory([], world: fake.world)
    #expect(
      try await directory.find(.imei("350000000000025"), for: "a", baud: 115_200) == .device(path: "/dev/ttyUSB6"))
    #expect(
      try await directory.find(.imsi("510101111111111"), for: "b", baud: 115_200) == .device(path: "/dev/ttyUSB2"))
    // The other digit of an IMEISV is no difference.
    await directory.release("a")
    #expect(
      try await directory.find(.imei("3500000000000288"), for: "a", baud: 115_200) == .device(path: "/dev/ttyUSB6"))
  }

  @Test func askingEndsWithTheRightOne() async throws {
    let fake = FakeWorld()
    let directory = PortDirectory([], world: fake.world)
    _ = try await directory.find(.imei("350000000000017"), for: "a", baud: 115_200)
    #expect(fake.asked.withLock { $0 } == ["/dev/ttyUSB2"])
  }

  /// Trouble 8: two lines never share a port, and nobody's port is even asked.
  @Test func aPortOfAnotherModemIsNeitherTakenNorAsked() async throws {
    let fake = FakeWorld()
    let directory = PortDirectory(
      [modem("fixed", .endpoint(.device(path: "/dev/serial/by-id/1-1")))], world: fake.world)
    let problem = await problem(directory, .imei("350000000000017"), "a")
    #expect(problem?.reason.contains("is another modem") == true)
    #expect(fake.asked.withLock { $0 } == ["/dev/ttyUSB6"])
    #expect(
      try await directory.find(.serial("S1-2"), for: "a", baud: 115_200) == .device(path: "/dev/ttyUSB6"))
    #expect(await self.problem(directory, .serial("S1-2"), "b") != nil)
    #expect(
      await self.problem(directory, .endpoint(.device(path: "/dev/ttyUSB6")), "c")?.reason.contains("modem a") == true)
  }

  @Test func aReleasedPortCanBeHadByAnother() async throws {
    let directory = PortDirectory([], world: FakeWorld().world)
    _ = try await directory.find(.serial("S1-1"), for: "a", baud: 115_200)
    #expect(await problem(directory, .serial("S1-1"), "b") != nil)
    await directory.release("a")
    #expect(await problem(directory, .serial("S1-1"), "b") == nil)
  }

  @Test func aLockedSIMIsSaidAndNotOpened() async throws {
    let fake = FakeWorld()
    fake.identities.withLock {
      $0["/dev/ttyUSB2"] = ProbedIdentity(imei: "350000000000017", imsi: nil, simProblem: "SIM PIN required")
    }
    let problem = await problem(PortDirectory([], world: fake.world), .imsi("510101111111111"), "a")
    #expect(problem?.reason.contains("/dev/ttyUSB2 tells no IMSI (SIM PIN required") == true)
    // The numbers of people's SIMs are not told.
    #expect(problem?.reason.contains("2222222") == false)
    #expect(problem?.reason.contains("1111111") == false)
  }

  /// Trouble 9: a stick in storage mode is named, not a missing path.
  @Test func trouble9AStickInStorageModeIsNamed() async throws {
    let fake = FakeWorld()
    fake.modems.withLock {
      $0 = [
        PluggedModem(
          kind: .modem, mode: .storage, usb: USBDevice(id: USBID(0x12D1, 0x1446), socket: "1-1", interfaces: []),
          terminals: [], family: "huawei", port: .none, remedy: "switch it")
      ]
    }
    let problem = await problem(PortDirectory([], world: fake.world), .imei("350000000000017"), "a")
    #expect(problem?.remedy == "switch it")
    #expect(problem?.reason.contains("12d1:1446") == true)
  }

  @Test func theUSBDeviceOfAModemIsReset() async {
    let fake = FakeWorld()
    let directory = PortDirectory([], world: fake.world)
    #expect(await directory.resetUSB(at: "/dev/serial/by-id/1-1", for: "a") == .done)
    #expect(fake.resets.withLock { $0 } == ["/dev/bus/usb/001/004"])
  }

  /// Invariant 9: one broken modem never stops another.
  @Test func anAdapterThatServesAnotherModemIsNotReset() async throws {
    let fake = FakeWorld()
    let configured = PortDirectory([modem("b", .endpoint(.device(path: "/dev/ttyUSB7")))], world: fake.world)
    let found = PortDirectory([], world: fake.world)
    _ = try await found.find(.serial("S1-2"), for: "b", baud: 115_200)
    for directory in [configured, found] {
      guard case .refused(let reason, let remedy) = await directory.resetUSB(at: "/dev/ttyUSB6", for: "a") else {
        Issue.record("was reset")
        continue
      }
      #expect(reason == "/dev/bus/usb/001/005 also serves b")
      #expect(!remedy.isEmpty)
    }
    #expect(await found.resetUSB(at: "/dev/ttyUSB6", for: "b") == .done)
    #expect(fake.resets.withLock { $0 } == ["/dev/bus/usb/001/005"])
  }

  @Test func aLineWithoutAUSBDeviceIsRefusedAReset() async {
    let directory = PortDirectory([], world: FakeWorld().world)
    guard case .refused(let reason, _) = await directory.resetUSB(at: "/dev/ttyS0", for: "a") else {
      Issue.record("was reset")
      return
    }
    #expect(reason.contains("/dev/ttyS0 belongs to no USB device"))
  }

  @Test func theMakerOfALineIsTold() async {
    let directory = PortDirectory([], world: FakeWorld().world)
    #expect(await directory.usbVendor(of: "/dev/serial/by-id/1-1") == 0x2C7C)
    #expect(await directory.usbVendor(of: "/dev/ttyS0") == nil)
  }
}
