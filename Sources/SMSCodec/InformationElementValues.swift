/// A special SMS message indication (3GPP TS 23.040 §9.2.3.24.2): how many messages of a kind wait.
public struct SpecialMessageIndication: Sendable, Hashable {
  /// The first octet as it arrived.
  public let indication: UInt8
  /// The number of messages waiting; 255 says 255 or more.
  public let count: UInt8

  /// Creates an indication from its octets.
  public init(indication: UInt8, count: UInt8) {
    self.indication = indication
    self.count = count
  }

  /// Whether the message is to be stored.
  public var isStored: Bool { indication & 0x80 != 0 }
  /// Bits 2 and 1: what waits.
  public var kind: DCS.MessageWaiting.Kind { DCS.MessageWaiting.Kind(rawValue: indication & 0x03) ?? .other }
  /// Bits 5 to 3: what exactly, 1 with ``kind`` other for a video message.
  public var extendedKind: UInt8 { indication >> 2 & 0x07 }
  /// Bits 7 and 6: the profile (line) that the messages wait for, 1 to 4.
  public var profile: UInt8 { (indication >> 5 & 0x03) + 1 }
}

/// Formatting of a stretch of the text (3GPP TS 23.040 §9.2.3.24.10.1.1).
public struct TextFormatting: Sendable, Hashable {
  /// The first character formatted.
  public let start: UInt8
  /// The number of characters; 0 for all that follow, by default.
  public let length: UInt8
  /// The mode octet as it arrived.
  public let mode: UInt8
  /// The colour octet as it arrived: foreground low, background high.
  public let colour: UInt8?

  /// Creates formatting from its octets.
  public init(start: UInt8, length: UInt8, mode: UInt8, colour: UInt8? = nil) {
    self.start = start
    self.length = length
    self.mode = mode
    self.colour = colour
  }

  /// How the text is aligned.
  public enum Alignment: UInt8, Sendable, Hashable, CaseIterable {
    /// Left.
    case left = 0
    /// Centre.
    case centre = 1
    /// Right.
    case right = 2
    /// As the language has it.
    case languageDependent = 3
  }

  /// How large the text is.
  public enum Size: UInt8, Sendable, Hashable, CaseIterable {
    /// Normal.
    case normal = 0
    /// Large.
    case large = 1
    /// Small.
    case small = 2
    /// Reserved.
    case reserved = 3
  }

  /// How the text is aligned.
  public var alignment: Alignment { Alignment(rawValue: mode & 0x03) ?? .languageDependent }
  /// How large the text is.
  public var size: Size { Size(rawValue: mode >> 2 & 0x03) ?? .reserved }
  /// Whether it is bold.
  public var isBold: Bool { mode & 0x10 != 0 }
  /// Whether it is italic.
  public var isItalic: Bool { mode & 0x20 != 0 }
  /// Whether it is underlined.
  public var isUnderlined: Bool { mode & 0x40 != 0 }
  /// Whether it is struck through.
  public var isStruckThrough: Bool { mode & 0x80 != 0 }
}

/// A hyperlink within the text: a title, a space, an address (3GPP TS 23.040 §9.2.3.24.12).
public struct Hyperlink: Sendable, Hashable {
  /// The character at which the title starts, from the start of the whole message.
  public let position: UInt16
  /// The number of characters of the title.
  public let titleLength: UInt8
  /// The number of characters of the address.
  public let addressLength: UInt8

  /// Creates a hyperlink.
  public init(position: UInt16, titleLength: UInt8, addressLength: UInt8) {
    self.position = position
    self.titleLength = titleLength
    self.addressLength = addressLength
  }
}

extension InformationElement {
  /// The name the standard gives the identifier (3GPP TS 23.040 §9.2.3.24).
  public var name: String {
    switch identifier {
    case 0x00: "Concatenated short messages, 8-bit reference number"
    case 0x01: "Special SMS Message Indication"
    case 0x04: "Application port addressing scheme, 8 bit address"
    case 0x05: "Application port addressing scheme, 16 bit address"
    case 0x06: "SMSC Control Parameters"
    case 0x07: "UDH Source Indicator"
    case 0x08: "Concatenated short message, 16-bit reference number"
    case 0x09: "Wireless Control Message Protocol"
    case 0x0A: "Text Formatting"
    case 0x0B: "Predefined Sound"
    case 0x0C: "User Defined Sound (iMelody)"
    case 0x0D: "Predefined Animation"
    case 0x0E: "Large Animation"
    case 0x0F: "Small Animation"
    case 0x10: "Large Picture"
    case 0x11: "Small Picture"
    case 0x12: "Variable Picture"
    case 0x13: "User prompt indicator"
    case 0x14: "Extended Object"
    case 0x15: "Reused Extended Object"
    case 0x16: "Compression Control"
    case 0x17: "Object Distribution Indicator"
    case 0x18: "Standard WVG object"
    case 0x19: "Character Size WVG object"
    case 0x1A: "Extended Object Data Request Command"
    case 0x20: "RFC 822 E-Mail Header"
    case 0x21: "Hyperlink format element"
    case 0x22: "Reply Address Element"
    case 0x23: "Enhanced Voice Mail Information"
    case 0x24: "National Language Single Shift"
    case 0x25: "National Language Locking Shift"
    case 0x70...0x7F: "(U)SIM Toolkit Security Headers"
    case 0x80...0x9F: "SME to SME specific"
    case 0xC0...0xDF: "SC specific"
    default: "reserved"
    }
  }
}
