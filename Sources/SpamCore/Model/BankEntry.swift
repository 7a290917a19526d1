/// One harmless message of the benign bank, as features: what learning from feedback is checked against.
///
/// Only messages whose gate is open and that nothing vetoes are kept, because no weight can bring any other into
/// the automatic band; and only messages of the project's own corpus, because texts of others stay where they are.
struct BankEntry: Sendable, Equatable {
  var stratum: Stratum
  /// Whether the model must be twice as sure (`Judgement.isReserved`).
  var isReserved: Bool
  /// Scores by the frozen weights.
  var scores: SIMD4<Float>
  /// Indices of its features by family, in the order of `FeatureFamily.allCases`, repeated ones repeated.
  var features: [[UInt32]]

  init(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, stratum: Stratum, isReserved: Bool, scores: SIMD4<Float>
  ) {
    self.stratum = stratum
    self.isReserved = isReserved
    self.scores = scores
    features = Self.features(text, facts)
  }

  /// The hashed features of a message by family.
  static func features(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> [[UInt32]] {
    var features: [[UInt32]] = []
    for family in FeatureFamily.allCases {
      var indices: [UInt32] = []
      FeatureExtractor.features(family, text, facts, .all) { indices.append(UInt32(truncatingIfNeeded: $0)) }
      features.append(indices)
    }
    return features
  }

  /// The bit of the first octet that says so.
  private static let reserved: UInt8 = 0x80

  func write(to writer: inout OctetWriter) {
    writer.write(UInt8(stratum.index) | (isReserved ? Self.reserved : 0))
    writer.write(scores)
    for indices in features { writer.write(UInt16(clamping: indices.count)) }
    for indices in features {
      for index in indices.prefix(Int(UInt16.max)) { writer.write(triple: index) }
    }
  }

  init(from reader: inout OctetReader) throws(ModelError) {
    let kind = try reader.take(1).first ?? 0
    isReserved = kind & Self.reserved != 0
    let index = Int(kind & ~Self.reserved)
    guard index < Stratum.allCases.count else { throw .invalid(field: "benign bank", octet: reader.at - 1) }
    stratum = Stratum.allCases[index]
    scores = try reader.vector("benign bank")
    features = []
    var counts: [Int] = []
    for _ in FeatureFamily.allCases { counts.append(Int(try reader.uint16())) }
    for count in counts { features.append(try reader.triples(count)) }
    guard features.allSatisfy({ $0.allSatisfy { $0 < FeatureSpace.size } }) else {
      throw .invalid(field: "benign bank", octet: reader.at)
    }
  }
}
