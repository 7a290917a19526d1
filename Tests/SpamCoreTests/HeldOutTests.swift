import SpamCore
import Testing

/// Messages that were written after everything else, for nothing but this: neither training nor any rule goes by them.
/// Who changes a rule after reading one of them moves it to the corpus first.
@Suite(.enabled(if: Files.root != nil, "skipped: the messages are not there"))
struct HeldOutTests {
  @Test(arguments: (1...19).filter { $0 != 13 }.map { "writer\($0)" })
  func noHonestMessageIsAutomaticAndFewFraudsAreMissed(writer: String) throws {
    var (frauds, caught, automatic) = (0, 0, 0)
    let judged = try Self.judged(writer)
    for message in judged {
      if message.label != .fraud {
        #expect(message.band != .auto, "\(message.text)")
        continue
      }
      frauds += 1
      if message.band != .none { caught += 1 }
      if message.band == .auto { automatic += 1 }
    }
    // Five wrote honest messages only.
    let isHonest = ["writer6", "writer9", "writer10", "writer12", "writer18"].contains(writer)
    #expect(judged.count > 280 && (isHonest || frauds > 130))
    // Caught .986 and more, automatic .677 and more with model 2026-11-30.6.
    #expect(caught * 100 >= frauds * 97 && automatic * 100 >= frauds * 66)
  }

  /// Nor is one that is disguised; the frauds stay where they are but for a few.
  @Test(arguments: Obfuscation.allCases.filter { ![.signs, .allVowels, .joined].contains($0) })
  func noHonestMessageGainsTheAutomaticBandByADisguise(obfuscation: Obfuscation) throws {
    let classifier = try Shipped.classifier()
    var (plain, disguised) = (0, 0)
    for writer in ["writer2", "writer7", "writer12", "writer17"] {
      for example in try Files.heldOut(writer) {
        let after = classifier.classify(obfuscation.apply(to: example.text)).band
        if example.label == .fraud {
          plain += classifier.classify(example.text).band == .auto ? 1 : 0
          disguised += after == .auto ? 1 : 0
        } else {
          #expect(after != .auto, "\(example.text)")
        }
      }
    }
    #expect(plain > 400 && disguised * 100 >= plain * 94, "\(disguised) of \(plain)")
  }

  /// Frauds that honest people pass on with few words of their own. One in thirty was automatic before any was in the corpus.
  @Test func hardlyAnyFraudAtSecondHandIsAutomatic() throws {
    let judged = try Self.judged("writer13")
    #expect(judged.count > 400 && judged.allSatisfy { $0.label != .fraud })
    #expect(judged.count { $0.band == .auto } <= 6)
  }

  private static func judged(_ writer: String) throws -> [ScoredMessage] {
    ScoredMessage.scoring(try Files.heldOut(writer), with: try Shipped.classifier())
  }
}
