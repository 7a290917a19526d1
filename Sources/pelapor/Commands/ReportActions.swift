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

  /// Does `action` to each report and says what it is then.
  func forEach(_ action: (_ store: Store, _ id: Int64, _ now: WallTime) throws -> Void) throws {
    try store.withStore(.command) { store in
      var failed = false
      for id in ids {
        do {
          try action(store, id, SystemClock.now())
          let report = try store.report(id)
          Console.print(json ? report.json(.everything) : ReportView.line(report))
        } catch let error as StoreError {
          Console.say("pelapor: \(error)")
          failed = true
        }
      }
      if failed { throw ExitCode.failure }
    }
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
        A running daemon sends them within seconds, at the pace of its limits. An approval overrides doubts of the \
        classifier; contacts, the allow-list and own numbers stay protected.
        """)

    @OptionGroup var reports: ReportIDs

    func run() throws {
      try reports.forEach { store, id, now in
        try store.approve(reportID: id, by: Account.name, dueAt: now, at: now)
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stops reports that were not sent yet.")

    @OptionGroup var reports: ReportIDs

    @Option(help: "Why, for the record.")
    var reason: String?

    func run() throws {
      try reports.forEach { store, id, now in
        try store.cancel(.report(id), by: .person(Account.name), reason: reason, at: now)
      }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Marks reports as made in error.",
      discussion: """
        What was sent cannot be taken back from the operator; call it. A revocation among the last reports stops all \
        sending of that SIM until `pelapor reports resume`.
        """)

    @OptionGroup var reports: ReportIDs

    @Option(help: "Why, for the record.")
    var reason: String?

    func run() throws {
      try reports.forEach { store, id, now in
        try store.revoke(reportID: id, by: Account.name, reason: reason, at: now)
      }
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends reports again that failed or were not delivered.")

    @OptionGroup var reports: ReportIDs

    func run() throws {
      try reports.forEach { store, id, now in
        try store.retry(.report(id), by: Account.name, dueAt: now, at: now)
      }
    }
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
      try store.withStore(.command) { store in
        try store.resolve(.report(id), wasSent: outcome == .sent, by: Account.name, at: SystemClock.now())
        let report = try store.report(id)
        Console.print(json ? report.json(.everything) : ReportView.line(report))
      }
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
      try store.withStore(.command) { store in
        try store.pause(by: .person(Account.name), at: SystemClock.now())
      }
      if json { return Console.print("{\"paused\":true}") }
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
      try store.withStore(.command) { store in
        try store.resume(by: .person(Account.name), at: SystemClock.now())
      }
      if json { return Console.print("{\"paused\":false}") }
      Console.say("sending goes on")
    }
  }
}
