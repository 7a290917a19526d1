/// 3GPP TS 27.007 §5 and §8: who the modem and its card are, PIN and PUK.
extension SimulatedModem {
  mutating func identityCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    if command.form == .test, Self.identityNames.contains(command.name) { return .done }
    switch command.name {
    case "+CGMI", "+GMI": inform(profile.manufacturer)
    case "+CGMM", "+GMM": inform(profile.model)
    case "+CGMR", "+GMR": inform(profile.revision)
    case "+CGSN", "+GSN": inform(configuration.imei)
    case "+GCAP": inform("+GCAP: +CGSM")
    case "+CIMI": inform(sim?.imsi ?? "")
    case "+CCID", "+ICCID": inform("\(command.name): \(sim?.iccid ?? "")")
    case "+CNUM":
      if let number = sim?.number, !number.isEmpty { inform("+CNUM: \"\",\"\(number)\",145") }
    case "+CLAC": inform(Self.commandNames)
    case "+CPAS": inform("+CPAS: 0")
    case "+CBC": inform("+CBC: 0,100")
    default: return nil
    }
    return .done
  }

  mutating func cardCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    switch command.name {
    case "+CPIN": return pin(command, now: now)
    case "+CLCK": return facilityLock(command)
    case "+CFUN": return functionality(command, now: now)
    case "+CPINR":
      guard let sim else { return .equipment(10) }
      inform("+CPINR: SIM PIN,\(sim.pinTries),3", "+CPINR: SIM PUK,\(sim.pukTries),10")
      return .done
    default: return nil
    }
  }

  private mutating func pin(_ command: ATCommand, now: Duration) -> CommandOutcome {
    if command.form == .test { return .done }
    guard let sim else { return .equipment(10) }
    if isCardBusy(now: now) { return .equipment(profile.simBusyCode) }
    guard command.form == .set else {
      if sim.lock == .blocked { return .equipment(13) }
      inform("+CPIN: \(sim.lock.rawValue)")
      guard profile.quirks.contains(.pinReplyWithoutOK) else { return .done }
      finishSilently(now: now)
      return .takenOver
    }
    guard let first = command.text(0) else { return .equipment(50) }
    return enter(first, newPIN: command.text(1), now: now)
  }

  private mutating func enter(_ code: String, newPIN: String?, now: Duration) -> CommandOutcome {
    guard var card = sim else { return .equipment(10) }
    let wasRight: Bool
    switch card.lock {
    case .open: return .equipment(3)
    case .blocked: return .equipment(13)
    case .pin: wasRight = newPIN == nil && card.enter(pin: code)
    case .puk:
      guard let newPIN else { return .equipment(12) }
      wasRight = card.enter(puk: code, newPIN: newPIN)
    }
    sim = card
    if wasRight {
      cardOpened(now: now)
      return .done
    }
    counters.wrongPINs += 1
    return card.lock == .puk && newPIN == nil ? .equipment(12) : .equipment(16)
  }

  private mutating func facilityLock(_ command: ATCommand) -> CommandOutcome {
    guard command.form == .set, command.text(0) == "SC", command.number(1) == 2 else {
      return command.form == .test ? .done : .equipment(4)
    }
    guard let sim else { return .equipment(10) }
    inform("+CLCK: \(sim.pin == nil ? 0 : 1)")
    return .done
  }

  private mutating func functionality(_ command: ATCommand, now: Duration) -> CommandOutcome {
    switch command.form {
    case .read: inform("+CFUN: \(power.functionality)")
    case .test: inform("+CFUN: (0,1,4),(0,1)")
    case .execute: return .failed(.error)
    case .set:
      guard let level = command.number(0), [0, 1, 4].contains(level) else { return .equipment(50) }
      power.functionality = level
      reconsiderRegistration(now: now)
    }
    return .done
  }

  private static let identityNames: Set<String> = [
    "+CGMI", "+GMI", "+CGMM", "+GMM", "+CGMR", "+GMR", "+CGSN", "+GSN", "+GCAP", "+CIMI", "+CCID", "+ICCID", "+CNUM",
    "+CLAC", "+CPAS", "+CBC",
  ]

  private static let commandNames = [
    "+CBC", "+CCID", "+CCLK", "+CEER", "+CEREG", "+CFUN", "+CGATT", "+CGMI", "+CGMM", "+CGMR", "+CGREG", "+CGSN",
    "+CIMI", "+CLAC", "+CLCK", "+CMEE", "+CMGD", "+CMGF", "+CMGL", "+CMGR", "+CMGS", "+CMGW", "+CMMS", "+CMSS",
    "+CNMA", "+CNMI", "+CNUM", "+COPS", "+CPAS", "+CPIN", "+CPMS", "+CREG", "+CSCA", "+CSCS", "+CSDH", "+CSMP",
    "+CSMS", "+CSQ", "A", "D", "E", "H", "I", "Q", "S3", "S4", "S5", "V", "X", "Z", "&C", "&D", "&F", "&W",
  ]
}
