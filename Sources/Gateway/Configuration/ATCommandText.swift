/// A command line for a modem as a person writes it in the configuration: what may be in it.
///
/// The session alone sends, deletes and enters PINs, because it alone knows what is stored and what has been tried.
/// What is refused is never quoted, because it may be a PIN.
enum ATCommandText {
  /// Longest line; V.250 asks a modem to take 40 characters, and real ones take more.
  static let maximumLength = 200

  /// What is wrong with it and what to do; nil when it may be sent.
  static func complaint(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return "holds a control character or one that is not ASCII: write one command without line ends"
    }
    guard text.utf8.count <= maximumLength else { return "is longer than \(maximumLength) characters" }
    // Modems overlook blanks and case.
    let bare = text.uppercased().filter { $0 != " " }
    guard bare.hasPrefix("AT") else {
      return "must begin with AT; quote a command that has a comma: \"AT+CFUN=1,1\""
    }
    guard !bare.contains(";") else { return "has a `;`: write each command as its own element of the list" }
    if let refused = refusals.first(where: { refusal in refusal.words.contains { bare.contains($0) } }) {
      return refused.reason
    }
    return callsOrAnswers(bare.dropFirst(2)) ? "dials or answers a call, which may cost money: leave it out" : nil
  }

  private static let refusals: [(words: [String], reason: String)] = [
    (
      ["CMGS", "CMSS", "CMGC", "CMGW", "CMMS", "CUSD"],
      "sends or writes messages, which may cost money: leave it out; Pelapor sends by itself"
    ),
    (["CMGD", "CNMA"], "deletes or acknowledges messages that may not be stored yet: leave it out"),
    (
      ["CPIN", "EPIN", "ZPIN", "CPWD", "CLCK", "CARDLOCK", "CARDUNLOCK", "+CSIM", "+CRSM"],
      "enters or changes a PIN, or goes around the SIM's lock: leave it out; the PIN belongs to `pin` or `pin-file`"
    ),
    (
      ["SMSO", "CPOF", "CPOWD", "QPOWD", "SHDN", "PWROFF"],
      "switches the modem off until somebody comes: use one that restarts it, such as \"AT+CFUN=1,1\""
    ),
    (["CMUX", "CGDATA"], "takes the line away from AT commands: leave it out"),
  ]

  /// Whether there is a D or A among the basic commands, which stand before the extended ones; `&D2` is a setting.
  private static func callsOrAnswers(_ line: Substring) -> Bool {
    var previous: Character = " "
    for character in line {
      if "+^#!*$%_".contains(character) { return false }
      if "DAO".contains(character), previous != "&" { return true }
      previous = character
    }
    return false
  }
}
