import Reporting
import Testing

@Suite("Profiles")
struct ProfileTests {
  @Test("only 1166 is enabled, and nothing was ever verified")
  func shipped() {
    #expect(ReportProfile.shipped.filter(\.isEnabled).map(\.id) == ["telkomsel-1166"])
    #expect(ReportProfile.shipped.allSatisfy { $0.verification == .never })
    #expect(Set(ReportProfile.shipped.map(\.id)).count == ReportProfile.shipped.count)
    let destinations = Set(ReportProfile.shipped.compactMap(\.destination))
    #expect(destinations == ["1166", "588", "726", "7726", "33700", "7226", "1909", "9000"])
    #expect(telkomsel.typeOfAddress == 0x81 && telkomsel.destination == "1166")
  }

  @Test("every shipped template reads back as itself", arguments: ReportProfile.shipped)
  func templates(_ profile: ReportProfile) throws {
    switch profile.flow {
    case .template(let template), .twoStep(answer: let template):
      #expect(try ReportTemplate(template.source) == template)
    case .forward, .export: break
    }
    #expect((profile.destination == nil) == (profile.flow == .export))
  }

  @Test(
    "the IMSI chooses the profile",
    arguments: [
      ("510101234567890", "telkomsel-1166"), ("510111234567890", "xl-588"), ("510081234567890", "xl-588"),
      ("510011234567890", "indosat-726"), ("510211234567890", "indosat-726"), ("510891234567890", "tri-export"),
      ("510091234567890", "smartfren-export"), ("510281234567890", "smartfren-export"), ("234101234567890", "7726"),
      ("310260123456789", "7726"), ("208011234567890", "fr-33700"), ("505011234567890", "au-7226"),
      ("404101234567890", "in-1909"), ("410011234567890", "pk-9000"),
    ])
  func choice(_ imsi: String, _ id: String) {
    #expect(ReportProfile.shipped.serving(imsi: imsi)?.id == id)
  }

  @Test("an unknown network has no profile", arguments: ["", "5", "51099", "510", "999991234567890"])
  func noProfile(_ imsi: String) {
    #expect(ReportProfile.shipped.serving(imsi: imsi) == nil)
  }

  @Test("a user's enabled profile goes before a shipped disabled one, and a longer network before a shorter")
  func precedence() throws {
    var mine = try profile("LAPOR {number} {text}")
    mine.id = "mine"
    mine.homeNetworks = ["51011"]
    #expect((ReportProfile.shipped + [mine]).serving(imsi: "510111")?.id == "mine")
    mine.isEnabled = false
    #expect((ReportProfile.shipped + [mine]).serving(imsi: "510111")?.id == "xl-588")
    var wide = try profile("{number} {text}")
    wide.id = "wide"
    wide.homeNetworks = ["510"]
    #expect(([wide] + ReportProfile.shipped).serving(imsi: "510101")?.id == "telkomsel-1166")
    wide.homeNetworks = [""]
    #expect([wide].serving(imsi: "510101") == nil)
  }

  @Test(
    "a template with a mistake is refused, with the reason",
    arguments: ["", "LAPOR", "{nomor}", "{number", "{text}{text}", "LAPOR\n{text}", "举报{text}", "{}"])
  func badTemplates(_ source: String) {
    #expect(throws: TemplateError.self) { try ReportTemplate(source) }
  }

  @Test("the keyword is the fixed beginning")
  func keyword() throws {
    #expect(try ReportTemplate("PENIPUAN#{number}#{text}").keyword == "PENIPUAN#")
    #expect(try ReportTemplate("{number} {text}").keyword == "")
  }
}

@Suite("States of a report")
struct ReportStateTests {
  @Test("the way of a report that goes well")
  func happyWay() throws {
    var state = ReportState.awaitingReview
    for next in [ReportState.queued, .sending, .sent, .delivered, .acknowledged] { state = try state.becoming(next) }
    #expect(state == .acknowledged)
  }

  @Test(
    "what may have gone is never queued by itself", arguments: [ReportState.sent, .unknown, .delivered, .acknowledged])
  func neverTwice(_ state: ReportState) {
    #expect(!state.successors.contains(.queued) && !state.successors.contains(.sending))
    #expect(throws: IllegalTransition(from: state, to: .sending)) { try state.becoming(.sending) }
  }

  @Test("only what is queued is sent")
  func onlyQueued() {
    #expect(ReportState.allCases.filter { $0.successors.contains(.sending) } == [.queued])
  }

  @Test("the error says what is possible")
  func errorText() {
    let error = IllegalTransition(from: .queued, to: .sent)
    #expect(
      error.description
        == "a report that is queued cannot become sent; it can become: awaiting-review, cancelled, sending")
    #expect(IllegalTransition(from: .cancelled, to: .sent).description.hasSuffix("that state is final"))
  }
}
