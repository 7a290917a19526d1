/// 3GPP TS 27.007 §7 and §8.5: registration, operator, signal.
extension SimulatedModem {
  mutating func networkCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    if command.name.hasSuffix("REG"), !profile.cell.commands.contains(command.name) { return nil }
    switch command.name {
    case "+CREG": return reports(command, \.circuitReports)
    case "+CGREG": return reports(command, \.packetReports)
    case "+CEREG": return reports(command, \.epsReports)
    case "+COPS": return operatorSelection(command)
    case "+CSQ":
      if command.form != .test { inform(isRegistered ? "+CSQ: \(signal),99" : "+CSQ: 99,99") }
    case "+CEER": inform("+CEER: \(lastSendError.map { "SMS failed, cause \($0)" } ?? "No report available")")
    case "+CGATT": if command.form == .read { inform("+CGATT: \(isRegistered ? 1 : 0)") }
    case "+CESQ": inform("+CESQ: 99,99,255,255,20,50")
    default: return nil
    }
    return .done
  }

  private mutating func reports(
    _ command: ATCommand, _ path: WritableKeyPath<ModemSettings, Int>
  ) -> CommandOutcome {
    switch command.form {
    case .test: inform("\(command.name): (0-2)")
    case .read:
      let detail = settings[keyPath: path]
      let line = registrationLine(command.name, detail: detail)
      inform("\(command.name): \(detail)," + line.dropFirst(command.name.count + 2))
    case .set, .execute:
      let value = command.number(0) ?? 0
      guard (0...2).contains(value) else { return .equipment(50) }
      settings[keyPath: path] = value
    }
    return .done
  }

  /// The unsolicited form; the answer to a query has `<n>` in front of the state.
  func registrationLine(_ name: String, detail: Int) -> String {
    let report = profile.cell
    let state = registration.state == .home && name == "+CREG" ? report.homeState : registration.state.rawValue
    guard detail == 2, isRegistered else { return "\(name): \(state)" }
    let quote = report.isQuoted ? "\"" : ""
    let place = [report.area, report.cell].map { quote + $0 + quote } + (report.technology.map { ["\($0)"] } ?? [])
    return "\(name): \(state)," + place.joined(separator: ",")
  }

  private mutating func operatorSelection(_ command: ATCommand) -> CommandOutcome {
    switch command.form {
    case .test: inform("+COPS: (2,\"TELKOMSEL\",\"TSEL\",\"51010\"),(1,\"INDOSAT\",\"ISAT\",\"51001\"),,(0-4),(0-2)")
    case .read:
      guard isRegistered else {
        inform("+COPS: 0")
        return .done
      }
      let names = registration.coverage == .roaming ? ("Maxis", "MY012", "50212") : ("TELKOMSEL", "TSEL", "51010")
      let name: String
      switch settings.operatorFormat {
      case 0: name = names.0
      case 1: name = names.1
      default: name = names.2
      }
      let technology = profile.cell.technology.map { ",\($0)" } ?? ""
      inform("+COPS: 0,\(settings.operatorFormat),\"\(name)\"" + technology)
    case .set:
      if command.number(0) == 3 {
        guard let format = command.number(1), (0...2).contains(format) else { return .equipment(50) }
        settings.operatorFormat = format
      }
    case .execute: return .failed(.error)
    }
    return .done
  }
}
