/// A message as `+CMGR` and `+CMGL` show it in PDU mode (3GPP TS 27.005 §4.1, §4.2), and as `+CMT`, `+CDS` deliver it.
public struct MessageEntry: Sendable, Hashable {
  /// The slot in the storage; only `+CMGL` tells it.
  public var index: Int?
  /// `<stat>`: 0 received unread, 1 received read, 2 stored unsent, 3 stored sent.
  public var status: Int?
  /// `<length>`: octets of the TPDU without the service centre address, as the modem declares them.
  public var declaredLength: Int?
  /// The PDU in upper-case hexadecimal digits, or what the modem sent in its place; empty for an empty slot.
  public var pdu: String
  /// The modem is in text mode (`+CMGF=1`), so what was shown is no PDU.
  public var isTextMode = false

  /// The PDU is made of whole octets, and as many of them as its service centre field and `<length>` say; some modems
  /// (MC35i) fill the slot up with 00 or FF behind it.
  public var isSound: Bool {
    let digits = pdu.utf8
    guard digits.count >= 2, digits.count.isMultiple(of: 2),
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
      let centre = UInt8(pdu.prefix(2), radix: 16)
    else { return false }
    guard let declaredLength else { return true }
    let excess = digits.count / 2 - 1 - Int(centre) - declaredLength
    guard excess > 0 else { return excess == 0 }
    let padding = digits.suffix(2 * excess)
    return padding.allSatisfy { $0 == 0x30 } || padding.allSatisfy { $0 == 0x46 }
  }

  /// A message that is the user's own, not one received.
  public var isOutgoing: Bool { status == 2 || status == 3 }

  /// An entry by its fields.
  public init(index: Int? = nil, status: Int? = nil, declaredLength: Int? = nil, pdu: String) {
    self.index = index
    self.status = status
    self.declaredLength = declaredLength
    self.pdu = pdu
  }

  /// The header line of an entry; its PDU follows on the next line, or, with some modems, after a blank.
  init?(header: ResultLine, shape: HeaderShape) {
    let values = header.values
    var fields = values[...]
    if shape == .listing {
      guard let index = fields.popFirst()?.number, index >= 0 else { return nil }
      self.index = index
    }
    if shape != .delivery {
      let stat = fields.popFirst()
      status = stat?.number
      // "REC UNREAD": text mode. The rest of the line then holds an address and a date.
      if status == nil, let text = stat?.text, !text.isEmpty { isTextMode = true }
    }
    pdu = ""
    guard let last = fields.last?.text ?? (shape == .delivery ? values.last?.text : nil) else { return }
    let parts = last.split(separator: " ", maxSplits: 1)
    declaredLength = parts.first.flatMap { Int($0) }
    if parts.count == 2, declaredLength != nil, let digits = Self.hexadecimalDigits(parts[1]) { pdu = digits }
  }

  /// Which parameters a header line opens with.
  enum HeaderShape: Sendable, Hashable {
    /// `+CMGL: <index>,<stat>,[<alpha>],<length>`
    case listing
    /// `+CMGR: <stat>,[<alpha>],<length>`
    case reading
    /// `+CMT: [<alpha>],<length>`, `+CDS: <length>`
    case delivery
  }

  /// The digits in upper case without blanks; nil when there is anything else among them or nothing at all.
  static func hexadecimalDigits(_ line: some StringProtocol) -> String? {
    var digits: [UInt8] = []
    for octet in line.utf8 {
      switch octet {
      case 0x30...0x39, 0x41...0x46: digits.append(octet)
      case 0x61...0x66: digits.append(octet - 0x20)
      case 0x20: continue
      default: return nil
      }
    }
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }
}
