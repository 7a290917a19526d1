/// One harmless message of the benign bank, as features: what learning from feedback is checked against.
///
/// Only messages whose gate is open and that nothing vetoes are kept, because no weight can bring any other into
/// the automatic band; and only messages of the project's own corpus, because texts of others stay where they are.
struct BankEntry: Sendable, Equatable {
  var stratum: Stratum
  /// Whether the model must be twice as sure (`Judgement.isReserved`).
  var isReserved: Bool
  /// Scores by the frozen weights.
  var linear: SIMD4<Float>
  /// Scores by the second opinion, which nobody teaches.
  var second: SIMD4<Float>
  /// Indices of its features by family, in the order of `FeatureFamily.allCases`, ascending, repeated ones repeated.
  var features: [[UInt32]]

  init(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, stratum: Stratum, isReserved: Bool, linear: SIMD4<Float>,
    second: SIMD4<Float>
  ) {
    self.stratum = stratum
    self.isReserved = isReserved
    self.linear = linear
    self.second = second
    features = Self.features(text, facts)
  }

  /// The hashed features of a message by family.
  static func features(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> [[UInt32]] {
    var features: [[UInt32]] = []
    for family in FeatureFamily.allCases {
      var indices: [UInt32] = []
      FeatureExtractor.features(family, text, facts, .all) { indices.append(UInt32(truncatingIfNeeded: $0)) }
      indices.sort()
      features.append(indices)
    }
    return features
  }

  /// The bit of the first octet that says so.
  private static let reserved: UInt8 = 0x80

  func write(to writer: inout OctetWriter) {
    writer.write(UInt8(stratum.index) | (isReserved ? Self.reserved : 0))
    writer.write(linear)
    writer.write(second)
    for indices in features { writer.write(ascending: indices.prefix(Int(UInt16.max))) }
  }

  init(from reader: inout OctetReader) throws(ModelError) {
    let kind = try reader.take(1).first ?? 0
    isReserved = kind & Self.reserved != 0
    let index = Int(kind & ~Self.reserved)
    guard index < Stratum.allCases.count else { throw .invalid(field: "benign bank", octet: reader.at - 1) }
    stratum = Stratum.allCases[index]
    linear = try reader.vector("benign bank")
    second = try reader.vector("benign bank")
    features = []
    for _ in FeatureFamily.allCases {
      features.append(try reader.ascending(below: UInt32(FeatureSpace.size), "benign bank"))
    }
  }
}
