internal import GRDB
internal import Numbering
public import Reporting

extension Store {
  /// How long after sending a status report is looked for; references come round after 256 SMS.
  private static let statusReportDays = 3

  /// Finds the SMS a status report is about, and moves it on. Nil when there is none.
  static func settle(
    _ report: IncomingStatusReport, sim: String, now: WallTime, in database: Database
  ) throws -> (item: OutboxItem, state: ReportState)? {
    guard let send = try findSend(report, sim: sim, now: now, in: database) else { return nil }
    if send.isSending {
      try database.run(
        "UPDATE sends SET held_outcome = ?, reference = ?, status = ?, discharged_at = ? WHERE id = ?",
        [report.outcome.rawValue, report.reference, report.status, report.dischargedAt?.milliseconds, send.id])
      return (send.item, .sending)
    }
    let state: SendState? =
      switch report.outcome {
      case .delivered: .delivered
      case .undelivered: .undelivered
      case .pending: nil
      }
    try database.run(
      """
      UPDATE sends SET state = COALESCE(?, state), reference = ?, status = ?, discharged_at = ? WHERE id = ?
      """, [state?.rawValue, report.reference, report.status, report.dischargedAt?.milliseconds, send.id])
    return (send.item, try database.followParts(of: send.item, at: now))
  }

  private struct Send {
    let id: Int64
    let item: OutboxItem
    let destination: String
    let isSending: Bool

    init?(row: Row) {
      id = row["id"]
      if let report: Int64 = row["report_id"] {
        item = .report(report)
      } else if let submission: Int64 = row["submission_id"] {
        item = .submission(submission)
      } else {
        return nil
      }
      destination = row["destination"] ?? ""
      isSending = row["state"] == SendState.sending.rawValue
    }
  }

  /// By reference and recipient; else the SMS to that recipient that is under way, whose reference is not known yet: a
  /// report may overtake the answer of the modem, and is held until that is there. Else the last SMS to that recipient
  /// of which nobody knew whether it went.
  private static func findSend(
    _ report: IncomingStatusReport, sim: String, now: WallTime, in database: Database
  ) throws -> Send? {
    let since = now.adding(days: -statusReportDays).milliseconds
    let known = try database.cachedStatement(
      sql: """
        \(sendColumns) WHERE sends.sim = ? AND sends.reference = ? AND sends.started_at >= ?
          AND sends.state IN ('accepted', 'delivered', 'undelivered', 'unknown') ORDER BY sends.id DESC LIMIT 8
        """)
    let found = try Row.fetchAll(known, arguments: [sim, report.reference, since]).compactMap(Send.init)
    if let send = found.first(where: { isSame($0.destination, report.recipient) }) { return send }
    let underWay = try database.cachedStatement(
      sql: """
        \(sendColumns) WHERE sends.sim = ? AND sends.started_at >= ? AND sends.state = 'sending'
          AND (sends.reference IS NULL OR sends.reference = ?) ORDER BY sends.id LIMIT 8
        """)
    let sending = try Row.fetchAll(underWay, arguments: [sim, since, report.reference]).compactMap(Send.init)
    if let send = sending.first(where: { isSame($0.destination, report.recipient) }) { return send }
    let lost = try database.cachedStatement(
      sql: """
        \(sendColumns) WHERE sends.sim = ? AND sends.state = 'unknown' AND sends.reference IS NULL
          AND sends.started_at >= ? ORDER BY sends.id DESC LIMIT 8
        """)
    return try Row.fetchAll(lost, arguments: [sim, since]).compactMap(Send.init)
      .first { isSame($0.destination, report.recipient) }
  }

  private static let sendColumns = """
    SELECT sends.id, sends.state, sends.report_id, sends.submission_id,
      COALESCE(reports.destination, submissions.destination) AS destination
    FROM sends LEFT JOIN reports ON reports.id = sends.report_id
      LEFT JOIN submissions ON submissions.id = sends.submission_id
    """

  /// The status report that overtook the answer about the part under way, and the SIM it came to.
  static func heldReport(
    of item: OutboxItem, in database: Database
  ) throws -> (report: IncomingStatusReport, sim: String)? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT sends.sim, reference, status, discharged_at, held_outcome, destination
        FROM sends JOIN \(item.table) ON \(item.table).id = sends.\(item.column)
        WHERE sends.\(item.column) = ? AND attempt = attempts AND sends.state = 'sending'
          AND held_outcome IS NOT NULL ORDER BY part
        """)
    guard let row = try Row.fetchOne(statement, arguments: [item.id]) else { return nil }
    let outcome: String = row["held_outcome"]
    let report = IncomingStatusReport(
      reference: row["reference"], recipient: row["destination"] ?? "", status: row["status"],
      outcome: IncomingStatusReport.Outcome(rawValue: outcome) ?? .pending, dischargedAt: time(row["discharged_at"]))
    return (report, row["sim"])
  }

  /// Service centres may put a country code before a short code.
  private static func isSame(_ destination: String, _ recipient: String) -> Bool {
    let sent = Sender.canonical(destination)
    let reported = Sender.canonical(recipient)
    return sent == reported || (sent.count >= 3 && sent.allSatisfy(\.isWholeNumber) && reported.hasSuffix(sent))
  }
}

extension Database {
  /// Brings an item to where its parts are.
  func followParts(of item: OutboxItem, at now: WallTime) throws -> ReportState {
    let statement = try cachedStatement(sql: "SELECT state FROM \(item.table) WHERE id = ?")
    let stored = try String.fetchOne(statement, arguments: [item.id])
    let state = stored.flatMap(ReportState.init) ?? .unknown
    let parts = try partStates(of: item)
    let next: ReportState
    if parts.contains(.undelivered) {
      next = .undelivered
    } else if parts.allSatisfy({ $0 == .delivered }) {
      next = .delivered
    } else if parts.allSatisfy({ $0 == .delivered || $0 == .accepted }) {
      next = .sent
    } else {
      return state
    }
    // The destination's own answer says more than the network's.
    guard state != next, state.successors.contains(next), state != .sending else { return state }
    try move(item, to: next)
    if next == .delivered {
      try run("UPDATE \(item.table) SET delivered_at = ? WHERE id = ?", [now.milliseconds, item.id])
    }
    try audit(next.auditEvent, of: item, by: .network, at: now)
    return next
  }
}

extension Store {
  /// Reports of a SIM to a destination that a reply received now may answer, for ``ReplyMatcher``.
  public func answerableReports(
    sim: String, destination: String, now: WallTime
  ) throws(StoreError) -> [AnswerableReport] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, sender, sending_at, state, reply, replied_at FROM reports
          WHERE sim = ? AND destination = ? AND sending_at >= ?
            AND state IN ('sent', 'unknown', 'delivered', 'undelivered', 'acknowledged', 'rejected')
          ORDER BY id DESC LIMIT 200
          """)
      let since = now.adding(hours: -ReplyMatcher.windowHours).milliseconds
      return try Row.fetchAll(statement, arguments: [sim, destination, since]).map { row in
        let reply = (row["reply"] as String?).flatMap(ReplyKind.init)
        let state = (row["state"] as String?).flatMap(ReportState.init)
        let isAnswer = reply == .acknowledged || reply == .rejected
        return AnswerableReport(
          id: row["id"], reportedSender: row["sender"] ?? "", sentAt: WallTime(milliseconds: row["sending_at"]),
          surelyWent: state != .unknown && state != .undelivered, answeredAt: isAnswer ? time(row["replied_at"]) : nil,
          wasAsked: reply == .asksForNumber)
      }
    }
  }

  /// Records a message as a reply of the destination: it is neither classified nor reported. With an answer of a
  /// two-step flow, that is queued with it.
  ///
  /// - Returns: where the report stands now.
  @discardableResult
  public func recordReply(
    messageID: Int64, kind: ReplyKind, reportID: Int64?, answer: NewSubmission? = nil, at now: WallTime
  ) throws(StoreError) -> ReportState? {
    try write { database in
      let message = try database.message(messageID)
      guard message.classifiedAt == nil else { return nil }
      try database.run(
        "UPDATE messages SET decision = 'reply', guard = ?, classified_at = ? WHERE id = ?",
        [Guard.replyOfDestination.rawValue, now.milliseconds, messageID])
      let event: AuditEvent? =
        switch kind {
        case .acknowledged: .acknowledged
        case .rejected: .rejected
        case .asksForNumber, .other: nil
        }
      if let event {
        try database.audit(
          event, by: .network, at: now, sim: message.sim, messageID: messageID, reportID: reportID, detail: nil)
      }
      guard let reportID else { return nil }
      // An advertisement never hides what the destination said before.
      try database.run(
        """
        UPDATE reports SET reply = ?1, reply_message_id = ?2, replied_at = ?3
        WHERE id = ?4 AND (?1 <> 'other' OR reply IS NULL)
        """, [kind.rawValue, messageID, now.milliseconds, reportID])
      // Some destinations ask more than once; they are answered once.
      if kind == .asksForNumber, let answer, try !database.isAnswered(reportID) {
        try database.queue(answer, answering: reportID, at: now)
      }
      let state = try database.report(reportID).state
      let next = ReportState(after: kind)
      guard let next, state.successors.contains(next) else { return state }
      try database.move(.report(reportID), to: next)
      return next
    }
  }
}

extension Database {
  fileprivate func isAnswered(_ reportID: Int64) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT 1 FROM submissions WHERE report_id = ?")
    return try Row.fetchOne(statement, arguments: [reportID]) != nil
  }
}

extension ReportState {
  /// Where a reply brings a report, if anywhere.
  fileprivate init?(after reply: ReplyKind) {
    switch reply {
    case .acknowledged: self = .acknowledged
    case .rejected: self = .rejected
    case .asksForNumber, .other: return nil
    }
  }
}
