import ModemSimulator
import Reporting

/// Draws a history from a seed.
///
/// Swarm testing (Groce et al., 2012): each kind of trouble is on or off by the seed, so that a run is not always a mild
/// mixture of everything.
extension History {
  /// How long things happen; then the world calms down.
  static let length = Duration.seconds(150)

  /// The history of a seed.
  ///
  /// - Parameter edition: what is drawn. 1 leaves out what came later, so that a seed stays the history in which it once
  ///   failed.
  package init(from seed: UInt64, edition: Int = 2) {
    var generator = Generator(seed: seed)
    self = generator.history(seed: seed)
    if edition > 1 {
      var additions = Additions(seed: seed)
      additions.extend(&self)
    }
  }
}

private struct Generator {
  private var dice: Dice
  private var count = 0
  private let numberBase: Int

  init(seed: UInt64) {
    dice = Dice(seed: seed, for: "history")
    numberBase = Int(seed % 50) * 1_000
  }

  mutating func history(seed: UInt64) -> History {
    var history = History(seed: seed)
    history.settings = settings()
    history.modems = (0..<(dice.pick([1, 1, 1, 2, 2, 3]) ?? 1)).map { _ in modem() }
    let modems = history.modems.count
    var happenings = traffic(modems: modems)
    if dice.once(in: 2) { happenings += crashes() }
    if dice.once(in: 3) { happenings += diskTroubles() }
    if dice.once(in: 3) { happenings += troubles(modems: modems) }
    if dice.once(in: 4) { happenings += clockJumps() }
    if dice.once(in: 3) { happenings += people() }
    if dice.once(in: 4) { happenings += serviceTroubles() }
    if dice.once(in: 8) { happenings.append(at(.restart(downSeconds: dice.number(0...20)))) }
    history.happenings = happenings.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    return history
  }

  private mutating func settings() -> History.Settings {
    var settings = History.Settings()
    settings.mode = dice.pick([.auto, .auto, .auto, .auto, .review, .dryRun, .off]) ?? .auto
    settings.holdSeconds = dice.pick([0, 0, 2, 15]) ?? 0
    settings.gapSeconds = dice.pick([0, 1, 10]) ?? 0
    settings.perHour = dice.once(in: 6) ? 2 : 100
    settings.burstPerHour = dice.once(in: 6) ? 3 : 50
    settings.deskDelay = dice.pick([0, 0, 20, 400]) ?? 0
    settings.isDiskNew = dice.once(in: 10)
    return settings
  }

  private mutating func modem() -> History.Modem { History.Modem(drawnBy: &dice) }

  // MARK: traffic

  private mutating func traffic(modems: Int) -> [History.Happening] {
    var happenings: [History.Happening] = []
    let isBurst = dice.once(in: 5)
    let burst = moment()
    for _ in 0..<dice.number(2...9) {
      let message = message()
      let modem = dice.number(0...(modems - 1))
      let at = isBurst ? burst + dice.milliseconds(0...900) : moment()
      happenings.append(History.Happening(at: at, what: .message(message, modem: modem)))
    }
    if dice.once(in: 6) {
      let octets = dice.pick(["07", "0791261801000000040081", "00", "07912618010000004400", "0000FF"]) ?? "00"
      happenings.append(at(.octets(octets + hexadecimal(6), modem: dice.number(0...(modems - 1)))))
    }
    return happenings
  }

  private mutating func message() -> History.Message {
    count += 1
    let number = numberBase + count * 7 + dice.number(0...6)
    var message: History.Message
    switch dice.number(1...12) {
    case 1...4: message = History.Message(kind: .harmless, sender: sender(), text: Texts.harmless(number))
    case 5: message = History.Message(kind: .harmless, sender: sender(), text: Texts.hostile(number))
    case 6...7:
      message = History.Message(kind: .fraud, sender: sender(), text: Texts.longFraud(number))
      message.isReversed = dice.once(in: 3)
      message.isDoubled = dice.once(in: 5)
      if dice.once(in: 4) { message.missingParts = [dice.number(1...2)] }
    case 8:
      // A sender that can't be reported, or whose name is forged.
      let sender = dice.pick(["Telkomsel", "1166", "BCA", "+442071838750", "+62215551234", "88099", ""]) ?? "BCA"
      message = History.Message(kind: .fraud, sender: sender.isEmpty ? "INFO" : sender, text: Texts.fraud(number))
    case 9:
      message = History.Message(kind: .fraud, sender: sender(), text: Texts.fraud(number))
      message.serviceCentre = "+447785016005"
    case _: message = History.Message(kind: .fraud, sender: sender(), text: Texts.fraud(number))
    }
    return message
  }

  /// A mobile number of its own for each, so that a report names its message.
  private mutating func sender() -> String { "+62812\(55_000_000 + numberBase * 9 + count * 137)" }

  // MARK: troubles

  private mutating func crashes() -> [History.Happening] {
    (0..<dice.number(1...4)).map { _ in
      let moment: History.Crash.Moment
      switch dice.number(1...5) {
      case 1: moment = .atOnce
      case 2...3: moment = .write(dice.number(1...40), dice.pick(History.Crash.Place.allCases) ?? .before)
      case _: moment = .diskOperation(dice.number(1...60))
      }
      return at(
        .crash(
          History.Crash(
            survival: dice.pick(History.Crash.Survival.allCases) ?? .everythingSynced, moment: moment,
            downSeconds: dice.pick([0, 1, 5, 20]) ?? 1)))
    }
  }

  private mutating func diskTroubles() -> [History.Happening] {
    (0..<dice.number(1...3)).map { _ in
      at(
        .disk(
          History.DiskTrouble(
            isFull: dice.once(in: 2), after: dice.number(0...30), count: dice.pick([1, 1, 3, 20, 200]) ?? 1)))
    }
  }

  private mutating func clockJumps() -> [History.Happening] {
    let hour = 3_600
    return (0..<dice.number(1...2)).map { _ in
      at(.clock(dice.pick([-5, 5, -hour, hour, -30 * hour, 30 * hour, -8_760 * hour, 8_760 * hour]) ?? 5))
    }
  }

  private mutating func troubles(modems: Int) -> [History.Happening] {
    var happenings: [History.Happening] = []
    for _ in 0..<dice.number(1...3) {
      let modem = dice.number(0...(modems - 1))
      let begin = moment()
      let end = begin + dice.milliseconds(100...30_000)
      func both(_ first: Scenario.Action, _ second: Scenario.Action) {
        happenings.append(History.Happening(at: begin, what: .trouble(first, modem: modem)))
        happenings.append(History.Happening(at: end, what: .trouble(second, modem: modem)))
      }
      switch dice.number(1...9) {
      case 1...2: both(.unplug, .replug(linkName: nil))
      case 3: both(.removeCard, .insertCard)
      case 4: both(.coverage(dice.pick([.none, .denied, .roaming]) ?? .none), .coverage(.home))
      case 5: both(.mute(.seconds(dice.number(1...60))), .signal(20))
      case 6: both(.refuseDeletes(dice.number(1...4)), .dropIndications(dice.number(1...5)))
      case 7: both(.loseResults(dice.number(1...3)), .garbage(dice.number(1...60)))
      case 8:
        both(.sendErrors(code: dice.pick([38, 41, 42, 500, 512, 50, 21]) ?? 38, count: dice.number(1...3)), .signal(3))
      case _: both(.fillCard, .say("+CMTI: \"SM\",\(dice.number(0...30))"))
      }
    }
    return happenings
  }

  /// 1166 is slow, mute, refuses, or somebody answers in its name.
  private mutating func serviceTroubles() -> [History.Happening] {
    var happenings: [History.Happening] = []
    switch dice.number(1...5) {
    case 1: happenings.append(at(.trouble(.reportService(.refuses, after: .seconds(dice.number(0...20))), modem: 0)))
    case 2: happenings.append(at(.trouble(.reportService(.silent, after: nil), modem: 0)))
    case 3: happenings.append(at(.trouble(.reportService(.judges, after: .seconds(dice.number(20...90))), modem: 0)))
    case 4:
      happenings.append(at(.trouble(.deliveryReports(dice.pick([.none, .failed]) ?? .none, after: nil), modem: 0)))
    case _:
      let storm = moment()
      for _ in 0..<dice.number(3...8) {
        count += 1
        let text = dice.pick(["Terima kasih atas laporan Anda", "Maaf, format salah", "Promo pulsa"]) ?? ""
        let answer = History.Message(kind: .answer, sender: "1166", text: text + " \(numberBase + count)")
        happenings.append(History.Happening(at: storm + dice.milliseconds(0...2_000), what: .message(answer, modem: 0)))
      }
    }
    return happenings
  }

  private mutating func people() -> [History.Happening] {
    (0..<dice.number(1...4)).map { _ in
      count += 1
      switch dice.number(1...12) {
      case 1...2: return at(.person(.approve))
      case 3...4: return at(.person(.cancel))
      case 5: return at(.person(.revoke))
      case 6: return at(.person(.retry))
      case 7: return at(.person(.pause))
      case 8...9: return at(.person(.resume))
      case 10: return at(.person(.resolve(wasSent: dice.once(in: 2))))
      case 11: return at(.person(.write(to: "+62811777\(1_000 + count)", text: "Halo \(count)")))
      case _: return at(.person(dice.once(in: 2) ? .protect(knownSender()) : .allow(knownSender())))
      }
    }
  }

  /// One of those who write, perhaps before they do.
  private mutating func knownSender() -> String {
    "+62812\(55_000_000 + numberBase * 9 + dice.number(1...9) * 137)"
  }

  private mutating func moment() -> Duration { dice.milliseconds(0...120_000) }

  private mutating func at(_ what: History.What) -> History.Happening { History.Happening(at: moment(), what: what) }

  private mutating func hexadecimal(_ octets: Int) -> String {
    (0..<octets).map { _ in dice.pick(["00", "7F", "A1", "F3", "12"]) ?? "00" }.joined()
  }
}

extension History.Modem {
  init(drawnBy dice: inout Dice) {
    profile = dice.once(in: 2) ? .generic : dice.pick(VendorProfile.all) ?? .generic
    slots = dice.pick([2, 5, 10, 20]) ?? 10
    if dice.once(in: 8) {
      pin = "1234"
      configuredPIN = dice.once(in: 5) ? "4321" : "1234"
    }
    replyMilliseconds = dice.pick([0, 0, 5, 60]) ?? 0
    if dice.once(in: 2) {
      faults = .swarm(seed: dice.next())
      // Short histories; a modem's longest silences are tried by its own tests.
      faults.slowSendDelay = .seconds(1) ... .seconds(40)
      faults.muteDuration = .seconds(1) ... .seconds(30)
      faults.unpluggedDuration = .milliseconds(100) ... .seconds(20)
      faults.until = History.length
    }
  }
}
