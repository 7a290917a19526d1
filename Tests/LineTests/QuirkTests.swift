import Modem
import ModemSimulator
import Testing

/// Troubles of single models that no shipped profile of the simulator has: the session against each of them.
@Suite struct QuirkTests {
  private func world(
    _ profile: VendorProfile, _ quirks: VendorProfile.Quirk...,
    configuration: ModemSession.Configuration = ModemSession.Configuration()
  ) -> LineWorld {
    var profile = profile
    profile.quirks.formUnion(quirks)
    var world = LineWorld(FaultPlan(profile), configuration: configuration)
    world.isTraced = true
    world.run(until: .seconds(30))
    return world
  }

  /// What must hold in the end: all stored, all deleted, nothing deleted before.
  private func complaints(_ world: LineWorld) -> [String] {
    var world = world
    world.checkEnd()
    return world.complaints
  }

  private func commands(_ world: LineWorld) -> [Substring] {
    // `0.2 seconds > "AT\r"`
    world.trace.compactMap { line in line.firstRange(of: " > \"").map { line[$0.upperBound...] } }
  }

  private func text(_ number: Int, length: Int = 20) -> OutgoingText {
    OutgoingText(from: "+62812345\(1000 + number)", text: String(repeating: "\(number % 10)", count: length))
  }

  @Test(arguments: VendorProfile.all) func `each family tells its cell in its own way`(profile: VendorProfile) {
    let network = world(profile).session.state.network
    #expect(network.registration == .home)
    #expect(network.area == UInt64(profile.cell.area, radix: 16))
    #expect(network.cell == UInt64(profile.cell.cell, radix: 16))
    #expect(network.technology == profile.cell.technology.flatMap { [2: "UMTS", 7: "LTE"][$0] })
  }

  @Test(arguments: [[VendorProfile.Quirk.listRefused], [.listRefused, .emptySlotReadsOK]])
  func `a modem that refuses listings is read by index, whatever it says of empty slots`(
    quirks: [VendorProfile.Quirk]
  ) {
    var profile = VendorProfile.quectel
    profile.quirks.formUnion(quirks)
    var world = world(profile)
    for number in 0..<30 { world.simulation.send(text(number)) }
    world.run(until: .seconds(900))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 30)
    #expect(commands(world).contains { $0.hasPrefix("AT+CMGL") })
  }

  @Test(arguments: [0, 1, 2], [OutgoingText.Order.straight, .reversed])
  func `trouble 14: where all parts are deleted with one, none goes before it is stored`(
    slowness: Int, order: OutgoingText.Order
  ) {
    let disk = Duration.milliseconds([1, 400, 3_000][slowness])
    var profile = VendorProfile.simcom
    profile.quirks.insert(.deletesWholeMessage)
    var plan = FaultPlan(profile, [(.seconds(20), .slowDisk(disk)), (.seconds(40), .diskFull(.seconds(10)))])
    plan.latency = .milliseconds(40)
    var world = LineWorld(plan)
    world.run(until: .seconds(30))
    for number in 0..<4 {
      var long = text(number, length: 600)
      long.order = order
      world.simulation.send(long)
      world.run(until: world.now + .seconds(4))
    }
    world.run(until: .seconds(900))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 16)
    #expect(world.simulation.modems[0].messageCount(in: .sm) == 0)
  }

  @Test func `A7670 says that it is registered for emergencies, and is ready and sends all the same`() {
    var profile = VendorProfile.simcom
    profile.cell.homeState = 11
    profile.cell.commands.insert("+CEREG")
    var world = LineWorld(FaultPlan(profile, [(.seconds(20), .request(1))]))
    world.run(until: .seconds(10))
    #expect(world.session.state.phase == .ready)
    #expect(world.session.state.network.registration == .home)
    world.run(until: .seconds(60))
    #expect(complaints(world) == [])
    #expect(world.results[1] == [.accepted(reference: 0)])
  }

  @Test func `trouble 12: where ME is refused as the third storage, what comes to the SIM is read there`() {
    var configuration = ModemSession.Configuration()
    configuration.overrides.storageOrder = ["ME", "SM"]
    var world = world(.generic, .thirdStorageOnlySIM, configuration: configuration)
    world.simulation.send(text(1))
    world.run(until: .seconds(60))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 1)
    #expect(commands(world).contains { $0.hasPrefix(#"AT+CPMS=\"ME\",\"ME\"\r"#) })
  }

  @Test(arguments: [(Duration?.none, true), (.zero, false)])
  func `trouble 17: a modem that is deaf after its prompt gets the PDU all the same`(delay: Duration?, isSent: Bool) {
    var profile = VendorProfile.generic
    profile.promptDeafness = .milliseconds(40)
    var configuration = ModemSession.Configuration()
    configuration.promptDelay = delay
    var world = LineWorld(FaultPlan(profile, [(.seconds(20), .request(1))]), configuration: configuration)
    world.run(until: .seconds(600))
    #expect(complaints(world) == [])
    // Without the pause the PDU is lost, so that it is the pause that brings it there.
    #expect((world.results[1] == [.accepted(reference: 0)]) == isSent)
  }

  @Test func `a modem that reads nothing by index is read by listings`() {
    var world = world(.sierra, .readRefused)
    for number in 0..<3 { world.simulation.send(text(number)) }
    world.run(until: .seconds(60))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 3)
    #expect(!commands(world).contains { $0.hasPrefix("AT+CMGD=1,") })
  }

  @Test func `Huawei: announcements are brought to the port that is open`() {
    var world = world(.huawei, .urcModemPort)
    world.simulation.send(text(1))
    world.run(until: .seconds(35))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 1)
  }

  @Test func `a modem whose announcements go elsewhere is looked through every ten seconds`() {
    var configuration = ModemSession.Configuration()
    configuration.overrides.initialisation = []
    var world = world(.huawei, .urcModemPort, configuration: configuration)
    for round in 0..<2 {
      world.simulation.send(text(round))
      world.run(until: world.now + .seconds(310))
    }
    #expect(world.committed.count == 2)
    world.run(until: world.now + .seconds(310))
    #expect(world.trace.contains { $0.contains("polling") })
    world.simulation.send(text(7))
    world.run(until: world.now + .seconds(12))
    #expect(complaints(world) == [])
    #expect(world.committed.count == 3)
    // They come here after all.
    world.session.receive(Array("\r\n+CMTI: \"SM\",0\r\n".utf8), now: world.now)
    world.run(until: world.now + .seconds(20))
    let before = commands(world).count
    world.run(until: world.now + .seconds(100))
    #expect(commands(world).count - before < 20)
  }
}
