internal import GRDB

/// The tables, as the steps that made them. A step that was released is never changed.
enum Schema {
  /// How far a database is.
  enum State {
    case empty, older, current, newer
    /// Somebody else's.
    case foreign
  }

  /// "PLPR" in ASCII: tells this program's databases from others (`PRAGMA application_id`).
  private static let applicationID = 0x504C_5052

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 messages and ledger") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: messageTables)
      try database.execute(sql: ledgerTables)
      try database.execute(sql: peopleTables)
    }
    migrator.registerMigration("2 notifications") { database in try database.execute(sql: notificationTables) }
    migrator.registerMigration("3 PIN tries") { database in try database.execute(sql: pinTries) }
    return migrator
  }

  static func state(of database: Database, migrator: DatabaseMigrator) throws -> State {
    let identifier = try Int.fetchOne(database, sql: "PRAGMA application_id")
    if identifier != applicationID {
      let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master")
      return identifier == 0 && tables == 0 ? .empty : .foreign
    }
    if try migrator.hasBeenSuperseded(database) { return .newer }
    return try migrator.hasCompletedMigrations(database) ? .current : .older
  }

  private static let messageTables = """
    CREATE TABLE messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      sim TEXT NOT NULL,
      modem TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('partial', 'complete', 'incomplete', 'undecodable')),
      sender TEXT,
      sender_key TEXT,
      sender_type INTEGER,
      sender_form TEXT,
      service_centre TEXT,
      sent_at INTEGER,
      sent_at_text TEXT,
      received_at INTEGER NOT NULL,
      completed_at INTEGER,
      data_coding INTEGER,
      encoding TEXT,
      concat_reference INTEGER,
      concat_bits INTEGER,
      parts_total INTEGER NOT NULL,
      parts_present INTEGER NOT NULL,
      text TEXT,
      text_digest TEXT,
      error TEXT,
      label TEXT,
      band TEXT,
      probability_ham REAL,
      probability_promo REAL,
      probability_grey REAL,
      probability_fraud REAL,
      reasons TEXT,
      model_version TEXT,
      campaign TEXT,
      decision TEXT,
      guard TEXT,
      classified_at INTEGER,
      taught TEXT,
      purged_at INTEGER
    ) STRICT;
    CREATE INDEX messages_campaign ON messages (campaign, id) WHERE campaign IS NOT NULL;
    CREATE INDEX messages_taught ON messages (id) WHERE taught IS NOT NULL;
    CREATE INDEX messages_unclassified ON messages (id)
      WHERE classified_at IS NULL AND state IN ('complete', 'incomplete');
    CREATE INDEX messages_assembly ON messages (sim, sender_key, concat_reference, concat_bits, parts_total)
      WHERE state IN ('partial', 'incomplete');
    CREATE INDEX messages_partial ON messages (received_at) WHERE state = 'partial';
    CREATE INDEX messages_sender ON messages (sender_key, id);
    CREATE INDEX messages_received ON messages (received_at) WHERE purged_at IS NULL;

    CREATE TABLE pdus (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      digest BLOB NOT NULL UNIQUE,
      sim TEXT NOT NULL,
      modem TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      hex TEXT,
      message_id INTEGER REFERENCES messages (id),
      sequence INTEGER,
      data_coding INTEGER,
      user_data BLOB,
      error TEXT,
      purged_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX pdus_part ON pdus (message_id, sequence) WHERE sequence IS NOT NULL;
    CREATE INDEX pdus_message ON pdus (message_id);
    CREATE INDEX pdus_received ON pdus (received_at) WHERE purged_at IS NULL;
    """

  private static let ledgerTables = """
    CREATE TABLE reports (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      message_id INTEGER NOT NULL UNIQUE REFERENCES messages (id),
      sim TEXT NOT NULL,
      profile TEXT NOT NULL,
      profile_version INTEGER NOT NULL,
      destination TEXT NOT NULL,
      destination_type INTEGER NOT NULL,
      sender TEXT,
      sender_key TEXT,
      text TEXT,
      text_digest TEXT NOT NULL,
      composed_digest TEXT NOT NULL,
      campaign TEXT,
      parts INTEGER NOT NULL,
      state TEXT NOT NULL,
      guard TEXT,
      created_at INTEGER NOT NULL,
      passed_at INTEGER NOT NULL,
      queued_at INTEGER,
      due_at INTEGER,
      approved_by TEXT,
      sending_at INTEGER,
      finished_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      failure TEXT,
      delivered_at INTEGER,
      reply TEXT,
      reply_message_id INTEGER REFERENCES messages (id),
      replied_at INTEGER,
      revoked_at INTEGER,
      revoked_by TEXT,
      purged_at INTEGER
    ) STRICT;
    CREATE INDEX reports_due ON reports (sim, due_at) WHERE state = 'queued';
    CREATE INDEX reports_sending ON reports (sim) WHERE state = 'sending';
    CREATE INDEX reports_state ON reports (state, id);
    CREATE INDEX reports_sender ON reports (sender_key, id);
    CREATE INDEX reports_campaign ON reports (campaign, passed_at) WHERE campaign IS NOT NULL;
    CREATE INDEX reports_sim ON reports (sim, destination, id);
    CREATE INDEX reports_reply ON reports (reply_message_id) WHERE reply_message_id IS NOT NULL;
    CREATE INDEX reports_created ON reports (created_at) WHERE purged_at IS NULL;

    -- Other SMS of the gateway: a person's, and the answers of a two-step report.
    CREATE TABLE submissions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      sim TEXT NOT NULL,
      destination TEXT,
      destination_type INTEGER NOT NULL,
      text TEXT,
      report_id INTEGER UNIQUE REFERENCES reports (id),
      requested_by TEXT NOT NULL,
      priority INTEGER NOT NULL,
      wants_status_report INTEGER NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      queued_at INTEGER,
      due_at INTEGER,
      sending_at INTEGER,
      finished_at INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      failure TEXT,
      delivered_at INTEGER,
      purged_at INTEGER
    ) STRICT;
    CREATE INDEX submissions_due ON submissions (sim, due_at) WHERE state = 'queued';
    CREATE INDEX submissions_sending ON submissions (sim) WHERE state = 'sending';
    CREATE INDEX submissions_created ON submissions (created_at) WHERE purged_at IS NULL;

    -- One row an attempt and part: what the limits count, by the time that had passed when it ended.
    CREATE TABLE sends (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      report_id INTEGER REFERENCES reports (id),
      submission_id INTEGER REFERENCES submissions (id),
      sim TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      part INTEGER NOT NULL,
      hex TEXT,
      hex_digest TEXT NOT NULL,
      state TEXT NOT NULL,
      reference INTEGER,
      failure TEXT,
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      passed_at INTEGER NOT NULL,
      status INTEGER,
      discharged_at INTEGER,
      held_outcome TEXT,
      purged_at INTEGER,
      CHECK ((report_id IS NULL) <> (submission_id IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX sends_report ON sends (report_id, attempt, part) WHERE report_id IS NOT NULL;
    CREATE UNIQUE INDEX sends_submission ON sends (submission_id, attempt, part) WHERE submission_id IS NOT NULL;
    CREATE INDEX sends_started ON sends (sim, started_at);
    CREATE INDEX sends_passed ON sends (sim, passed_at);
    CREATE INDEX sends_reference ON sends (sim, reference, id);
    CREATE INDEX sends_unknown ON sends (sim, id) WHERE state = 'unknown';
    CREATE INDEX sends_purge ON sends (started_at) WHERE purged_at IS NULL;

    -- How much time had passed, by a clock that never jumps, when that was written down; one row at most.
    CREATE TABLE passed_time (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      passed INTEGER NOT NULL,
      boot TEXT NOT NULL,
      steady_at INTEGER NOT NULL,
      wall_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      sim TEXT NOT NULL,
      event TEXT NOT NULL,
      actor TEXT NOT NULL,
      message_id INTEGER,
      report_id INTEGER,
      detail TEXT
    ) STRICT;
    CREATE INDEX audit_event ON audit (sim, event, id);
    CREATE INDEX audit_report ON audit (report_id, id) WHERE report_id IS NOT NULL;
    CREATE INDEX audit_message ON audit (message_id, id) WHERE message_id IS NOT NULL;
    CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    """

  private static let peopleTables = """
    CREATE TABLE numbers (
      list TEXT NOT NULL CHECK (list IN ('contact', 'allow', 'deny', 'own')),
      pattern TEXT NOT NULL,
      is_prefix INTEGER NOT NULL CHECK (is_prefix IN (0, 1)),
      name TEXT,
      added_at INTEGER NOT NULL,
      PRIMARY KEY (pattern, is_prefix, list)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE correspondents (
      address_key TEXT NOT NULL,
      sim TEXT NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      PRIMARY KEY (address_key, sim)
    ) STRICT, WITHOUT ROWID;

    -- Breakers and the pause. The mark is the last audit row when it was closed: counting goes on after it.
    CREATE TABLE switches (
      sim TEXT NOT NULL,
      name TEXT NOT NULL,
      is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
      mark INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      PRIMARY KEY (sim, name)
    ) STRICT, WITHOUT ROWID;

    -- How far retention has come, and when it moved last; one row at most.
    CREATE TABLE retention (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      reached_at INTEGER NOT NULL,
      moved_at INTEGER NOT NULL
    ) STRICT;

    -- What people taught the classifier, in its own form; one row at most.
    CREATE TABLE learning (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      octets BLOB NOT NULL,
      changed_at INTEGER NOT NULL,
      actor TEXT NOT NULL
    ) STRICT;

    -- The PIN that the SIM in a modem refused, as a digest.
    CREATE TABLE refused_pins (
      modem TEXT PRIMARY KEY,
      digest TEXT NOT NULL,
      refused_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// A PIN is noted before it is tried; `unanswered` counts the tries of which nobody knows what came of them, and is 0
  /// where the SIM has refused the PIN.
  private static let pinTries = """
    ALTER TABLE refused_pins RENAME TO pin_tries;
    ALTER TABLE pin_tries RENAME COLUMN refused_at TO at;
    ALTER TABLE pin_tries ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;
    """

  /// What hooks are still to be told. No text and no number of anybody is in it.
  private static let notificationTables = """
    CREATE TABLE notifications (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hook TEXT NOT NULL,
      event TEXT NOT NULL,
      at INTEGER NOT NULL,
      line TEXT NOT NULL,
      message_id INTEGER,
      report_id INTEGER,
      key TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
      failure TEXT
    ) STRICT;
    CREATE INDEX notifications_hook ON notifications (hook, state, id);
    """
}
