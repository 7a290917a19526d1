/// 3GPP TS 27.005 §3 and TS 27.007 §5.5: what the terminal sets.
extension SimulatedModem {
  mutating func settingCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    switch command.name {
    case "+CMEE": return number(command, \.errorDetail, 0...2)
    case "+CMMS": return number(command, \.moreMessages, 0...2)
    case "+CMGF": return flag(command, \.textMode)
    case "+CSDH": return flag(command, \.showTextHeader)
    case "+CSCS": return characterSet(command)
    case "+CSMS": return messageService(command)
    case "+CSMP": return textParameters(command)
    case "+CSCA": return serviceCentre(command)
    case "+CNMI": return newMessageIndications(command, now: now)
    case "+CLIP", "+CRC", "+COLP", "+CSCB", "+IFC", "+ICF", "+CTZU", "+CTZR", "+CSAS", "+CRES", "+IPR", "+CMUX":
      return command.form == .read ? .equipment(4) : .done
    default: return nil
    }
  }

  private mutating func number(
    _ command: ATCommand, _ path: WritableKeyPath<ModemSettings, Int>, _ range: ClosedRange<Int>
  ) -> CommandOutcome {
    switch command.form {
    case .read: inform("\(command.name): \(settings[keyPath: path])")
    case .test: inform("\(command.name): (\(range.lowerBound)-\(range.upperBound))")
    case .execute: settings[keyPath: path] = 0
    case .set:
      guard let value = command.number(0), range.contains(value) else { return .equipment(50) }
      settings[keyPath: path] = value
    }
    return .done
  }

  private mutating func flag(_ command: ATCommand, _ path: WritableKeyPath<ModemSettings, Bool>) -> CommandOutcome {
    switch command.form {
    case .read: inform("\(command.name): \(settings[keyPath: path] ? 1 : 0)")
    case .test: inform("\(command.name): (0,1)")
    case .execute: settings[keyPath: path] = false
    case .set:
      guard let value = command.number(0), value == 0 || value == 1 else { return .equipment(50) }
      settings[keyPath: path] = value == 1
    }
    return .done
  }

  private mutating func characterSet(_ command: ATCommand) -> CommandOutcome {
    let known = ["IRA", "GSM", "UCS2", "HEX", "UTF-8"]
    switch command.form {
    case .read: inform("+CSCS: \"\(settings.characterSet)\"")
    case .test: inform("+CSCS: (" + known.map { "\"\($0)\"" }.joined(separator: ",") + ")")
    case .execute: break
    case .set:
      guard let name = command.text(0), known.contains(name) else { return .equipment(4) }
      settings.characterSet = name
    }
    return .done
  }

  /// 3GPP TS 27.005 §3.2.1: 1 asks the terminal to acknowledge what is handed to it.
  private mutating func messageService(_ command: ATCommand) -> CommandOutcome {
    let highest = profile.quirks.contains(.noAcknowledgement) ? 0 : 1
    switch command.form {
    case .read: inform("+CSMS: \(settings.messageService),1,1,1")
    case .test: inform(highest == 0 ? "+CSMS: (0)" : "+CSMS: (0,1)")
    case .execute: return .service(304)
    case .set:
      guard let service = command.number(0), (0...highest).contains(service) else { return .service(303) }
      settings.messageService = service
      inform("+CSMS: 1,1,1")
    }
    return .done
  }

  private mutating func textParameters(_ command: ATCommand) -> CommandOutcome {
    switch command.form {
    case .read:
      let now = settings.textParameters
      inform("+CSMP: \(now.firstOctet),\(now.validity),\(now.protocolIdentifier),\(now.codingScheme)")
    case .set:
      for (index, path) in Self.textParameterPaths.enumerated() {
        guard let value = command.number(index) else { continue }
        guard (0...255).contains(value) else { return .service(305) }
        settings.textParameters[keyPath: path] = value
      }
    case .test, .execute: break
    }
    return .done
  }

  private static var textParameterPaths: [WritableKeyPath<ModemSettings.TextParameters, Int>] {
    [\.firstOctet, \.validity, \.protocolIdentifier, \.codingScheme]
  }

  private mutating func serviceCentre(_ command: ATCommand) -> CommandOutcome {
    switch command.form {
    case .read:
      let number = sim?.serviceCentre ?? ""
      inform("+CSCA: \"\(number)\",\(number.hasPrefix("+") ? 145 : 129)")
    case .set:
      guard let number = command.text(0) else { return .service(304) }
      sim?.serviceCentre = command.number(1) == 145 && !number.hasPrefix("+") ? "+" + number : number
    case .test, .execute: break
    }
    return .done
  }

  private mutating func newMessageIndications(_ command: ATCommand, now: Duration) -> CommandOutcome {
    let offered = profile.indications.offered
    switch command.form {
    case .read:
      let set = settings.newMessages
      inform("+CNMI: \(set.mode),\(set.messages),\(set.broadcasts),\(set.statusReports),\(set.buffer)")
    case .test:
      inform("+CNMI: " + offered.map { "(" + $0.map(String.init).joined(separator: ",") + ")" }.joined(separator: ","))
    case .execute: settings.newMessages = ModemSettings.NewMessages()
    case .set:
      let before = settings.newMessages
      // A value left out takes its default, 0 (27.005 §3.4.1); where 0 is not offered, the first that is.
      let values = offered.indices.map { command.number($0) ?? (offered[$0].contains(0) ? 0 : offered[$0].first ?? 0) }
      guard command.arguments.allSatisfy(\.isNumberOrMissing), command.arguments.count <= offered.count,
        zip(values, offered).allSatisfy({ $1.contains($0) }),
        !profile.indications.refused.contains(values), values.count == 5
      else { return .service(303) }
      settings.newMessages = ModemSettings.NewMessages(
        mode: values[0], messages: values[1], broadcasts: values[2], statusReports: values[3], buffer: values[4])
      if before.messages == 0, values[1] != 0 { uplinks.append(.ready) }
    }
    return .done
  }
}
