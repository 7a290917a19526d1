/// Whether deviations from the standard are errors or warnings.
///
/// What the standard itself tells a receiver to tolerate (reserved values, a malformed user data header, digits that are
/// not decimal) is a warning in both.
public enum Tolerance: Sendable, Hashable {
  /// As the standard has it.
  case strict
  /// As modems and networks deliver it, each deviation with a ``DecodeWarning``.
  case lenient
}

/// A cursor over the octets of one PDU that knows which field it is in, so that an error says where.
struct OctetReader {
  let octets: [UInt8]
  let tolerance: Tolerance
  /// The name of the TPDU, the first component of a field's path.
  var container: StaticString = "PDU"
  private(set) var offset = 0
  private(set) var warnings: [DecodeWarning] = []

  init(_ octets: [UInt8], tolerance: Tolerance) {
    self.octets = octets
    self.tolerance = tolerance
  }

  var remaining: Int { octets.count - offset }

  mutating func octet(_ field: StaticString) throws(PDUError) -> UInt8 {
    guard offset < octets.count else {
      throw error(.truncated(needed: 1, available: 0), field)
    }
    defer { offset += 1 }
    return octets[offset]
  }

  mutating func octets(_ count: Int, _ field: StaticString) throws(PDUError) -> [UInt8] {
    guard count <= remaining else {
      throw error(.truncated(needed: count, available: remaining), field)
    }
    defer { offset += count }
    return Array(octets[offset..<offset + count])
  }

  /// Up to eight octets as a number, the first in the most significant place.
  mutating func number(octets count: Int, _ field: StaticString) throws(PDUError) -> UInt64 {
    guard count <= remaining else {
      throw error(.truncated(needed: count, available: remaining), field)
    }
    defer { offset += count }
    var number: UInt64 = 0
    for index in offset..<offset + count { number = number << 8 | UInt64(octets[index]) }
    return number
  }

  func peek() -> UInt8? {
    offset < octets.count ? octets[offset] : nil
  }

  func error(_ reason: PDUError.Reason, _ field: StaticString, back: Int = 0) -> PDUError {
    PDUError(reason, field: "\(container).\(field)", offset: offset - back)
  }

  mutating func warn(_ kind: DecodeWarning.Kind, _ field: StaticString, back: Int = 0) {
    warnings.append(DecodeWarning(kind, field: "\(container).\(field)", offset: offset - back))
  }

  /// A deviation: an error when strict, a warning when lenient.
  mutating func deviation(
    _ reason: PDUError.Reason, or kind: DecodeWarning.Kind, _ field: StaticString, back: Int = 0
  ) throws(PDUError) {
    switch tolerance {
    case .strict: throw error(reason, field, back: back)
    case .lenient: warn(kind, field, back: back)
    }
  }

  /// Ends the PDU: whatever is left is padding or a mistake.
  mutating func finish() throws(PDUError) {
    guard remaining > 0 else { return }
    let count = remaining
    let isPadding = isFilledWithPadding
    try deviation(
      .trailingOctets(count), or: isPadding ? .trailingPadding(count) : .trailingOctets(count), "end")
    offset = octets.count
  }

  /// Whether all that is left is 00 or all of it FF.
  var isFilledWithPadding: Bool {
    let rest = octets[offset...]
    return rest.allSatisfy { $0 == 0x00 } || rest.allSatisfy { $0 == 0xFF }
  }
}
