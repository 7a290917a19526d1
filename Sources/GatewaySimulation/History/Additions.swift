import ModemSimulator

/// What a history has besides what ``Generator`` drew at first: cards that change places, two modems with one
/// subscriber, senders who write the same again, people who are forgotten, texts that grow old, reports in two steps.
///
/// Drawn with dice of its own, so that the rest of a seed's history stays as it was.
struct Additions {
  private var dice: Dice

  init(seed: UInt64) {
    dice = Dice(seed: seed, for: "additions")
  }

  mutating func extend(_ history: inout History) {
    history.settings.isTwoStep = dice.once(in: 4)
    if dice.once(in: 3) { repeats(in: &history) }
    if dice.once(in: 3) { forgetting(in: &history) }
    switch dice.number(1...10) {
    case 1...2: twins(in: &history)
    case 3...4: exchanges(in: &history)
    case _: break
    }
    if history.settings.isTwoStep, dice.once(in: 4) { falseQuestions(in: &history) }
    // Where the clock was behind, or years ahead, retention takes weeks to come round.
    let hasClockJumps = history.happenings.contains { if case .clock = $0.what { true } else { false } }
    if !hasClockJumps, dice.once(in: 6) { aging(in: &history) }
    history.happenings = history.happenings.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// Some send what they sent before, perhaps to another SIM.
  private mutating func repeats(in history: inout History) {
    for happening in history.happenings {
      guard case .message(var message, let modem) = happening.what, message.kind == .fraud, dice.once(in: 2) else {
        continue
      }
      message.missingParts = []
      for _ in 0..<dice.number(1...2) {
        let other = dice.once(in: 2) ? modem : dice.number(0...(history.modems.count - 1))
        history.happenings.append(
          History.Happening(at: happening.at + dice.milliseconds(0...60_000), what: .message(message, modem: other)))
      }
    }
  }

  private mutating func forgetting(in history: inout History) {
    let senders = history.happenings.compactMap { happening in
      if case .message(let message, _) = happening.what, message.sender != "1166" { message.sender } else { nil }
    }
    for _ in 0..<dice.number(1...4) {
      guard let sender = dice.pick(senders) else { return }
      history.happenings.append(History.Happening(at: moment(), what: .person(.forget(sender))))
    }
  }

  private mutating func twins(in history: inout History) {
    companion(in: &history)
    history.settings.hasTwins = true
  }

  /// A modem's PIN is in the configuration, so that another card in it would get a wrong one: cards without PINs.
  private mutating func exchanges(in history: inout History) {
    companion(in: &history)
    for index in history.modems.indices {
      (history.modems[index].pin, history.modems[index].configuredPIN) = (nil, nil)
    }
    for _ in 0..<dice.number(1...3) {
      let one = dice.number(0...(history.modems.count - 1))
      let other = (one + dice.number(1...(history.modems.count - 1))) % history.modems.count
      let begin = moment()
      history.happenings.append(History.Happening(at: begin, what: .exchangeCards(one, other)))
      for modem in [one, other] {
        history.happenings.append(
          History.Happening(
            at: begin + dice.milliseconds(100...20_000), what: .trouble(.insertCard, modem: modem)))
      }
    }
  }

  private mutating func companion(in history: inout History) {
    if history.modems.count < 2 { history.modems.append(History.Modem(drawnBy: &dice)) }
  }

  /// Somebody asks in the name of 1166.
  private mutating func falseQuestions(in history: inout History) {
    for number in 0..<dice.number(1...4) {
      let question = History.Message(
        kind: .answer, sender: "1166", text: "Balas dengan nomor pengirim \(number)")
      history.happenings.append(History.Happening(at: moment(), what: .message(question, modem: 0)))
    }
  }

  private mutating func aging(in history: inout History) {
    history.settings.ages = true
    guard dice.once(in: 2) else { return }
    history.settings.agingCrash = History.Crash(
      survival: dice.pick(History.Crash.Survival.allCases) ?? .everythingSynced,
      moment: .diskOperation(dice.number(1...60)), downSeconds: 1)
  }

  private mutating func moment() -> Duration { dice.milliseconds(0...140_000) }
}
