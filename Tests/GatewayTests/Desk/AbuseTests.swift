import Reporting
import Store
import Testing

@testable import Gateway

/// Somebody tries to use the gateway against others, or the clock goes wrong.
struct AbuseTests {
  @Test func aVictimNamedInTheTextsOfAJoeJobIsNeverReported() async throws {
    let rig = try DeskRig()
    let victim = "081377778888"
    for number in 0..<15 {
      try await rig.receive(
        "SELAMAT! Anda pemenang undian Rp75.000.000, PIN T\(number). Hubungi \(victim) atau www.hadiah-\(number).xyz",
        from: DeskRig.sender(number))
      try await rig.run(400)
    }
    #expect(!rig.sent.isEmpty)
    for sms in rig.sent {
      #expect(sms.destination == "1166")
      #expect(!sms.text.hasPrefix("PENIPUAN#\(victim)"))
    }
    // One campaign, however many senders are forged.
    #expect(rig.sent.count <= 3)
  }

  @Test func forgedSendersOfAWaveOpenTheBreakerOrMeetTheLimits() async throws {
    let rig = try DeskRig()
    for number in 0..<60 {
      try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number))
      try await rig.run(30)
    }
    try await rig.run(3_600, step: 60)
    #expect(rig.sent.count <= 3)
  }

  @Test(arguments: ["+447700900123", "+6590000000"]) func whatCameThroughAForeignCentreWaitsForAPerson(
    centre: String
  ) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1), centre: centre)
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.command { try $0.message(1).stoppedBy } == Guard.foreignServiceCentre.rawValue)
  }

  @Test func aBrandThatWritesFromAMobileNumberIsFraudAndFromElsewhereAPersonsAffair() async throws {
    let text =
      "BANK BRI: Selamat! Rekening Anda terpilih sebagai pemenang undian BRI dan berhak atas uang tunai Rp75.000.000. PIN "
      + "pemenang: T1K. Hubungi panitia Bpk Hendra di 0852-9051-7001 atau buka www.undianbri-1.blogspot.com"
    let rig = try DeskRig()
    try await rig.receive(text, from: "BRI")
    try await rig.receive(text, from: DeskRig.sender(1), centre: "+447785016005")
    try await rig.receive(text, from: DeskRig.sender(2))
    let stops = try rig.command { store in try (1...3).map { try store.message($0).stoppedBy } }
    #expect(stops == [Guard.senderNotMobile.rawValue, Guard.foreignServiceCentre.rawValue, nil])
    try await rig.run(3_600)
    #expect(rig.sent.count == 1)
    #expect(rig.sent.first?.text.hasPrefix("PENIPUAN#0\(DeskRig.sender(2).dropFirst(3))#") == true)
  }

  @Test(arguments: [
    // XL's centre for a Telkomsel number, to a Telkomsel SIM: neither's.
    ("+6281255500137", "+62818445009", true), ("+6281255500137", "+6281100000", false),
    // Indosat's own centre, and the receiver's in its stead.
    ("+6285651234567", "+62855000000", false), ("+6285651234567", "+6281100000", false),
    ("+6285651234567", "+62818445009", true),
  ]) func whatCameThroughACentreOfAThirdOperatorWaitsForAPerson(
    sender: String, centre: String, waits: Bool
  ) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: sender, centre: centre)
    #expect(try rig.command { try $0.message(1).stoppedBy } == (waits ? Guard.spoofSigns.rawValue : nil))
  }

  @Test(arguments: ["BANK-X", "1166", "99999", "+62813555123456789", "+14155552671", "0215551234"])
  func onlyMobileNumbersAreReportedWithoutAPerson(sender: String) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: sender)
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
  }

  @Test(arguments: [UInt64(1), 2, 3]) func noJumpOfTheClockSendsMoreThanTheLimits(seed: UInt64) async throws {
    let rig = try DeskRig { settings in
      settings.limits.perHour = 4
      settings.limits.perDay = 6
      settings.limits.perCampaignPerDay = 1_000
      settings.limits.burstPerHour = 1_000
      settings.limits.maximumAgeHours = 8_000
    }
    var state = seed
    func random(_ bound: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % bound)
    }
    var elapsed: Int64 = 0
    var moments: [Int64] = []
    for number in 0..<30 {
      try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number))
      for _ in 0..<12 {
        rig.clock.advance(20)
        elapsed += 20
        if try await rig.sendNext() != nil { moments.append(elapsed) }
      }
      switch random(9) {
      case 0...2: rig.clock.jump(random(160_000) - 80_000)
      case 3: try await rig.restart(whileDown: { rig.clock.jump(random(400_000) - 80_000) })
      case 4: try await rig.restart(whileDown: { rig.clock.reboot(offFor: random(300)) })
      case 5:
        // A battery that is bad: years ahead after a reboot that took no time.
        try await rig.restart(whileDown: {
          rig.clock.reboot(offFor: 0)
          rig.clock.jump(random(4_000) * 3_600)
        })
      case _: break
      }
    }
    #expect(!moments.isEmpty)
    for (index, moment) in moments.enumerated() {
      #expect(moments[..<index].count { moment - $0 <= 3_600 } < 4)
      #expect(moments[..<index].count { moment - $0 <= 86_400 } < 6)
    }
  }

  @Test func aClockThatIsNotSetSendsNothing() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(-86_400 * 365 * 3)
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
  }

  @Test func aSecondDaemonOnTheSameDatabaseIsRefused() async throws {
    let rig = try DeskRig()
    #expect(throws: StoreError.self) { try Store.open(path: rig.folder + "/pelapor.db", access: .daemon) }
  }
}
