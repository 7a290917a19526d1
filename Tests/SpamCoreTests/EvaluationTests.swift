import SpamCore
import Testing

/// Figures of a small set that can be counted by hand.
@Suite struct EvaluationTests {
  static func report() throws -> EvaluationReport {
    let classifier = try Shipped.classifier()
    let rows = """
      text,label
      besok kumpul jam 8 di kampus ya,ham
      aku udah di rumah bu,ham
      "SELAMAT nomor anda terpilih pemenang hadiah 75jt PIN 7F5K9Z klik www.hadiah-tsel.blogspot.com",fraud
      ok nanti sore aku telepon lagi,fraud
      """
    return EvaluationReport(ScoredMessage.scoring(try Dataset.examples(csv: rows, source: "x"), with: classifier))
  }

  @Test func countsWhatItSees() throws {
    let report = try Self.report()
    #expect(report.count == 4)
    #expect(report.accuracy == 0.75)
    #expect(report.confusion == [[2, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 1]])
    let fraud = report.classes[3]
    #expect(fraud.precision == 1)
    #expect(fraud.recall == 0.5)
    #expect(report.automaticRecall == 0.5)
    #expect(report.automaticFalseHits == 0)
    #expect(report.operatingPoints[0].recall >= 0.5)
    #expect(report.brier > 0.2)
    #expect(
      report.worstErrors.last?.text
        == "SELAMAT nomor anda terpilih pemenang hadiah 75jt PIN 7F5K9Z klik www.hadiah-tsel.blogspot.com")
  }

  @Test func writesTextJSONAndSVG() throws {
    let report = try Self.report()
    #expect(report.text.contains("accuracy 0.7500"))
    #expect(report.json.hasPrefix("{\"count\":4,\"accuracy\":0.750000,"))
    #expect(report.json.count { $0 == "{" } == report.json.count { $0 == "}" })
    let svg = report.reliability.svg(title: "a < b")
    #expect(svg.hasPrefix("<svg") && svg.contains("a &lt; b") && svg.hasSuffix("</svg>\n"))
  }

  @Test func nothingToCountIsNoTrap() {
    let report = EvaluationReport([])
    #expect(report.accuracy == 0)
    #expect(report.calibrationError == 0)
    #expect(report.operatingPoints.allSatisfy { $0.recall == 0 })
  }
}
