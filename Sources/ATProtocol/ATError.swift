/// How much is known after an error: may the same thing be tried again?
public enum ErrorNature: String, Sendable, CaseIterable {
  /// It was not done; the same may work later (busy, congestion, no network).
  case temporary
  /// It was not done and will not be without a change (unknown subscriber, bad parameter, SIM missing).
  case permanent
  /// Modems and networks use this error for many things, or it is not certain that nothing was done.
  case ambiguous
}

/// A final result that is not `OK` (ITU-T V.250 §5.7.1, 3GPP TS 27.007 §9, TS 27.005 §3.2.5).
public enum ATError: Error, Sendable, Hashable {
  /// `+CME ERROR: <code>`.
  case equipment(Int)
  /// `+CMS ERROR: <code>`.
  case messageService(Int)
  /// `ERROR`, `COMMAND NOT SUPPORT`, or an error whose words are in no table.
  case unspecified(String)

  /// The error as the modem would write it.
  public var description: String {
    switch self {
    case .equipment(let code): "+CME ERROR: \(code)"
    case .messageService(let code): "+CMS ERROR: \(code)"
    case .unspecified(let text): text
    }
  }

  /// The numeric code, where there is one.
  public var code: Int? {
    switch self {
    case .equipment(let code), .messageService(let code): code
    case .unspecified: nil
    }
  }

  /// The meaning in the words of the standard.
  public var name: String {
    switch self {
    case .equipment(let code): Self.equipmentErrors[code]?.name ?? "unlisted equipment error"
    case .messageService(let code): Self.messageServiceEntry(code)?.name ?? "unlisted message service error"
    case .unspecified: "error without a code"
    }
  }

  /// Whether trying again makes sense.
  public var nature: ErrorNature {
    switch self {
    case .equipment(let code): Self.equipmentErrors[code]?.nature ?? .ambiguous
    case .messageService(let code): Self.messageServiceEntry(code)?.nature ?? .ambiguous
    case .unspecified: .ambiguous
    }
  }

  /// Reads what follows `+CME ERROR:`, a number or (with `+CMEE=2`) words.
  static func equipment(text: some StringProtocol) -> ATError {
    let text = text.trimmed
    if let code = Int(text), (0...9999).contains(code) { return .equipment(code) }
    let words = text.lowercased()
    if let entry = equipmentErrors.first(where: { $0.value.name.lowercased() == words }) {
      return .equipment(entry.key)
    }
    return .unspecified("+CME ERROR: " + String(text.prefix(64)))
  }

  /// Reads what follows `+CMS ERROR:`, a number or words.
  static func messageService(text: some StringProtocol) -> ATError {
    let text = text.trimmed
    if let code = Int(text), (0...9999).contains(code) { return .messageService(code) }
    let words = text.lowercased()
    if let entry = messageServiceErrors.first(where: { $0.value.name.lowercased() == words }) {
      return .messageService(entry.key)
    }
    return .unspecified("+CMS ERROR: " + String(text.prefix(64)))
  }
}

/// One row of an error table.
struct ErrorEntry: Sendable {
  var name: String
  var nature: ErrorNature

  init(_ name: String, _ nature: ErrorNature) {
    self.name = name
    self.nature = nature
  }
}
