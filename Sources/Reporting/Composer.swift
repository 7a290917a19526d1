public import Numbering

/// A message as a report needs it.
public struct ReportedMessage: Sendable, Hashable {
  /// The originating address as the codec shows it.
  public var sender: String
  /// The whole text.
  public var text: String
  /// When it was sent (SCTS), or received when that is not known.
  public var sentAt: WallTime
  /// Local time's distance from UTC; 420 is Jakarta.
  public var minutesEastOfUTC: Int

  /// A message to report.
  public init(sender: String, text: String, sentAt: WallTime, minutesEastOfUTC: Int = 420) {
    self.sender = sender
    self.text = text
    self.sentAt = sentAt
    self.minutesEastOfUTC = minutesEastOfUTC
  }
}

/// The text of a report, ready to be encoded.
public struct Composition: Sendable, Hashable {
  /// In the GSM 7-bit default alphabet; one line.
  public let text: String
  /// How many SMS it takes.
  public let parts: Int
  /// Septets of the text, without headers.
  public let septets: Int
  /// Whether some of the message had to be left out.
  public let isCut: Bool
}

/// Why a report cannot be composed.
public enum CompositionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The profile is not for SMS.
  case notBySMS(profile: String)
  /// The form wants an Indonesian mobile number and the sender is none.
  case senderNotMobile(SenderForm)
  /// The sender's address has no character that could be sent.
  case senderEmpty
  /// Nothing printable is left of the text.
  case textEmpty
  /// The fixed text and the fields alone are more than the allowed parts.
  case noRoom(parts: Int)

  /// A plain sentence.
  public var description: String {
    switch self {
    case .notBySMS(let profile): "the profile \(profile) takes no reports by SMS; export the evidence instead"
    case .senderNotMobile(let form):
      "the report form needs an Indonesian mobile number, and the sender is \(form.rawValue)"
    case .senderEmpty: "the sender's address has nothing that can be written in a report"
    case .textEmpty: "nothing printable is left of the text"
    case .noRoom(let parts): "the fixed text of the report alone takes more than the allowed \(parts) SMS"
    }
  }
}

/// Writes reports: whatever the message, the result is one line of GSM 7-bit text of at most the allowed parts, with the
/// keyword of the profile and exactly its separators.
public enum Composer {
  /// The report of `message` (the first SMS of it, in a two-step flow).
  public static func compose(
    _ message: ReportedMessage, for profile: ReportProfile
  ) throws(CompositionError) -> Composition {
    switch profile.flow {
    case .template(let template): try fill(template, with: message, maximumParts: profile.maximumParts)
    case .forward, .twoStep: try forward(message.text, maximumParts: profile.maximumParts)
    case .export: throw .notBySMS(profile: profile.id)
    }
  }

  /// The answer when the destination of a two-step flow asks for the number; nil in any other flow.
  public static func answer(
    about message: ReportedMessage, for profile: ReportProfile
  ) throws(CompositionError) -> Composition? {
    guard case .twoStep(let answer) = profile.flow else { return nil }
    return try fill(answer, with: message, maximumParts: 1)
  }

  private static func forward(_ text: String, maximumParts: Int) throws(CompositionError) -> Composition {
    let cleaned = GSMText.cleaned(text, without: [])
    guard !cleaned.isEmpty else { throw .textEmpty }
    let fitted = TextCutter.fit(cleaned, maximumParts: maximumParts) { $0 }
    guard !fitted.text.isEmpty else { throw .noRoom(parts: maximumParts) }
    return composition(fitted.text, isCut: fitted.isCut)
  }

  private static func fill(
    _ template: ReportTemplate, with message: ReportedMessage, maximumParts: Int
  ) throws(CompositionError) -> Composition {
    var before = ""
    var after = ""
    var text: String?
    for segment in template.segments {
      let piece: String
      switch segment {
      case .literal(let literal): piece = literal
      case .placeholder(.text):
        let cleaned = GSMText.cleaned(message.text, without: template.separators)
        guard !cleaned.isEmpty else { throw .textEmpty }
        text = cleaned
        continue
      case .placeholder(let placeholder):
        piece = try value(of: placeholder, in: message, separators: template.separators)
      }
      if text == nil { before += piece } else { after += piece }
    }
    let fitted = TextCutter.fit(text ?? "", maximumParts: maximumParts) { before + $0 + after }
    let whole = before + fitted.text + after
    let isMissing = text != nil && fitted.text.isEmpty
    guard !isMissing, GSMText.parts(whole) <= GSMText.allowed(maximumParts) else { throw .noRoom(parts: maximumParts) }
    return composition(whole, isCut: fitted.isCut)
  }

  private static func value(
    of placeholder: ReportTemplate.Placeholder, in message: ReportedMessage, separators: Set<Character>
  ) throws(CompositionError) -> String {
    switch placeholder {
    case .number, .international:
      guard let number = MSISDN(message.sender) else {
        throw .senderNotMobile(Sender.form(of: message.sender))
      }
      return placeholder == .number ? number.national : number.international
    case .sender:
      let sender = GSMText.cleaned(MSISDN(message.sender)?.national ?? message.sender, without: separators)
      guard !sender.isEmpty else { throw .senderEmpty }
      return sender
    case .date:
      let date = message.sentAt.civilDate(minutesEastOfUTC: message.minutesEastOfUTC)
      return "\(twoDigits(date.day))/\(twoDigits(date.month))/\(twoDigits(date.year % 100))"
    case .text:
      return ""
    }
  }

  private static func composition(_ text: String, isCut: Bool) -> Composition {
    Composition(text: text, parts: GSMText.parts(text), septets: GSMText.septets(text), isCut: isCut)
  }

  private static func twoDigits(_ number: Int) -> String {
    let number = number.magnitude
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
