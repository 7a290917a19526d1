import Reporting
import SpamCore
import Testing

@Suite("Deciding")
struct PolicyTests {
  @Test("when every guard holds, the report is due after the hold")
  func report() {
    #expect(policy().decide(candidate(), facts: facts(), now: at(10)) == .report(due: at(130)))
    #expect(policy { $0.holdSeconds = 0 }.decide(candidate(), facts: facts(), now: at(10)) == .report(due: at(10)))
  }

  @Test("each mode")
  func modes() {
    #expect(policy(.review).decide(candidate(), facts: facts(), now: at(10)) == .review(.reviewMode))
    #expect(policy(.dryRun).decide(candidate(), facts: facts(), now: at(10)) == .dryRun)
    #expect(policy(.off).decide(candidate(), facts: facts(), now: at(10)) == .withhold(.reportingOff))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let decision: Decision
    let candidate: Candidate
    let facts: PolicyFacts
    var testDescription: String { "\(decision)" }

    init(
      _ decision: Decision, candidate change: (inout Candidate) -> Void = { _ in },
      facts changeFacts: (inout PolicyFacts) -> Void = { _ in }
    ) {
      self.decision = decision
      candidate = ReportingTests.candidate(change)
      facts = ReportingTests.facts(changeFacts)
    }
  }

  static let cases = [
    Case(.withhold(.replyOfDestination), candidate: { $0.sender = "1166" }),
    Case(
      .withhold(.notFraud),
      candidate: {
        $0.label = .ham; $0.band = .none
      }),
    Case(
      .withhold(.notFraud),
      candidate: {
        $0.label = .fraud; $0.band = .none
      }),
    Case(.withhold(.notFraud), candidate: { $0.label = .grey }),
    Case(.withhold(.ownNumber), facts: { $0.ledger.isOwnNumber = true }),
    Case(.withhold(.contact), facts: { $0.ledger.isContact = true }),
    Case(.withhold(.allowListed), facts: { $0.ledger.isAllowed = true }),
    Case(.withhold(.correspondent), facts: { $0.ledger.isCorrespondent = true }),
    Case(.withhold(.protectedNotice), candidate: { $0.isProtectedNotice = true }),
    Case(.review(.senderNotMobile), candidate: { $0.sender = "BANK-X" }),
    Case(.review(.senderNotMobile), candidate: { $0.sender = "92222" }),
    Case(.review(.senderNotMobile), candidate: { $0.sender = "+14155550123" }),
    Case(.review(.senderNotMobile), candidate: { $0.sender = "0211234567" }),
    Case(.review(.senderNotMobile), candidate: { $0.sender = "" }),
    Case(.review(.incomplete), candidate: { $0.isComplete = false }),
    Case(.withhold(.tooOld), candidate: { $0.sentAt = at(-72 * 3600) }),
    Case(
      .withhold(.tooOld),
      candidate: {
        $0.sentAt = nil; $0.receivedAt = at(-72 * 3600)
      }),
    Case(.review(.implausibleTime), candidate: { $0.sentAt = at(10 + 24 * 3600 + 1) }),
    Case(.review(.foreignServiceCentre), candidate: { $0.serviceCentre = "+8613800100500" }),
    Case(.review(.spoofSigns), candidate: { $0.hasSpoofSigns = true }),
    Case(.review(.simUnknown), facts: { $0.sim.imsi = nil }),
    Case(.withhold(.noProfile), facts: { $0.sim.imsi = "999991234567890" }),
    Case(.withhold(.profileDisabled), facts: { $0.sim.imsi = "510111234567890" }),
    Case(
      .withhold(.textReported),
      facts: {
        $0.ledger.lastReportOfSender = at(-100_000); $0.ledger.isSameTextReported = true
      }),
    Case(.withhold(.senderReported), facts: { $0.ledger.lastReportOfSender = at(-80_000) }),
    Case(.withhold(.senderReported), facts: { $0.ledger.lastReportOfSender = at(999_999) }),
    Case(.withhold(.campaignLimit), facts: { $0.ledger.campaignReportsInDay = 3 }),
    Case(.review(.askBand), candidate: { $0.band = .ask }),
    Case(
      .review(.askBand),
      candidate: {
        $0.band = .ask; $0.label = .ham
      }, facts: { $0.ledger.isDenied = true }),
    Case(
      .review(.askBand),
      candidate: {
        $0.band = .ask; $0.isVetoed = true
      }, facts: { $0.ledger.isDenied = true }),
    Case(.review(.noReasons), candidate: { $0.hasReasons = false }),
    Case(.review(.cannotCompose), candidate: { $0.isComposable = false }),
    Case(.review(.roaming), facts: { $0.sim.registration = .roaming }),
    Case(.review(.breakerOpen), facts: { $0.ledger.openBreakers = [.revocation] }),
    Case(.review(.breakerOpen), facts: { $0.ledger.candidatesInHour = 21 }),
    Case(.withhold(.queueFull), facts: { $0.ledger.queued = 50 }),
    Case(.report(due: at(130)), candidate: { $0.band = .ask }, facts: { $0.ledger.isDenied = true }),
    Case(
      .report(due: at(130)),
      candidate: {
        $0.sentAt = nil; $0.serviceCentre = nil
      }),
    Case(.report(due: at(130)), candidate: { $0.serviceCentre = "0811000000" }),
    Case(.report(due: at(130)), facts: { $0.sim.registration = .notRegistered }),
    Case(.report(due: at(130)), facts: { $0.ledger.lastReportOfSender = at(10 - 24 * 3600) }),
    Case(.report(due: at(130)), facts: { $0.ledger.isPaused = true }),
    Case(
      .report(due: at(130)),
      facts: {
        $0.ledger.candidatesInHour = 20; $0.ledger.campaignReportsInDay = 2
      }),
  ]

  @Test("each guard, by itself", arguments: cases)
  func guards(_ example: Case) {
    #expect(policy().decide(example.candidate, facts: example.facts, now: at(10)) == example.decision)
  }

  @Test("every guard is named, explained, and shown by a test above")
  func everyGuard() {
    let shown = Set(Self.cases.compactMap(\.decision.stoppedBy))
    let elsewhere: Set<Guard> = [
      .reportingOff, .reviewMode, .profileByHand,
      // The desk's own.
      .lessonsUnusable, .destinationChanged,
      // What restoring a backup does to reports that were waiting.
      .restored,
    ]
    #expect(Set(Guard.allCases) == shown.union(elsewhere))
    for name in Guard.allCases {
      #expect(name.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(!name.reason.isEmpty)
    }
  }

  @Test("a profile for export leaves the message to a person")
  func byHand() {
    var tri = ReportProfile.shipped.first { $0.id == "tri-export" } ?? telkomsel
    tri.isEnabled = true
    let policy = Policy(settings: PolicySettings(profiles: [tri]))
    let facts = facts { $0.sim.imsi = "510891234567890" }
    #expect(policy.decide(candidate(), facts: facts, now: at(10)) == .review(.profileByHand))
  }

  @Test("a profile may want younger messages than the configuration allows, not older ones")
  func profileAge() {
    var young = telkomsel
    young.limits.maximumAgeHours = 1
    let policy = Policy(settings: PolicySettings(profiles: [young]))
    #expect(policy.decide(candidate(), facts: facts(), now: at(3601)) == .withhold(.tooOld))
    young.limits.maximumAgeHours = 1000
    let other = Policy(settings: PolicySettings(profiles: [young]))
    #expect(other.decide(candidate(), facts: facts(), now: at(73 * 3600)) == .withhold(.tooOld))
  }

  @Test("right before sending, the guards that closed meanwhile object")
  func objections() {
    let contact = facts { $0.ledger.isContact = true }
    #expect(policy().objection(to: candidate(), isApproved: false, facts: facts(), now: at(200)) == nil)
    #expect(policy().objection(to: candidate(), isApproved: false, facts: contact, now: at(200)) == .contact)
    #expect(policy().objection(to: candidate(), isApproved: true, facts: contact, now: at(200)) == .contact)
    #expect(policy(.off).objection(to: candidate(), isApproved: true, facts: facts(), now: at(200)) == .reportingOff)
    #expect(policy().objection(to: candidate(), isApproved: false, facts: facts(), now: at(80 * 3600)) == .tooOld)
    #expect(policy().objection(to: candidate(), isApproved: true, facts: facts(), now: at(80 * 3600)) == nil)
    let reported = facts { $0.ledger.lastReportOfSender = at(0) }
    #expect(policy().objection(to: candidate(), isApproved: false, facts: reported, now: at(200)) == .senderReported)
    let doubtful = candidate {
      $0.band = .ask; $0.label = .grey
    }
    #expect(policy().objection(to: doubtful, isApproved: true, facts: facts(), now: at(200)) == nil)
  }
}
