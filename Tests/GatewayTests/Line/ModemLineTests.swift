import Devices
import Dispatch
import Modem
import ModemSimulator
import NIOCore
import NIOPosix
import SerialPort
import Store
import Testing

@testable import Gateway

/// A line of the daemon, from its port to the database.
@Suite(.timeLimit(.minutes(10))) struct ModemLineTests {
  private func modem(_ name: String, at path: String) -> Configuration.Modem {
    Configuration.Modem(
      name: name, selector: .endpoint(.device(path: path)), baud: 115_200, promptDelayMilliseconds: 0)
  }

  private func world(vendor: UInt16, at path: String) -> DeviceWorld {
    let terminal = Terminal(path: path, byID: [])
    let usb = USBDevice(
      id: USBID(vendor, 0x1001), serial: nil, socket: "1-1",
      interfaces: [USBInterface(number: 2, interfaceClass: InterfaceClass(255, 255, 255), terminals: [terminal])])
    let modem = PluggedModem(
      kind: .modem, mode: .serial, usb: usb, terminals: [terminal], family: "test",
      port: .decided(terminal, reason: "test"), remedy: nil)
    return DeviceWorld(
      scan: { () throws(DiscoveryError) in [modem] }, presence: { _, _ in [:] }, identity: { _, _ in [:] },
      resolve: { $0 }, usbNode: { _ throws(DiscoveryError) in nil }, reset: { _ in .done })
  }

  private func stored(_ bench: LineBench, _ sql: String) throws -> [String] {
    try ForeignWriter(bench.database).texts(sql)
  }

  /// The simulated modem says that Pelapor has made it, which is no family.
  @Test(arguments: [(UInt16(0x12D1), "huawei", "AT^CURC=0"), (0x19D2, "zte", "AT+ZCDRUN=8"), (0xF00D, "generic", "")])
  func theMakerOfTheUSBDeviceChoosesTheFamily(vendor: UInt16, family: String, command: String) async throws {
    let bench = try LineBench()
    let socketed = SocketedModem()
    bench.sockets.plug(socketed, at: "/dev/ttyUSB2")
    let settings = modem("sim1", at: "/dev/ttyUSB2")
    let line = await bench.start(
      settings, ports: PortDirectory([settings], world: world(vendor: vendor, at: "/dev/ttyUSB2")))
    await bench.events.wait(for: .modemReady)
    #expect(await line.snapshot().session.identity.profile == family)
    #expect(command.isEmpty || socketed.written.contains(command + "\r"), "\(socketed.written)")
    #expect(family != "generic" || !socketed.written.contains("AT^"))
    await bench.stop()
  }

  /// Both sticks are chosen by their port, and come back each in the other's: each SIM keeps what is its.
  @Test func portsThatAreSwappedMixNothingUp() async throws {
    let bench = try LineBench()
    let left = SocketedModem()
    let right = SocketedModem(
      SimulatedModem.Configuration(
        sim: SIMCard(imsi: "510109876543210", iccid: "8962100000000000002"), imei: "350000000000025"))
    bench.sockets.plug(left, at: "/dev/a")
    bench.sockets.plug(right, at: "/dev/b")
    let lines = [
      await bench.start(modem("a", at: "/dev/a")), await bench.start(modem("b", at: "/dev/b")),
    ]
    await bench.events.wait(for: .modemReady, count: 2)
    left.receive(OutgoingText(from: "+628111", text: "to left, before"))
    right.receive(OutgoingText(from: "+628111", text: "to right, before"))
    await bench.events.wait(for: .smsReceived, count: 2)

    bench.sockets.unplug("/dev/a")
    bench.sockets.unplug("/dev/b")
    await bench.events.wait(for: .modemLost, count: 2)
    left.receive(OutgoingText(from: "+628111", text: "to left, meanwhile"))
    right.receive(OutgoingText(from: "+628111", text: "to right, meanwhile"))
    bench.sockets.plug(right, at: "/dev/a")
    bench.sockets.plug(left, at: "/dev/b")
    for (line, path) in zip(lines, ["/dev/a", "/dev/b"]) {
      await line.devicesChanged(DeviceChange(.added, path: path))
    }
    await bench.events.wait(for: .modemReady, count: 4)
    await bench.events.wait(for: .smsReceived, count: 4)
    left.receive(OutgoingText(from: "+628111", text: "to left, after"))
    right.receive(OutgoingText(from: "+628111", text: "to right, after"))
    await bench.events.wait(for: .smsReceived, count: 6)
    await bench.stop()
    #expect(left.count == 0 && right.count == 0)
    #expect(
      try stored(bench, "SELECT sim || ' ' || modem || ' ' || text FROM messages ORDER BY sim, text") == [
        "510101234567890 b to left, after", "510101234567890 a to left, before",
        "510101234567890 b to left, meanwhile", "510109876543210 a to right, after",
        "510109876543210 b to right, before", "510109876543210 a to right, meanwhile",
      ])
  }

  // MARK: Direct delivery

  private static let report = "07912618010000F006050C91261801000010427031927504824270319275048200"

  /// The database is slow; what waits for it is stored under the SIM it came from, whose modem may be another by then.
  @Test(arguments: [false, true]) func aSIMIsFreeOnceItsStickIsGoneAndWhatWasReadOfItIsStored(isReplaced: Bool)
    async throws
  {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let (bench, gate) = (try LineBench(deskLoop: group.next()), DispatchSemaphore(value: 0))
    let stick = SocketedModem()
    bench.sockets.plug(stick, at: "/dev/a")
    let line = await bench.start(modem("a", at: "/dev/a"))
    await bench.events.wait(for: .modemReady)
    let sim = await line.sim
    group.next().execute { gate.wait() }
    stick.receive(OutgoingText(from: "+628111", text: "one"))
    while await line.storing == nil { await Task.yield() }
    stick.receive(OutgoingText(from: "+628111", text: "two"))
    while await line.received.isEmpty { await Task.yield() }

    bench.sockets.unplug("/dev/a")
    await bench.events.wait(for: .modemLost)
    if isReplaced {
      bench.sockets.plug(
        SocketedModem(
          SimulatedModem.Configuration(sim: SIMCard(imsi: "510109876543210", iccid: "8962100000000000002"))),
        at: "/dev/a")
    }
    gate.signal()
    await bench.events.wait(for: .smsReceived, count: 2)
    while let storing = await line.storing { await storing.value }
    if isReplaced {
      await line.devicesChanged(DeviceChange(.added, path: "/dev/a"))
      await bench.events.wait(for: .modemReady, count: 2)
    }
    var other = sim
    other.modem = "b"
    var isFree = false
    // That another card is there is told to the desk a moment after it is known.
    for _ in 0..<2_000 where !isFree { isFree = await bench.desk.claim(other) }
    #expect(isFree)
    await bench.stop()
    try await group.shutdownGracefully()
  }

  /// Passed on directly, and refused by the database as long as the trigger is there.
  private func refusedReport(_ bench: LineBench) async throws -> ForeignWriter {
    let socketed = SocketedModem()
    bench.sockets.plug(socketed, at: "/dev/a")
    _ = await bench.start(modem("a", at: "/dev/a"))
    await bench.events.wait(for: .modemReady)
    let writer = try ForeignWriter(bench.database)
    try writer.run("CREATE TRIGGER full BEFORE INSERT ON pdus BEGIN SELECT RAISE(ABORT, 'no room'); END")
    socketed.say("\r\n+CDS: 25\r\n\(Self.report)\r\n")
    await bench.events.wait { $0.contains { $0[.code] == .string("reading-paused") } }
    return writer
  }

  @Test func whatCameDirectlyAndWasRefusedIsStoredAtTheEndIfThereIsRoom() async throws {
    let bench = try LineBench()
    let writer = try await refusedReport(bench)
    #expect(try stored(bench, "SELECT hex FROM pdus").isEmpty)
    try writer.run("DROP TRIGGER full")
    await bench.stop()
    #expect(try stored(bench, "SELECT hex FROM pdus") == [Self.report])
    #expect(!bench.events.all.contains { $0[.code] == .string("direct-messages-lost") })
  }

  @Test func andIsSaidToBeLostIfThereIsNone() async throws {
    let bench = try LineBench()
    _ = try await refusedReport(bench)
    await bench.stop()
    let lost = bench.events.all.filter { $0[.code] == .string("direct-messages-lost") }
    #expect(lost.count == 1)
    #expect(lost.first?.level == .error)
  }
}
