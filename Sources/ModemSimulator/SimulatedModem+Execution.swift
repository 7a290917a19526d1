/// How far a command got.
enum CommandOutcome {
  /// On with the next command of the line.
  case done
  /// The line ends here with this.
  case failed(ResultCode)
  /// The command has taken over the conversation (prompt, sending, restart): nothing more to say now.
  case takenOver

  static func equipment(_ code: Int) -> CommandOutcome { .failed(.equipment(code)) }
  static func service(_ code: Int) -> CommandOutcome { .failed(.messageService(code)) }
}

extension SimulatedModem {
  /// Runs a command line (ITU-T V.250 §5.4.3: the first failure ends it).
  mutating func execute(_ commands: [ATCommand], complete: Bool, now: Duration) {
    conversation = .executing
    for command in commands {
      counters.commands += 1
      switch run(command, now: now) {
      case .done: continue
      case .failed(let result): return finish(result, now: now)
      case .takenOver: return
      }
    }
    finish(complete ? .ok : .error, now: now)
  }

  private mutating func run(_ command: ATCommand, now: Duration) -> CommandOutcome {
    if profile.restarts.contains(command.signature) {
      finish(.ok, now: now)
      restart(now: now)
      return .takenOver
    }
    if let outcome = vendorCommand(command, now: now) { return outcome }
    guard command.name.first == "+" else { return basicCommand(command, now: now) }
    if let refusal = cardRefusal(command, now: now) { return .failed(refusal) }
    return identityCommand(command, now: now) ?? cardCommand(command, now: now)
      ?? networkCommand(command, now: now) ?? settingCommand(command, now: now)
      ?? storageCommand(command, now: now) ?? sendingCommand(command, now: now) ?? unknown(command)
  }

  /// A command this modem does not have.
  func unknown(_ command: ATCommand) -> CommandOutcome {
    if let words = profile.unknownCommand { return .failed(.words(words)) }
    return command.name.first == "+" ? .equipment(100) : .failed(.error)
  }

  private mutating func vendorCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    if command.name == "+QURCCFG", command.form == .set, profile.quirks.contains(.urcPortElsewhere) {
      guard command.text(0) == "urcport" else { return .failed(.error) }
      power.urcPortOpen = command.text(1) == "usbat" || command.text(1) == "all"
      return .done
    }
    if command.name == "^PORTSEL", command.form == .set, profile.quirks.contains(.urcModemPort) {
      power.urcPortOpen = command.number(0) == 0
      return .done
    }
    guard let lines = profile.commands[command.name + command.form.suffix] else { return nil }
    if !lines.isEmpty { inform(lines) }
    return .done
  }

  /// Why a command that needs the card cannot run, nil when it can.
  private func cardRefusal(_ command: ATCommand, now: Duration) -> ResultCode? {
    guard command.form != .test else { return nil }
    let usesMessages = Self.messageCommands.contains(command.name)
    guard usesMessages || Self.cardCommands.contains(command.name) else { return nil }
    guard let sim else { return usesMessages ? .messageService(310) : .equipment(10) }
    switch sim.lock {
    case .pin: return usesMessages ? .messageService(311) : .equipment(11)
    case .puk: return usesMessages ? .messageService(316) : .equipment(12)
    case .blocked: return usesMessages ? .messageService(313) : .equipment(13)
    case .open: break
    }
    if isCardBusy(now: now) { return usesMessages ? .messageService(314) : .equipment(profile.simBusyCode) }
    if usesMessages, !power.messageServiceReady {
      return profile.simBusyCode == 14 ? .messageService(314) : .equipment(profile.simBusyCode)
    }
    return nil
  }

  /// Whether the card is still being read after power-on or PIN.
  func isCardBusy(now: Duration) -> Bool {
    now < (power.unlockedAt ?? power.since) + profile.simBusy
  }

  private static let messageCommands: Set<String> = [
    "+CMGL", "+CMGR", "+CMGD", "+CMGS", "+CMGW", "+CMSS", "+CPMS", "+CSCA", "+CNMI",
  ]
  private static let cardCommands: Set<String> = ["+CIMI", "+CCID", "+CNUM", "+CPBS", "+CPBR"]

  private mutating func basicCommand(_ command: ATCommand, now: Duration) -> CommandOutcome {
    let value = command.number(0) ?? 0
    switch command.name {
    case "E": settings.echo = value != 0
    case "V": settings.verbose = value != 0
    case "Q": settings.quiet = value != 0
    case "Z", "&F": settings = ModemSettings()
    case "I":
      inform(profile.manufacturer, profile.model, profile.revision, "IMEI: \(configuration.imei)", "+GCAP: +CGSM")
    case "D", "A": return .failed(.noCarrier)
    case "H", "X", "L", "M", "O", "P", "T", "&C", "&D", "&K", "&S", "&W", "\\Q", "&V", "&Q": break
    case "S3": return register(command, \.terminator)
    case "S4": return register(command, \.formatter)
    case "S5": return register(command, \.backspace)
    case let name where name.hasPrefix("S") && name.count > 1: break
    default: return unknown(command)
    }
    return .done
  }

  private mutating func register(
    _ command: ATCommand, _ path: WritableKeyPath<ModemSettings, UInt8>
  ) -> CommandOutcome {
    switch command.form {
    case .read:
      let text = String(settings[keyPath: path])
      inform(String(repeating: "0", count: max(0, 3 - text.count)) + text)
    case .set:
      guard let value = command.number(0), let octet = UInt8(exactly: value), octet < 0x80 else {
        return .failed(.error)
      }
      settings[keyPath: path] = octet
    case .execute, .test: break
    }
    return .done
  }
}

extension ATCommand {
  /// The command as a restart table names it: `+CFUN=1,1`, `^RESET`.
  var signature: String {
    guard form == .set, name == "+CFUN" || !arguments.isEmpty else { return name }
    let values = arguments.indices.map { text($0) ?? "" }
    return name + "=" + values.joined(separator: ",")
  }
}

extension ATCommand.Form {
  var suffix: String {
    switch self {
    case .execute: ""
    case .read: "?"
    case .test: "=?"
    case .set: "="
    }
  }
}
