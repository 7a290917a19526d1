/// Splits a text into the fewest messages that carry it (3GPP TS 23.040 §9.2.3.24.1).
///
/// No part ends within an escape pair of the GSM 7-bit alphabet or within a surrogate pair.
public enum Segmentation {
  /// Which alphabet a text is sent in.
  public enum AlphabetChoice: Sendable, Hashable {
    /// The GSM 7-bit alphabet when it has every character, otherwise UCS-2.
    case automatic
    /// The GSM 7-bit alphabet or an error.
    case gsm7
    /// UCS-2.
    case ucs2
  }

  /// How to split.
  public struct Options: Sendable, Hashable {
    /// Which alphabet to use.
    public var alphabet = AlphabetChoice.automatic
    /// Whether ``GSM7/transliterate(_:)`` may change the text where that makes it GSM 7-bit.
    public var transliterates = false
    /// National languages whose tables may be used where that makes fewer parts. Receivers must know them.
    public var languages: [NationalLanguage] = []
    /// The class of all parts.
    public var messageClass: DCS.MessageClass?
    /// The reference that the parts share; below 256 with 8 bits. The caller sees to it that it is not reused soon.
    public var reference: UInt16 = 0
    /// 8 or 16; 16 costs one character per part.
    public var referenceBits: UInt8 = 8
    /// Further elements in the header of each part.
    public var elements: [InformationElement] = []
    /// The most parts to make.
    public var maximumParts = 255

    /// The defaults: automatic alphabet, an 8-bit reference of 0, up to 255 parts.
    public init() {}
  }

  /// Splits a text; an empty one is one part.
  ///
  /// - Throws: ``PDUError/Reason/textNotEncodable(_:)`` when the alphabet asked for lacks a character,
  ///   ``PDUError/Reason/tooManyParts(_:)``, ``PDUError/Reason/headerTooLong(length:available:)`` when the further
  ///   elements leave no room, ``PDUError/Reason/valueOutOfRange(_:)`` for a reference that does not fit.
  public static func split(_ text: some StringProtocol, options: Options = Options()) throws(PDUError) -> [MessagePart]
  {
    guard options.referenceBits == 16 || options.referenceBits == 8 && options.reference < 256 else {
      throw PDUError(.valueOutOfRange(Int(options.reference)), field: "reference")
    }
    let text = sentText(String(text), options)
    let plan = try plan(text, options)
    let limit = min(max(options.maximumParts, 1), 255)
    guard plan.partCount <= limit else { throw PDUError(.tooManyParts(plan.partCount), field: "text") }
    return try plan.parts(options)
  }

  /// The number of parts that ``split(_:options:)`` makes.
  ///
  /// - Throws: as ``split(_:options:)``, but never ``PDUError/Reason/tooManyParts(_:)``.
  public static func partCount(_ text: some StringProtocol, options: Options = Options()) throws(PDUError) -> Int {
    try plan(sentText(String(text), options), options).partCount
  }

  private static func sentText(_ text: String, _ options: Options) -> String {
    guard options.transliterates, options.alphabet != .ucs2, !GSM7.isEncodable(text) else { return text }
    let substitute = GSM7.transliterate(text)
    return GSM7.isEncodable(substitute) ? substitute : text
  }

  private static func plan(_ text: String, _ options: Options) throws(PDUError) -> SegmentationPlan {
    var best: SegmentationPlan?
    if options.alphabet != .ucs2 { best = try SegmentationPlan(gsm7: text, tables: .default, options) }
    if best == nil, options.alphabet != .gsm7 { best = try SegmentationPlan(ucs2: text, options) }
    if options.alphabet != .ucs2, best?.partCount != 1 {
      for tables in candidates(options.languages) {
        guard let plan = try SegmentationPlan(gsm7: text, tables: tables, options) else { continue }
        if plan.partCount < best?.partCount ?? .max { best = plan }
      }
    }
    guard let best else {
      throw PDUError(.textNotEncodable(GSM7.firstUnencodable(in: text) ?? "\u{FFFD}"), field: "text")
    }
    return best
  }

  /// One table costs less than two, so those come first.
  private static func candidates(_ languages: [NationalLanguage]) -> [GSM7.Tables] {
    let locking = languages.filter { $0 != .spanish }
    return languages.map { GSM7.Tables(singleShift: $0) } + locking.map { GSM7.Tables(locking: $0) }
      + locking.flatMap { first in languages.map { GSM7.Tables(locking: first, singleShift: $0) } }
  }
}
