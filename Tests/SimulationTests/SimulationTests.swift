import GatewaySimulation
import Testing

/// The whole gateway on virtual time; what is checked and how stands in `docs/reliability.md`.
@Suite struct Simulations {
  private static let simulator = Result { try Simulator() }
  private static let chunk: UInt64 = 50

  @Test(arguments: (UInt64(0)..<40).map { $0 * Self.chunk + 1 })
  func noOracleObjects(from first: UInt64) throws {
    let simulator = try Self.simulator.get()
    for seed in first..<(first + Self.chunk) {
      if let finding = try simulator.run(seed: seed).finding {
        let shortest = try simulator.shrink(seed: seed, attempts: 100)
        Issue.record("seed \(seed): \(finding)\nThe shortest history found:\n\(shortest)")
      }
    }
  }

  /// Seeds that showed a defect, with what was drawn then; see the table in `docs/reliability.md`.
  @Test(arguments: [79, 202, 342, 10_954, 102_029, 109_486, 111_657] as [UInt64])
  func whatOnceFailedHoldsNow(seed: UInt64) throws {
    #expect(try Self.simulator.get().run(History(from: seed, edition: 1)).finding == nil)
  }

  @Test(arguments: [305_001, 305_840, 306_486, 306_520, 306_849, 324_396] as [UInt64])
  func whatFailedLaterHoldsNow(seed: UInt64) throws {
    #expect(try Self.simulator.get().run(History(from: seed, edition: 2)).finding == nil)
  }

  @Test(arguments: [7, 9, 79, 202, 342] as [UInt64])
  func aSeedAlwaysRunsTheSameWay(seed: UInt64) throws {
    let simulator = try Self.simulator.get()
    #expect(try simulator.run(seed: seed) == simulator.run(seed: seed))
  }

  @Test func differentSeedsRunDifferently() throws {
    let simulator = try Self.simulator.get()
    #expect(try simulator.run(seed: 1).fingerprint != simulator.run(seed: 2).fingerprint)
  }

  @Test func theInventedTextsAreWhatTheGeneratorSays() throws {
    #expect(try Self.simulator.get().textsAreAsLabelled(60))
  }

  /// An oracle that can't fail proves nothing.
  @Test(arguments: Mutation.allCases)
  func aDefectPutInOnPurposeIsNoticed(mutation: Mutation) throws {
    let simulator = try Self.simulator.get()
    let (seeds, edition) = Self.seeds(for: mutation)
    let isNoticed = try seeds.contains { seed in
      let history = History(from: seed, edition: edition)
      return try simulator.run(history, mutation: mutation).finding?.oracle == mutation.oracle
    }
    #expect(isNoticed, "\(mutation.rawValue) went by without \"\(mutation.oracle)\" in the seeds \(seeds)")
  }

  /// Histories that have what a defect needs to show itself.
  private static func seeds(for mutation: Mutation) -> (seeds: ClosedRange<UInt64>, edition: Int) {
    switch mutation {
    // A cancel between a report's birth and its sending is rare.
    case .deafToPeople: (360...370, 1)
    case .deletesBeforeCommit, .diskLies, .sendsTwice, .wrongDestination, .talkativeLog, .reportsInnocent,
      .ignoresGap, .repeatsPIN, .hangs:
      (1...40, 1)
    case .hidesTwin: (55...60, 2)
    case .keepsCopies, .leavesPages: (29...40, 2)
    case .reportsForgotten: (257...260, 2)
    case .forgetsReports, .hoards, .keepsReportText, .wrongNumber, .answersUnasked, .deafToQuestions: (1...10, 2)
    }
  }

  @Test func aFailingHistoryIsCutDown() throws {
    let simulator = try Self.simulator.get()
    let seed = try #require(
      try (UInt64(1)...50).first { try simulator.run(seed: $0, mutation: .sendsTwice).finding != nil })
    let oracle = try simulator.run(seed: seed, mutation: .sendsTwice).finding?.oracle
    let short = try simulator.shrink(seed: seed, mutation: .sendsTwice, attempts: 40)
    #expect(try simulator.run(short, mutation: .sendsTwice).finding?.oracle == oracle)
    #expect(short.happeningCount <= 3)
  }
}
