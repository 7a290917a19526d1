/// A PDU octet by octet: which octets are which field and what they mean, as a protocol analyser shows it.
///
/// The entries cover all octets that arrived, in order and without gaps, those after the last field included.
public struct PDUDissection: Sendable, Hashable {
  /// A run of octets.
  public struct Entry: Sendable, Hashable {
    /// The first octet, from the start of the PDU.
    public let offset: Int
    /// The octets.
    public let octets: [UInt8]
    /// The standard's name of the field.
    public let field: String
    /// What the octets mean, in plain words.
    public let meaning: String

    /// The number of octets.
    public var length: Int { octets.count }
    /// The octets as upper-case hexadecimal text.
    public var hex: String { Hexadecimal.encode(octets) }
  }

  /// The runs of octets, in order.
  public let entries: [Entry]

  /// Takes a decoded PDU apart.
  ///
  /// - Parameter framing: as it was given to ``PDU/decode(hex:direction:framing:tolerance:)``.
  public init(_ decoded: Decoded<PDU>, framing: Framing = .full) {
    var builder = DissectionBuilder(decoded.octets)
    let isOmitted = decoded.warnings.contains { $0.kind == .serviceCentreOmitted }
    if framing == .full, !isOmitted { builder.serviceCentre(decoded.value.smsc) }
    builder.add(decoded.value.tpdu)
    builder.finish()
    entries = builder.entries
  }
}

/// Walks over the octets of a PDU, whose value says how long each field is.
struct DissectionBuilder {
  private let octets: [UInt8]
  private(set) var entries: [PDUDissection.Entry] = []
  private(set) var offset = 0

  init(_ octets: [UInt8]) {
    self.octets = octets
  }

  /// The next octets; fewer at the end, and no entry when none are left.
  mutating func take(_ count: Int, _ field: String, _ meaning: String) {
    let end = min(offset + max(count, 0), octets.count)
    guard end > offset else { return }
    entries.append(
      PDUDissection.Entry(offset: offset, octets: Array(octets[offset..<end]), field: field, meaning: meaning))
    offset = end
  }

  mutating func finish() {
    let rest = octets[offset...]
    let isPadding = rest.allSatisfy { $0 == 0x00 } || rest.allSatisfy { $0 == 0xFF }
    take(octets.count - offset, "(rest)", isPadding ? "padding after the last field" : "not part of the PDU")
  }

  mutating func serviceCentre(_ address: Address?) {
    guard let address else {
      take(1, "SMSC length", "no service centre; the modem uses its own")
      return
    }
    take(1, "SMSC length", "\(address.content.count + 1) octets")
    take(1, "SMSC type", describe(address))
    take(address.content.count, "SMSC address", address.description)
  }

  mutating func address(_ address: Address, _ field: String) {
    take(1, "\(field) length", "\(address.semiOctets) semi-octets")
    take(1, "\(field) type", describe(address))
    take(address.content.count, "\(field) value", address.description)
  }

  private func describe(_ address: Address) -> String {
    "\(words(address.typeOfNumber)), plan: \(address.numberingPlan.name)"
  }

  mutating func time(_ time: SCTS, _ field: String) {
    take(7, field, time.iso8601 ?? "no valid time: \(time)")
  }
}

/// The name of an enumeration's case as words: `permanentError` is "permanent error".
func words(_ value: some Any) -> String {
  var words = ""
  for character in "\(value)" {
    if character.isUppercase, !words.isEmpty { words += " " }
    words += character.lowercased()
  }
  return words
}

extension Address.NumberingPlan {
  /// The name of the plan.
  var name: String {
    switch self {
    case .unknown: "unknown"
    case .telephone: "telephone (E.164)"
    case .data: "data (X.121)"
    case .telex: "telex"
    case .serviceCentreSpecific(let value): "service centre specific \(value)"
    case .national: "national"
    case .private: "private"
    case .ermes: "ERMES"
    case .reserved(let value): "reserved \(value)"
    }
  }
}
