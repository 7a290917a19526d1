/// Feature vectors of many messages, one after the other.
struct SparseMatrix {
  /// Hashed features, then the dense ones, then the constant 1 of the bias.
  static let columns = FeatureSpace.size + DenseFeatures.count + 1
  static let bias = columns - 1

  private(set) var starts: [Int] = [0]
  private(set) var indices: [Int32] = []
  private(set) var values: [Float] = []

  var count: Int { starts.count - 1 }

  mutating func append(_ text: NormalizedText, _ facts: MessageFacts, _ selection: FeatureSelection) {
    var row: [(index: Int32, value: Float)] = []
    for family in FeatureFamily.allCases {
      append(family, to: &row) { visit in FeatureExtractor.features(family, text, facts, selection, visit) }
    }
    row.sort { $0.index < $1.index }
    appendMerged(row)
    if selection.contains(.dense) {
      let values = DenseFeatures.values(text)
      for offset in values.indices where values[offset] != 0 {
        appendEntry(Int32(FeatureSpace.size + offset), values[offset])
      }
    }
    appendEntry(Int32(Self.bias), 1)
    starts.append(indices.count)
  }

  private func append(
    _ family: FeatureFamily, to row: inout [(index: Int32, value: Float)], _ walk: ((Int) -> Void) -> Void
  ) {
    let first = row.count
    walk { row.append((Int32($0), 0)) }
    let value = family.value(count: Float(row.count - first))
    for position in first..<row.count { row[position].value = value }
  }

  private mutating func appendMerged(_ row: [(index: Int32, value: Float)]) {
    var position = 0
    while position < row.count {
      var sum = row[position].value
      var next = position + 1
      while next < row.count, row[next].index == row[position].index {
        sum += row[next].value
        next += 1
      }
      appendEntry(row[position].index, sum)
      position = next
    }
  }

  private mutating func appendEntry(_ index: Int32, _ value: Float) {
    indices.append(index)
    values.append(value)
  }
}
