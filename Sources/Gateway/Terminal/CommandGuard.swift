/// Which commands a terminal does not pass on unless it is told to: those that send, cost money, delete, or use up the
/// tries of a PIN.
public enum CommandGuard {
  /// What the first such command of a line would do, in words; nil when the line may go. Questions (`?`, `=?`) may.
  public static func objection(to line: String) -> String? {
    for command in commands(line) {
      if let effect = effect(of: command) { return "\(command.name) \(effect)" }
    }
    return nil
  }

  /// What is passed on: without control characters, by which a modem would edit the line (ITU-T V.250 §5.2.2).
  public static func clean(_ line: String) -> String {
    String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F }))
  }

  private struct Command {
    var name: String
    var isQuestion: Bool
  }

  private static func effect(of command: Command) -> String? {
    if command.isQuestion { return nil }
    switch command.name {
    case "+CMGS", "+CMSS", "+CMGC", "+CMGSO", "^CMGS", "+CMGSEX", "+QCMGS": return "sends an SMS"
    case "+CMGD", "+CMGDA", "+QMGDA", "^CMGD", "+CMGMD": return "deletes messages"
    case "+CMGW": return "writes a message into the storage"
    case "+CPIN", "+CPIN2", "^CPIN", "+CLCK", "+CPWD": return "uses up tries of the PIN when it is wrong"
    case "+CSCA": return "changes the service centre of the SIM"
    case "+CUSD": return "may order something that costs money"
    case "D": return "makes a call"
    case "+CFUN", "+CRESET", "^RESET", "#REBOOT", "!RESET", "+ZRST", "^SMSO", "+CPOF", "+CPOWD", "+QPOWD":
      return "restarts the modem or switches it off"
    case _: return nil
    }
  }

  /// The commands of a line, wherever they stand: a modem looks for `AT` anywhere in it.
  /// Quoted texts are left out of them.
  private static func commands(_ line: String) -> [Command] {
    var scalars: [Unicode.Scalar] = []
    var isQuoted = false
    for scalar in clean(line).uppercased().unicodeScalars where scalar != " " {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted || scalar == "\"" { scalars.append(scalar) }
    }
    var commands: [Command] = []
    var index = 0
    while index < scalars.count {
      let start = index
      index += 1
      guard "+^#!&*%$".unicodeScalars.contains(scalars[start]) else { continue }
      while index < scalars.count, ("A"..."Z").contains(scalars[index]) || ("0"..."9").contains(scalars[index]) {
        index += 1
      }
      var name = ""
      name.unicodeScalars.append(contentsOf: scalars[start..<index])
      let rest = String(String.UnicodeScalarView(scalars[index...].prefix(2)))
      commands.append(Command(name: name, isQuestion: rest.hasPrefix("?") || rest == "=?"))
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    // Dialling is a basic command: it may follow others, ATE0D….
    if let at = text.firstRange(of: "AT") {
      let basic = text[at.upperBound...].prefix { !"+^#!&*%$;".contains($0) }
      if basic.contains("D") { commands.append(Command(name: "D", isQuestion: false)) }
    }
    return commands
  }
}
