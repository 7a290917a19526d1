public import SMSCodec

/// Octets as a bad line, a bad modem or a bad sender would have them, and what must hold of their decoding.
public enum Mutation {
  /// One to four changes: a bit, an octet, one lost, one more, an end cut off, a stretch repeated.
  public static func mutate(_ octets: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var octets = octets
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let index = Int.random(in: 0...octets.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where index < octets.count: octets[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where index < octets.count: octets[index] = UInt8.random(in: 0...255, using: &random)
      case 2 where index < octets.count: octets.remove(at: index)
      case 3: octets.insert(UInt8.random(in: 0...255, using: &random), at: index)
      case 4: octets.removeLast(octets.count - index)
      default: octets.append(contentsOf: octets.prefix(index).suffix(8))
      }
    }
    return octets
  }

  /// What does not hold of the decoding; nil when all does.
  public static func violation(_ octets: [UInt8], direction: Direction) -> String? {
    if let strict = try? PDU.decode(octets: octets, direction: direction, tolerance: .strict) {
      if (try? strict.value.encode()) != octets { return "strict decoding is not undone by encoding" }
      if strict.octets != octets { return "strict decoding lost octets" }
    }
    guard let lenient = try? PDU.decode(octets: octets, direction: direction) else { return nil }
    if lenient.octets != octets { return "lenient decoding lost octets" }
    let isWhole = lenient.warnings.allSatisfy { warning in
      switch warning.kind {
      case .trailingOctets, .trailingPadding, .serviceCentreOmitted: false
      default: true
      }
    }
    if isWhole, (try? lenient.value.encode()) != octets { return "lenient decoding is not undone by encoding" }
    return userDataViolation(lenient.value.tpdu)
  }

  /// What does not hold of showing it; nil when all does. Much slower than decoding.
  public static func presentationViolation(_ octets: [UInt8], direction: Direction) -> String? {
    guard let decoded = try? PDU.decode(octets: octets, direction: direction) else { return nil }
    if PDUDissection(decoded).entries.flatMap(\.octets) != octets { return "dissection left octets out" }
    return PDUSummary(decoded).json.hasPrefix("{\"type\":") ? nil : "summary without a type"
  }

  /// The text of a part by itself is that of a message of one part.
  private static func userDataViolation(_ tpdu: TPDU) -> String? {
    guard let userData = tpdu.userData, let scheme = tpdu.dataCodingScheme else { return nil }
    let part = MessagePart(dataCodingScheme: scheme, userData: userData)
    return MessageAssembly.text(of: [part]) == tpdu.text ? nil : "assembling changes the text of a part"
  }
}
