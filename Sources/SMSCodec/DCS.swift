/// The data coding scheme: TP-DCS (3GPP TS 23.038 §4).
///
/// One octet, kept as it arrived. Reserved codings count as the GSM 7-bit default alphabet, as the standard says.
public struct DCS: RawRepresentable, Sendable, Hashable {
  /// The octet as it arrived.
  public var rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// GSM 7-bit default alphabet, no class.
  public static let gsm7 = DCS(rawValue: 0x00)
  /// 8-bit data, no class.
  public static let data = DCS(rawValue: 0x04)
  /// UCS-2, no class.
  public static let ucs2 = DCS(rawValue: 0x08)

  /// Creates a scheme of the general group, uncompressed.
  public init(_ alphabet: Alphabet, messageClass: MessageClass? = nil) {
    let classBits = messageClass.map { 0x10 | $0.rawValue } ?? 0
    rawValue =
      switch alphabet {
      case .gsm7: classBits
      case .data: 0x04 | classBits
      case .ucs2: 0x08 | classBits
      }
  }

  /// How the octets of the message are to be read.
  public enum Alphabet: String, Sendable, Hashable, CaseIterable {
    /// GSM 7-bit default alphabet, perhaps with national tables.
    case gsm7
    /// 8-bit data without a text.
    case data = "8bit"
    /// UCS-2, in practice UTF-16, the high octet first.
    case ucs2
  }

  /// The message class.
  public enum MessageClass: UInt8, Sendable, Hashable, CaseIterable {
    /// Shown at once and not stored.
    case flash = 0
    /// For the phone.
    case mobileEquipment = 1
    /// For the SIM.
    case sim = 2
    /// For the terminal equipment.
    case terminalEquipment = 3
  }

  /// The coding group, bits 8 to 5 (or to 7).
  public enum Group: Sendable, Hashable {
    /// 00xx: general.
    case general
    /// 01xx: as general; the message is to be deleted once read.
    case automaticDeletion
    /// 1000 to 1011.
    case reserved
    /// 1100: the text may be discarded.
    case messageWaitingDiscard
    /// 1101: the text is to be stored, GSM 7-bit.
    case messageWaitingStore
    /// 1110: the text is to be stored, UCS-2.
    case messageWaitingStoreUCS2
    /// 1111: alphabet and class.
    case dataCodingAndClass
  }

  /// The coding group.
  public var group: Group {
    switch rawValue >> 4 {
    case 0...3: .general
    case 4...7: .automaticDeletion
    case 8...11: .reserved
    case 12: .messageWaitingDiscard
    case 13: .messageWaitingStore
    case 14: .messageWaitingStoreUCS2
    default: .dataCodingAndClass
    }
  }

  /// The alphabet.
  public var alphabet: Alphabet {
    switch group {
    case .general, .automaticDeletion:
      switch rawValue >> 2 & 0x03 {
      case 1: .data
      case 2: .ucs2
      default: .gsm7
      }
    case .reserved, .messageWaitingDiscard, .messageWaitingStore: .gsm7
    case .messageWaitingStoreUCS2: .ucs2
    case .dataCodingAndClass: rawValue & 0x04 == 0 ? .gsm7 : .data
    }
  }

  /// The class; nil when the message has none.
  public var messageClass: MessageClass? {
    switch group {
    case .general, .automaticDeletion:
      rawValue & 0x10 == 0 ? nil : MessageClass(rawValue: rawValue & 0x03)
    case .reserved, .messageWaitingDiscard, .messageWaitingStore, .messageWaitingStoreUCS2: nil
    case .dataCodingAndClass: MessageClass(rawValue: rawValue & 0x03)
    }
  }

  /// Whether the user data is compressed (3GPP TS 23.042). Its text is then not read.
  public var isCompressed: Bool {
    switch group {
    case .general, .automaticDeletion: rawValue & 0x20 != 0
    case .reserved, .messageWaitingDiscard, .messageWaitingStore, .messageWaitingStoreUCS2, .dataCodingAndClass: false
    }
  }

  /// Whether TP-UDL counts septets (3GPP TS 23.040 §9.2.3.16).
  var countsSeptets: Bool { alphabet == .gsm7 && !isCompressed }

  /// A message waiting indication.
  public struct MessageWaiting: Sendable, Hashable {
    /// What waits.
    public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
      /// A voicemail.
      case voicemail = 0
      /// A fax.
      case fax = 1
      /// An e-mail.
      case email = 2
      /// Another message.
      case other = 3
    }
    /// What waits.
    public let kind: Kind
    /// Whether the indication is to be switched on.
    public let isActive: Bool
    /// Whether the text need not be stored.
    public let isDiscardable: Bool
  }

  /// The message waiting indication, in the groups that carry one.
  public var messageWaiting: MessageWaiting? {
    switch group {
    case .general, .automaticDeletion, .reserved, .dataCodingAndClass: nil
    case .messageWaitingDiscard, .messageWaitingStore, .messageWaitingStoreUCS2:
      MessageWaiting(
        kind: MessageWaiting.Kind(rawValue: rawValue & 0x03) ?? .other, isActive: rawValue & 0x08 != 0,
        isDiscardable: group == .messageWaitingDiscard)
    }
  }
}
