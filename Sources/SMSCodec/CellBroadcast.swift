/// One page of a cell broadcast message, as `+CBM` gives it (3GPP TS 23.041 §9.4.1.2).
public struct CellBroadcastPage: Sendable, Hashable {
  /// The serial number: geographical scope, message code, update number.
  public let serialNumber: UInt16
  /// What the message is about; 4370 to 4399 are public warnings.
  public let messageIdentifier: UInt16
  /// The data coding scheme, whose groups are those of cell broadcast.
  public let dataCodingScheme: CellBroadcastScheme
  /// The number of this page, from 1; 0 counts as 1.
  public let page: UInt8
  /// The number of pages; 0 counts as 1.
  public let pageCount: UInt8
  /// The content, up to 82 octets.
  public let content: [UInt8]

  /// Decodes a page.
  ///
  /// - Throws: ``PDUError`` when the octets end within the six octets of the page's header.
  public init(octets: some Collection<UInt8>) throws(PDUError) {
    var reader = OctetReader(Array(octets), tolerance: .lenient)
    reader.container = "CBS"
    serialNumber = UInt16(try reader.octet("serial number")) << 8 | UInt16(try reader.octet("serial number"))
    messageIdentifier =
      UInt16(try reader.octet("message identifier")) << 8 | UInt16(try reader.octet("message identifier"))
    dataCodingScheme = CellBroadcastScheme(rawValue: try reader.octet("DCS"))
    let parameter = try reader.octet("page parameter")
    page = max(parameter >> 4, 1)
    pageCount = max(parameter & 0x0F, 1)
    content = try reader.octets(reader.remaining, "content")
  }

  /// Decodes a page from hexadecimal text.
  ///
  /// - Throws: ``PDUError`` when the text is not hexadecimal or ends within the header.
  public init(hex: some StringProtocol) throws(PDUError) {
    try self.init(octets: try Hexadecimal.decode(hex).octets)
  }

  /// 0 cell wide and shown at once, 1 network wide, 2 location area wide, 3 cell wide.
  public var geographicalScope: UInt8 { UInt8(serialNumber >> 14) }
  /// Tells messages of one source and type apart.
  public var messageCode: UInt16 { serialNumber >> 4 & 0x03FF }
  /// Counts the changes of a message.
  public var updateNumber: UInt8 { UInt8(serialNumber & 0x0F) }

  /// The octets before the text that say its language.
  private var prefixOctets: Int { dataCodingScheme.rawValue == 0x11 ? 2 : 0 }

  /// The language as two letters, told by the scheme or at the start of the content.
  public var language: String? {
    switch dataCodingScheme.rawValue {
    case 0x10: String(GSM7.decode(packed: content, septets: 2))
    case 0x11: GSM7.decode(packed: Array(content.prefix(2)), septets: 2)
    default: dataCodingScheme.language
    }
  }

  /// The text without the carriage returns that fill a page; nil for 8-bit data.
  public var text: String? {
    var scalars: String.UnicodeScalarView
    switch dataCodingScheme.alphabet {
    case .gsm7:
      // The language and a carriage return come first.
      let skipped = dataCodingScheme.rawValue == 0x10 ? 3 : 0
      let septets = max(0, content.count * 8 / 7 - skipped)
      scalars = GSM7.decode(packed: content, septets: septets, firstBit: skipped * 7).unicodeScalars
    case .ucs2: scalars = UCS2.text(of: content.dropFirst(prefixOctets)).unicodeScalars
    case .data: return nil
    }
    while scalars.last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}

/// The data coding scheme of cell broadcast (3GPP TS 23.038 §5).
public struct CellBroadcastScheme: RawRepresentable, Sendable, Hashable {
  /// The octet as it arrived.
  public var rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The alphabet.
  public var alphabet: DCS.Alphabet {
    switch rawValue >> 4 {
    case 1: rawValue == 0x11 ? .ucs2 : .gsm7
    case 4...7, 9: DCS(rawValue: rawValue & 0x0F).alphabet
    case 15: rawValue & 0x04 == 0 ? .gsm7 : .data
    default: .gsm7
    }
  }

  /// The language as two letters, in the groups that tell one.
  public var language: String? {
    let first = ["de", "en", "it", "fr", "es", "nl", "sv", "da", "pt", "fi", "no", "el", "tr", "hu", "pl"]
    let second = ["cs", "he", "ar", "ru", "is"]
    let languages =
      switch rawValue >> 4 {
      case 0: first
      case 2: second
      default: [String]()
      }
    let index = Int(rawValue & 0x0F)
    return index < languages.count ? languages[index] : nil
  }
}
