import ArgumentParser
import Gateway
import Reporting
import Store

/// Reports a person does something with; each is done for itself, and what failed is said and makes the status 1.
struct ReportIDs: ParsableArguments {
  @OptionGroup var store: StoreOptions

  @Argument(help: "Numbers of reports.")
  var ids: [Int64]

  @Flag(help: "JSON lines: the report as it is then.")
  var json = false

  /// Does something to each report and says what it is then.
  func forEach(_ deed: (_ id: Int64) -> Deed) throws {
    var failed = false
    for id in ids {
      do { try ReportView.print(deed(id), of: id, in: store, json: json) } catch is ExitCode { failed = true }
    }
    if failed { throw ExitCode.failure }
    try sayWhatHolds()
  }

  /// A mode in which nothing is sent makes approving look like a failure.
  private func sayWhatHolds() throws {
    guard let mode = try store.configuration()?.reporting.mode else { return }
    switch mode {
    case .auto, .review: break
    case .dryRun, .off: Console.say("reporting.mode is \(mode.rawValue): no report is sent")
    }
  }
}

extension Reports {
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets reports that wait for a decision be sent.",
      discussion: """
        A running daemon takes them up at once, at the pace of its limits. An approval overrides doubts of the \
        classifier; contacts, the allow-list and own numbers stay protected.
        """)

    @OptionGroup var reports: ReportIDs

    func run() throws { try reports.forEach { .approve(report: $0) } }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stops reports that were not sent yet.")

    @OptionGroup var reports: ReportIDs

    @Option(help: "Why, for the record, which is kept: name nobody.")
    var reason: String?

    func run() throws { try reports.forEach { .cancel(report: $0, reason: reason) } }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Marks reports as made in error.",
      discussion: """
        What was sent cannot be taken back from the operator; call it. A revocation among the last reports stops all \
        sending of that SIM until `pelapor reports resume`.
        """)

    @OptionGroup var reports: ReportIDs

    @Option(help: "Why, for the record, which is kept: name nobody.")
    var reason: String?

    func run() throws { try reports.forEach { .revoke(report: $0, reason: reason) } }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends reports again that failed or were not delivered.")

    @OptionGroup var reports: ReportIDs

    func run() throws { try reports.forEach { .retry(report: $0) } }
  }

  struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what became of a report of which nobody knows whether it was sent.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "Number of the report.")
    var id: Int64

    @Argument(help: "sent, or failed.")
    var outcome: Outcome

    @Flag(help: "One JSON object: the report as it is then.")
    var json = false

    enum Outcome: String, ExpressibleByArgument, CaseIterable {
      case sent, failed
    }

    func run() throws {
      try ReportView.print(.resolve(report: id, wasSent: outcome == .sent), of: id, in: store, json: json)
    }
  }

  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stops all sending of all SIMs at once, until resumed.",
      discussion: "Only an SMS that the modem has already been given still goes out. Receiving goes on.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      let answer = try store.carry(.pause)
      if json { return Console.print(answer) }
      Console.say("sending is paused; to go on: pelapor reports resume")
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ends a pause and closes the breakers; what they counted begins anew.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      let answer = try store.carry(.resume)
      if json { return Console.print(answer) }
      Console.say("sending goes on")
    }
  }
}
