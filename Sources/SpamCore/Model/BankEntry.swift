/// One harmless message of the benign bank, as features: what learning from feedback is checked against.
///
/// Only messages whose gate is open and that nothing vetoes are kept, because no weight can bring any other into
/// the automatic band; and only messages of the project's own corpus, because texts of others stay where they are.
struct BankEntry: Sendable, Equatable {
  var stratum: Stratum
  /// Scores by the frozen weights.
  var scores: SIMD4<Float>
  /// Indices of its features by family, repeated ones repeated.
  var words: [UInt16]
  var characters: [UInt16]

  init(_ text: borrowing NormalizedText, _ facts: MessageFacts, stratum: Stratum, scores: SIMD4<Float>) {
    self.stratum = stratum
    self.scores = scores
    (words, characters) = Self.indices(text, facts)
  }

  /// The hashed features of a message by family.
  static func indices(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> (
    words: [UInt16], characters: [UInt16]
  ) {
    var words: [UInt16] = []
    var characters: [UInt16] = []
    FeatureExtractor.words(text, .all) { index, _ in words.append(UInt16(truncatingIfNeeded: index)) }
    FeatureExtractor.crosses(text, facts) { words.append(UInt16(truncatingIfNeeded: $0)) }
    FeatureExtractor.characters(text) { index, _ in characters.append(UInt16(truncatingIfNeeded: index)) }
    return (words, characters)
  }

  func write(to writer: inout OctetWriter) {
    writer.write(UInt8(stratum.index))
    writer.write(scores)
    writer.write(UInt16(clamping: words.count))
    writer.write(UInt16(clamping: characters.count))
    for index in words.prefix(Int(UInt16.max)) { writer.write(index) }
    for index in characters.prefix(Int(UInt16.max)) { writer.write(index) }
  }

  init(from reader: inout OctetReader) throws(ModelError) {
    let index = try Int(reader.take(1).first ?? 0)
    guard index < Stratum.allCases.count else { throw .invalid(field: "benign bank", octet: reader.at - 1) }
    stratum = Stratum.allCases[index]
    scores = try reader.vector("benign bank")
    let counts = try reader.indices(2)
    words = try reader.indices(Int(counts[0]))
    characters = try reader.indices(Int(counts[1]))
  }
}
