import ModemSimulator
import SpamCore

/// Runs histories by their seeds.
package struct Simulator: Sendable {
  private let classifier: SpamClassifier

  /// With the model of the program.
  package init() throws { classifier = SpamClassifier(model: try SpamModel.embedded()) }

  /// What one run came to.
  package struct Outcome: Sendable, Equatable {
    /// What an oracle objected to; nil when all held.
    package let finding: Finding?
    /// The same for two runs of the same history.
    package let fingerprint: UInt64
    /// The log, with the bytes of the lines when it was asked for.
    package let log: [String]
  }

  /// Runs the history of a seed.
  package func run(seed: UInt64, mutation: Mutation? = nil, isTracing: Bool = false) throws -> Outcome {
    try run(History(from: seed), mutation: mutation, isTracing: isTracing)
  }

  /// Runs a history.
  package func run(_ history: History, mutation: Mutation? = nil, isTracing: Bool = false) throws -> Outcome {
    let world = try World(history, mutation: mutation, classifier: classifier)
    world.isTracing = isTracing
    let finding = try world.run()
    return Outcome(finding: finding, fingerprint: world.fingerprint, log: world.log)
  }

  /// The shortest history that can be found of a seed in which the same oracle objects: whatever can be left out without
  /// that is left out, first by halves, then one by one; then the random faults of the modems.
  package func shrink(seed: UInt64, mutation: Mutation? = nil, attempts: Int = 400) throws -> History {
    var shortest = History(from: seed)
    guard let oracle = try run(shortest, mutation: mutation).finding?.oracle else { return shortest }
    var left = attempts
    func fails(_ history: History) throws -> Bool {
      left -= 1
      return try left >= 0 && run(history, mutation: mutation).finding?.oracle == oracle
    }
    var size = max(1, shortest.happenings.count / 2)
    while left > 0 {
      var start = 0
      var isShorter = false
      while start < shortest.happenings.count, left > 0 {
        var shorter = shortest
        shorter.happenings.removeSubrange(start..<min(start + size, shorter.happenings.count))
        if try fails(shorter) {
          shortest = shorter
          isShorter = true
        } else {
          start += size
        }
      }
      if size == 1, !isShorter { break }
      size = max(1, size / 2)
    }
    for index in shortest.modems.indices where shortest.modems[index].faults != .none {
      var calmer = shortest
      calmer.modems[index].faults = .none
      if try fails(calmer) { shortest = calmer }
    }
    return shortest
  }

  /// Whether the classifier sees the invented texts as the generator means them, for so many numbers of each.
  package func textsAreAsLabelled(_ count: Int) -> Bool {
    (0..<count).allSatisfy { number in
      Texts.isAsLabelled(Texts.fraud(number), isFraud: true, by: classifier)
        && Texts.isAsLabelled(Texts.harmless(number), isFraud: false, by: classifier)
        && Texts.isAsLabelled(Texts.hostile(number), isFraud: false, by: classifier)
    }
  }
}
