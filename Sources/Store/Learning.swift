internal import Foundation
internal import GRDB
public import Reporting

/// What people taught the classifier. The octets are the classifier's; the store only keeps them.
public struct Learning: Sendable, Hashable {
  /// In the classifier's form.
  public let octets: [UInt8]
  /// When the last lesson was given.
  public let changedAt: WallTime
}

extension Store {
  /// What was taught so far; nil when nothing was.
  public func learning() throws(StoreError) -> Learning? {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT octets, changed_at FROM learning")
      return try Row.fetchOne(statement).map { row in
        let octets: Data = row["octets"]
        return Learning(octets: Array(octets), changedAt: WallTime(milliseconds: row["changed_at"]))
      }
    }
  }

  /// A person said what a message is, and the classifier has learnt it. The report of what is no fraud is cancelled
  /// unless it went already.
  public func recordLesson(
    messageID: Int64, label: String, octets: [UInt8], by person: String, at now: WallTime
  ) throws(StoreError) {
    try write { database in
      let message = try database.message(messageID)
      try database.run("UPDATE messages SET taught = ? WHERE id = ?", [label, messageID])
      if label != "fraud" {
        try database.cancelReport(of: messageID, by: .person(person), reason: "taught \(label)", at: now)
      }
      try database.run(
        """
        INSERT INTO learning (id, octets, changed_at, actor) VALUES (1, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET octets = excluded.octets, changed_at = excluded.changed_at, actor = excluded.actor
        """, [Data(octets), now.milliseconds, storable(person)])
      try database.audit(.taught, by: .person(person), at: now, sim: message.sim, messageID: messageID, detail: label)
    }
  }

  /// Forgets everything that was taught.
  public func resetLearning(by person: String, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.run("DELETE FROM learning", [])
      try database.run("UPDATE messages SET taught = NULL WHERE taught IS NOT NULL", [])
      try database.audit(.learningReset, by: .person(person), at: now, sim: "")
    }
  }

  /// Texts of messages that people called anything but fraud, the latest first: what no lesson may bring into the
  /// automatic band.
  public func textsTaughtAsHarmless(limit: Int) throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT text FROM messages WHERE taught IS NOT NULL AND taught <> 'fraud' AND text IS NOT NULL
          ORDER BY id DESC LIMIT ?
          """, arguments: [max(0, limit)])
    }
  }
}

extension Database {
  fileprivate func cancelReport(of messageID: Int64, by actor: Actor, reason: String, at now: WallTime) throws {
    let statement = try cachedStatement(sql: "SELECT * FROM reports WHERE message_id = ?")
    guard let report = try Row.fetchOne(statement, arguments: [messageID]).map(ReportRecord.init),
      report.state.successors.contains(.cancelled)
    else { return }
    try cancel(.report(report.id), by: actor, reason: reason, at: now)
  }
}
