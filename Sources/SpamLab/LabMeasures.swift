import Foundation
import SpamCore

extension Lab {
  /// Disguises every message and compares bands; models of other folds judge, so the figures are honest.
  func robustness() {
    let validation = ModelTrainer(options: options).validate(examples)
    let plain = validation.scored
    let before = EvaluationReport(plain, errors: 0)
    print("plain: auto \(before.automaticRecall), caught \(before.caughtRecall), hits \(before.automaticFalseHits)")
    for obfuscation in Obfuscation.allCases {
      let scored = validation.scored(disguised: obfuscation.apply(to:))
      let report = EvaluationReport(scored, errors: 0)
      if arguments.rest.contains(obfuscation.rawValue) {
        for (before, after) in zip(plain, scored) where (before.band == .auto) != (after.band == .auto) {
          print(
            "  \(after.label) \(before.probability[.fraud]) -> \(after.probability[.fraud])",
            TextNormalizer.normalized(obfuscation.apply(to: after.text)))
        }
      }
      let gained = zip(plain, scored).count { $0.label != .fraud && $0.band != .auto && $1.band == .auto }
      print(
        "\(obfuscation.rawValue): auto \(report.automaticRecall), caught \(report.caughtRecall), hits \(report.automaticFalseHits), gained \(gained)"
      )
    }
  }

  /// Time for a typical message and for loading, in processor time so that other programs do not count.
  func bench() throws {
    let classifier = SpamClassifier(model: try SpamModel.embedded())
    let texts = examples.filter { $0.source != "uci_english.csv" }.map(\.text)
    var reasons = 0
    let start = clock()
    for _ in 0..<5 { for text in texts { reasons += classifier.classify(text).reasons.count } }
    let perMessage = seconds(since: start) * 1e6 / Double(5 * texts.count)
    print(
      "\(String(format: "%.1f", perMessage)) µs a message, \(texts.reduce(0) { $0 + $1.utf8.count } / texts.count) octets on average"
    )
    let loading = clock()
    for _ in 0..<20 { _ = try SpamModel.embedded() }
    print(
      "\(String(format: "%.1f", seconds(since: loading) * 1000 / 20)) ms to load \(SpamModel.embeddedBytes.count) octets"
    )
    for size in [10_000, 100_000, 1_000_000] {
      for (name, piece) in [
        ("digits and dots", "1.2"), ("marks", "\u{0301}\u{200D}"), ("letters", "a "), ("links", "a.b.c-"),
        ("stars", "*1"),
      ] {
        let text = String(repeating: piece, count: size / piece.unicodeScalars.count)
        let begin = clock()
        _ = classifier.classify(text)
        print("\(size) scalars of \(name): \(String(format: "%.2f", seconds(since: begin) * 1000)) ms")
      }
    }
  }

  private func seconds(since start: clock_t) -> Double { Double(clock() - start) / Double(CLOCKS_PER_SEC) }
}
