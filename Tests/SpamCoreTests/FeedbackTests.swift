import Digest
import SpamCore
import Testing

@Suite struct FeedbackTests {
  let model: SpamModel

  init() throws {
    model = try Shipped.model()
  }

  @Test func aLessonMovesTheProbabilityTheRightWay() throws {
    var feedback = Feedback(modelVersion: model.version)
    let effect = try feedback.learn(
      "info lelang mobil murah hubungi 0812 3456 7890 bapak Hendra sekarang", as: .ham, model: model)
    #expect(effect.after[.ham] > effect.before[.ham])
    #expect(effect.changedWeights > 0)
    #expect(feedback.decisions.map(\.label) == [.ham])
    let taught = SpamClassifier(model: model.taught(by: feedback))
    #expect(
      taught.classify("info lelang mobil murah hubungi 0812 3456 7890 bapak Hendra sekarang").probability
        == effect.after)
  }

  @Test func lessonsAreBounded() throws {
    var feedback = Feedback(modelVersion: model.version)
    for _ in 0..<60 { _ = try? feedback.learn("besok jangan lupa bawa payung ya", as: .promo, model: model) }
    for (_, change) in feedback.inspection {
      #expect(change.values.allSatisfy { abs($0) <= Double(Feedback.maximumChange) })
    }
    #expect(feedback.inspection.count <= Feedback.maximumWeights)
  }

  @Test func aChangeThatWouldReportTheHarmlessIsRefused() throws {
    let harmless = "Pintu gudang terkunci, minta tolong Pak Hadi 081234567890 membuka"
    var feedback = Feedback(modelVersion: model.version)
    var refused: FeedbackError?
    for _ in 0..<200 where refused == nil {
      do throws(FeedbackError) {
        _ = try feedback.learn(harmless, as: .fraud, model: model, harmless: [harmless])
      } catch {
        refused = error
      }
    }
    guard case .harmlessWouldBeReported = refused else {
      Issue.record("never refused: \(String(describing: refused))")
      return
    }
    #expect(SpamClassifier(model: model.taught(by: feedback)).classify(harmless).band != .auto)
    #expect(refused?.description.contains("harmless message") == true)
  }

  @Test func exportsAndResets() throws {
    var feedback = Feedback(modelVersion: model.version)
    _ = try feedback.learn("promo kuota murah hari ini saja", as: .grey, model: model)
    let exported = feedback.exported
    #expect(try Feedback(exported: exported) == feedback)
    for offset in [0, 9, 40, exported.count - 40, exported.count - 1] {
      var damaged = exported
      damaged[offset] ^= 1
      #expect(throws: FeedbackError.self) { try Feedback(exported: damaged) }
    }
    #expect(throws: FeedbackError.self) { try Feedback(exported: Array(exported.prefix(20))) }
    let reset = Feedback(modelVersion: model.version)
    #expect(model.taught(by: reset).autoThreshold(for: .link) == model.autoThreshold(for: .link))
    #expect(reset.inspection.isEmpty)
  }

  /// What an earlier program kept is still read, so that it is the model's version that it is refused for.
  @Test func exportsOfEarlierProgramsAreRead() throws {
    var old = Array("PLPRTEAC".utf8) + [3] + Array("old".utf8) + [0, 0, 0, 0, 1, 0, 0, 0, 0x34, 0x12]
    for value in [0.25, 0, -0.125, 0] as [Float] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { old.append(contentsOf: $0) }
    }
    var digest = SHA256()
    digest.update(old)
    let feedback = try Feedback(exported: old + digest.finalize())
    #expect(feedback.modelVersion == "old")
    #expect(feedback.inspection.map(\.index) == [0x1234])
    #expect(feedback.inspection.first?.change[.grey] == -0.125)
    #expect(try Feedback(exported: feedback.exported) == feedback)
  }

  @Test func feedbackOfAnotherModelIsRefused() {
    var feedback = Feedback(modelVersion: "other")
    #expect(throws: FeedbackError.otherModel(feedback: "other", model: model.version)) {
      try feedback.learn("apa saja", as: .ham, model: model)
    }
  }
}
