/// Groups of near-duplicates, so that no message is judged by a model that has seen its twin.
enum Grouping {
  /// From this estimated Jaccard index on, two messages are near-duplicates.
  static let threshold = 0.45

  /// A group number for each message: near-duplicates by sketch, and what the data say belongs together.
  static func groups(of examples: [TrainingExample], sketches: [MinHash]) -> [Int] {
    var forest = Forest(count: examples.count)
    var named: [String: Int] = [:]
    var buckets: [UInt64: [Int]] = [:]
    for (index, example) in examples.enumerated() {
      if !example.group.isEmpty {
        let name = example.source + "/" + example.group
        if let first = named[name] { forest.join(first, index) } else { named[name] = index }
      }
      for key in sketches[index].bandKeys {
        for other in buckets[key, default: []].suffix(40)
        where forest.root(other) != forest.root(index) && sketches[index].similarity(to: sketches[other]) >= threshold {
          forest.join(other, index)
        }
        buckets[key, default: []].append(index)
      }
    }
    return examples.indices.map { forest.root($0) }
  }

  /// Deals groups out to `count` folds: the largest first, each to the fold with the fewest messages of its label.
  static func folds(_ groups: [Int], labels: [Label], count: Int, seed: UInt64) -> [Int] {
    var members: [Int: [Int]] = [:]
    for (index, group) in groups.enumerated() { members[group, default: []].append(index) }
    var random = SplitMix64(state: seed)
    var order = members.keys.sorted()
    random.shuffle(&order)
    // The position breaks ties: `sort` promises no stability.
    let ranks = order.enumerated().sorted { left, right in
      let sizes = (members[left.element]?.count ?? 0, members[right.element]?.count ?? 0)
      return sizes.0 != sizes.1 ? sizes.0 > sizes.1 : left.offset < right.offset
    }
    order = ranks.map(\.element)
    var loads = [SIMD4<Int>](repeating: .zero, count: count)
    var folds = [Int](repeating: 0, count: groups.count)
    for group in order {
      let indices = members[group] ?? []
      let label = labels[indices[0]].index
      let fold = (0..<count).min { (loads[$0][label], $0) < (loads[$1][label], $1) } ?? 0
      for index in indices {
        folds[index] = fold
        loads[fold][labels[index].index] += 1
      }
    }
    return folds
  }
}

/// Disjoint sets with path halving.
private struct Forest {
  private var parents: [Int]

  init(count: Int) {
    parents = Array(0..<count)
  }

  mutating func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  mutating func join(_ first: Int, _ second: Int) {
    let roots = (root(first), root(second))
    if roots.0 != roots.1 { parents[max(roots.0, roots.1)] = min(roots.0, roots.1) }
  }
}
