import Devices
import Modem
import ModemSimulator
import SerialPort
import Store
import Synchronization
import Testing

@testable import Gateway

/// A modem that was chosen by its number, and another one at its port; and the reset of its USB device.
@Suite(.timeLimit(.minutes(2))) struct WrongModemTests {
  private static let path = "/dev/ttyUSB2"
  private static let imei = "350000000000017"
  private static let imsi = "510101234567890"

  /// One device, of which the search once learnt these numbers; what is plugged in may be another by now.
  private func ports(_ settings: Configuration.Modem, node: USBNode? = nil, overheard: String = "") -> PortDirectory {
    let terminal = Terminal(path: Self.path, byID: [])
    let usb = USBDevice(
      id: USBID(0xF00D, 0x1001), serial: nil, socket: "1-1",
      interfaces: [USBInterface(number: 2, interfaceClass: InterfaceClass(255, 255, 255), terminals: [terminal])])
    let modem = PluggedModem(
      kind: .modem, mode: .serial, usb: usb, terminals: [terminal], family: "test",
      port: .decided(terminal, reason: "test"), remedy: nil)
    let overheard = Mutex(overheard)
    return PortDirectory(
      [settings],
      world: DeviceWorld(
        scan: { () throws(DiscoveryError) in [modem] }, presence: { _, _ in [:] },
        identity: { paths, _ in
          let new = overheard.withLock { text in
            defer { text = "" }
            return text
          }
          return Dictionary(
            uniqueKeysWithValues: paths.map {
              ($0, .modem(ProbedIdentity(imei: Self.imei, imsi: Self.imsi, overheard: new)))
            })
        }, resolve: { $0 }, usbNode: { _ throws(DiscoveryError) in node }, reset: { _ in .done }))
  }

  private func modem(_ selector: ModemSelector, pin: String? = nil) -> Configuration.Modem {
    Configuration.Modem(name: "sim1", selector: selector, baud: 115_200, pin: pin, promptDelayMilliseconds: 0)
  }

  /// The stranger answers, is let go, and the right one comes.
  private func play(
    _ settings: Configuration.Modem, stranger: SocketedModem, right: SocketedModem, words: String
  ) async throws -> LineBench {
    let bench = try LineBench()
    bench.sockets.plug(stranger, at: Self.path)
    let line = await bench.start(settings, ports: ports(settings))
    await bench.events.wait { $0.contains { $0.name == .modemLost && $0[.reason] == .string(words) } }
    bench.sockets.unplug(Self.path)
    bench.sockets.plug(right, at: Self.path)
    right.receive(OutgoingText(from: "+628111", text: "halo"))
    await line.devicesChanged(DeviceChange(.added, path: Self.path))
    await bench.events.wait(for: .smsReceived)
    await bench.stop()
    return bench
  }

  @Test func anotherModemIsLetGoBeforeItsSIMSeesThePIN() async throws {
    let stranger = SocketedModem(
      SimulatedModem.Configuration(sim: SIMCard(imsi: "510109876543210", pin: "9999"), imei: "350000000000025"))
    let bench = try await play(
      modem(.imei(Self.imei), pin: "1234"), stranger: stranger,
      right: SocketedModem(SimulatedModem.Configuration(sim: SIMCard(pin: "1234"), imei: Self.imei)),
      words: "another modem answers on the port that had imei \(Self.imei)")
    #expect(!stranger.written.contains("CPIN="))
    #expect(bench.events.all.count { $0.name == .modemReady } == 1)
  }

  @Test func anotherSIMIsLetGoWithItsMessages() async throws {
    let stranger = SocketedModem(SimulatedModem.Configuration(sim: SIMCard(imsi: "510109876543210")))
    stranger.receive(OutgoingText(from: "+628222", text: "not for us"))
    let bench = try await play(
      modem(.imsi(Self.imsi)), stranger: stranger, right: SocketedModem(),
      words: "another SIM is in the modem that had imsi 51010…")
    #expect(stranger.count == 1 && !stranger.written.contains("CMGD"))
    #expect(try ForeignWriter(bench.database).texts("SELECT text FROM messages") == ["halo"])
  }

  /// A modem that passes messages on without storing them does so too while it is asked who it is.
  @Test func whatCameWhileTheModemWasAskedIsKept() async throws {
    let bench = try LineBench()
    let settings = modem(.imei(Self.imei))
    // “How are you?” of +31641600986 (an example of 3GPP TS 23.040 that many manuals have).
    let pdu = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07"
    let ports = ports(settings, overheard: "+CMT: ,30\r\n\(pdu)\r\n")
    let line = await bench.start(settings, ports: ports)
    await bench.events.wait(for: .modemProblem)
    bench.sockets.plug(SocketedModem(SimulatedModem.Configuration(imei: Self.imei)), at: Self.path)
    await line.devicesChanged(DeviceChange(.added, path: Self.path))
    await bench.events.wait(for: .smsReceived)
    await bench.stop()
    #expect(try ForeignWriter(bench.database).texts("SELECT text FROM messages") == ["How are you?"])
    #expect(await ports.overheard(at: Self.path).isEmpty)
  }

  @Test func aResetIsAskedOfTheDeviceBehindTheLine() async throws {
    let settings = modem(.endpoint(.device(path: Self.path)))
    for (ports, words) in [
      (ports(settings, node: USBNode(path: "/dev/bus/usb/001/004", terminals: [Self.path])), "was reset"),
      (ports(settings), "was not reset: \(Self.path) belongs to no USB device, or has gone"),
      (nil, "was not reset: no USB device of this machine is behind its line"),
    ] {
      let bench = try LineBench()
      bench.sockets.plug(SocketedModem(), at: Self.path)
      let line = await bench.start(settings, ports: ports)
      await bench.events.wait(for: .modemReady)
      await line.resetUSB()
      let told = bench.events.all.compactMap { event in
        if case .string(let reason) = event[.reason], reason.contains("USB device") { reason } else { nil }
      }
      #expect(told == ["the modem's USB device \(words)"])
      await bench.stop()
    }
  }

  @Test func aLineThatIsClosedAtOnceIsOpenedAgain() async throws {
    let bench = try LineBench()
    let socketed = SocketedModem()
    bench.sockets.plug(socketed, at: Self.path)
    bench.sockets.closesAtOnce = 2
    _ = await bench.start(modem(.endpoint(.device(path: Self.path))))
    await bench.events.wait(for: .modemReady)
    await bench.stop()
    #expect(
      bench.events.all.filter { $0.name == .modemLost }.map { $0[.reason] }
        == Array(repeating: .string("the line was closed as soon as it was open"), count: 2))
  }
}
