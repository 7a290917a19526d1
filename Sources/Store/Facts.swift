internal import Digest
internal import GRDB
internal import Numbering
public import Reporting

extension Store {
  /// What the ledger and the lists know about a message or a waiting report, in one view.
  ///
  /// - Parameters:
  ///   - sender: the originating address, however written.
  ///   - sim: the SIM it came to and is reported from.
  ///   - textDigest: ``TextDigest`` of the message.
  ///   - campaign: the campaign it belongs to.
  ///   - report: the report itself when it waits already; it and younger queued ones do not count.
  ///   - limits: the windows to count in.
  public func facts(
    sender: String, sim: String, textDigest: String?, campaign: String?, excluding report: Int64? = nil,
    limits: PolicyLimits, now: WallTime
  ) throws(StoreError) -> LedgerFacts {
    try read { database in
      var facts = LedgerFacts()
      try Self.addStanding(of: sender, to: &facts, in: database)
      let window = Window(now: now, passed: try passedTime(at: now, in: database))
      try Self.addReports(
        of: sender, textDigest: textDigest, campaign: campaign, before: report ?? .max, limits: limits, window: window,
        to: &facts, in: database)
      try Self.addSending(of: sim, window: window, to: &facts, in: database)
      try Self.addSafety(of: sim, limits: limits, now: now, to: &facts, in: database)
      return facts
    }
  }

  /// What the ledger knows about a SIM, as ``Policy/maySend(_:parts:now:)`` asks right before sending.
  public func sendingFacts(sim: String, limits: PolicyLimits, now: WallTime) throws(StoreError) -> LedgerFacts {
    try read { database in
      var facts = LedgerFacts()
      let window = Window(now: now, passed: try passedTime(at: now, in: database))
      try Self.addSending(of: sim, window: window, to: &facts, in: database)
      try Self.addSafety(of: sim, limits: limits, now: now, to: &facts, in: database)
      return facts
    }
  }

  /// The windows of the limits go by the time that passed; the policy is told of it as if the wall clock had never
  /// jumped.
  private struct Window {
    let now: WallTime
    let passed: Int64

    /// What a stamp has to be at least to be within so many hours.
    func start(hours: Int) -> Int64 { WallTime(milliseconds: passed).adding(hours: -hours).milliseconds }

    func time(of stamp: Int64) -> WallTime {
      now.adding(
        milliseconds: min(0, WallTime(milliseconds: stamp).milliseconds(since: WallTime(milliseconds: passed))))
    }
  }

  private static func addStanding(of sender: String, to facts: inout LedgerFacts, in database: Database) throws {
    let lists = try database.lists(naming: sender)
    facts.isContact = lists.contains(.contacts)
    facts.isAllowed = lists.contains(.allow)
    facts.isDenied = lists.contains(.deny)
    facts.isOwnNumber = lists.contains(.own)
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM correspondents WHERE address_key = ? LIMIT 1")
    facts.isCorrespondent = try Row.fetchOne(statement, arguments: [storable(Sender.canonical(sender))]) != nil
  }

  /// Reports that count: those that may have gone, and the queued ones before this one.
  private static let counted = """
    (state IN ('sending', 'sent', 'unknown', 'delivered', 'undelivered', 'acknowledged', 'rejected')
      OR (state = 'queued' AND id < :before)) AND id <> :before
    """

  private static func addReports(
    of sender: String, textDigest: String?, campaign: String?, before: Int64, limits: PolicyLimits, window: Window,
    to facts: inout LedgerFacts, in database: Database
  ) throws {
    let key = storable(Sender.canonical(sender))
    let ofSender = try database.cachedStatement(
      sql: """
        SELECT MAX(passed_at) AS last, TOTAL(text_digest = :digest) AS same FROM reports
        WHERE sender_key IN (:key, :hidden) AND passed_at >= :since AND \(counted)
        """)
    let row = try Row.fetchOne(
      ofSender,
      arguments: [
        "digest": textDigest ?? "", "key": key, "hidden": hiddenKey(key), "before": before,
        "since": window.start(hours: 24 * min(max(0, limits.senderDays), 36_500)),
      ])
    let last: Int64? = row?["last"]
    facts.lastReportOfSender = last.map(window.time)
    facts.isSameTextReported = (row?["same"] ?? 0.0) > 0
    guard let campaign else { return }
    let ofCampaign = try database.cachedStatement(
      sql: """
        SELECT COUNT(*) FROM reports WHERE campaign = :campaign AND passed_at >= :since AND \(counted)
        """)
    facts.campaignReportsInDay =
      try Int.fetchOne(
        ofCampaign,
        arguments: [
          "campaign": storable(campaign), "since": window.start(hours: 24), "before": before,
        ]) ?? 0
  }

  private static func addSending(
    of sim: String, window: Window, to facts: inout LedgerFacts, in database: Database
  ) throws {
    facts.queued =
      try Int.fetchOne(
        database.cachedStatement(sql: "SELECT COUNT(*) FROM reports WHERE state = 'queued' AND sim = ?"),
        arguments: [sim]) ?? 0
    facts.isSending =
      try Row.fetchOne(
        database.cachedStatement(
          sql: """
            SELECT 1 FROM reports WHERE state = 'sending' AND sim = ?1
            UNION ALL SELECT 1 FROM submissions WHERE state = 'sending' AND sim = ?1
            """), arguments: [sim]) != nil
    let statement = try database.cachedStatement(
      sql: """
        SELECT passed_at FROM sends WHERE sim = ? AND passed_at >= ? AND state <> 'not-attempted'
        ORDER BY passed_at DESC LIMIT 2000
        """)
    facts.sends = try Int64.fetchAll(statement, arguments: [sim, window.start(hours: 25)]).map(window.time)
  }

  private static func addSafety(
    of sim: String, limits: PolicyLimits, now: WallTime, to facts: inout LedgerFacts, in database: Database
  ) throws {
    let switches = try database.switches(of: sim)
    facts.openBreakers = switches.openBreakers
    facts.isPaused = switches.isPaused
    let lastSuccess = try database.lastAudit(.sent, sim: sim)
    let mark = max(lastSuccess, switches.mark(of: .failures))
    facts.failuresInARow =
      try database.countAudit(.failed, sim: sim, after: mark, atMost: limits.failuresInARow)
      + database.countAudit(.unknown, sim: sim, after: mark, atMost: limits.failuresInARow)
    facts.wrongFormatReplies = try database.countAudit(
      .rejected, sim: sim, after: switches.mark(of: .wrongFormat), atMost: 1)
    facts.candidatesInHour = try database.countAudit(
      .candidate, sim: sim, after: switches.mark(of: .burst), since: now.adding(hours: -1),
      atMost: limits.burstPerHour + 1)
    facts.revocations = try database.countRevocations(
      sim: sim, after: switches.mark(of: .revocation), among: limits.revocationWindow)
  }
}

/// What stands for an address that was purged: it still compares, and can no longer be read.
func hiddenKey(_ key: String) -> String { "sha256:" + SHA256.hex(of: key.utf8) }

extension Database {
  fileprivate func lastAudit(_ event: AuditEvent, sim: String) throws -> Int64 {
    try Int64.fetchOne(
      cachedStatement(sql: "SELECT MAX(id) FROM audit WHERE sim = ? AND event = ?"), arguments: [sim, event.rawValue])
      ?? 0
  }

  fileprivate func countAudit(
    _ event: AuditEvent, sim: String, after mark: Int64, since: WallTime = WallTime(milliseconds: .min), atMost: Int
  ) throws -> Int {
    try Int.fetchOne(
      cachedStatement(
        sql: """
          SELECT COUNT(*) FROM (
            SELECT 1 FROM (SELECT at FROM audit WHERE sim = ? AND event = ? AND id > ? ORDER BY id DESC LIMIT 1000)
            WHERE at >= ? LIMIT ?)
          """), arguments: [sim, event.rawValue, mark, since.milliseconds, max(0, atMost)]) ?? 0
  }

  fileprivate func countRevocations(sim: String, after mark: Int64, among window: Int) throws -> Int {
    try Int.fetchOne(
      cachedStatement(
        sql: """
          SELECT COUNT(*) FROM audit WHERE sim = ?1 AND event = ?2 AND id > ?3 AND report_id IN (
            SELECT report_id FROM audit WHERE sim = ?1 AND event = ?4 ORDER BY id DESC LIMIT ?5)
          """),
      arguments: [sim, AuditEvent.revoked.rawValue, mark, AuditEvent.sending.rawValue, max(0, window)]) ?? 0
  }
}
