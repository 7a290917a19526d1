/// One harmless message of the benign bank, as features: what learning from feedback is checked against.
///
/// Only messages whose gate is open and that nothing vetoes are kept, because no weight can bring any other into
/// the automatic band; and only messages of the project's own corpus, because texts of others stay where they are.
struct BankEntry: Sendable, Equatable {
  var stratum: Stratum
  /// How much surer the model must be (`Judgement.reservations`), 0…5.
  var reservations: Int
  /// Scores by the frozen weights.
  var linear: SIMD4<Float>
  /// Scores by the second opinion, which nobody teaches.
  var second: SIMD4<Float>
  /// Indices of its features by family, in the order of `FeatureFamily.allCases`, ascending, repeated ones repeated.
  var features: [[UInt32]]

  init(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, stratum: Stratum, reservations: Int, linear: SIMD4<Float>,
    second: SIMD4<Float>
  ) {
    self.stratum = stratum
    self.reservations = reservations
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

  /// In the first octet the reservations stand above the kind of payload.
  private static let kindBits = 4

  func write(to writer: inout OctetWriter) {
    writer.write(UInt8(stratum.index | reservations << Self.kindBits))
    writer.write(linear)
    writer.write(second)
    for indices in features { writer.write(ascending: indices.prefix(Int(UInt16.max))) }
  }

  init(from reader: inout OctetReader) throws(ModelError) {
    let first = Int(try reader.take(1).first ?? 0)
    reservations = first >> Self.kindBits
    let index = first & (1 << Self.kindBits - 1)
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
