/// A defect put into the simulated world on purpose, between the gateway and what it talks to: each stands for a mistake
/// the gateway could make, and one of the oracles has to notice it. The gateway's own code has no such switches.
package enum Mutation: String, Sendable, CaseIterable {
  /// A message is deleted as soon as it is read.
  case deletesBeforeCommit = "deletes-before-commit"
  /// Syncs say that they were done and do nothing.
  case diskLies = "disk-lies"
  /// Every SMS is sent twice.
  case sendsTwice = "sends-twice"
  /// SMS go to another number than the profile's.
  case wrongDestination = "wrong-destination"
  /// The log quotes senders.
  case talkativeLog = "talkative-log"
  /// A person's cancel is lost.
  case deafToPeople = "deaf-to-people"
  /// A friend's text is taken for fraud.
  case reportsInnocent = "reports-innocent"
  /// No gap is kept between two SMS.
  case ignoresGap = "ignores-gap"
  /// What is entered as PIN is entered twice.
  case repeatsPIN = "repeats-pin"
  /// One modem's line is never read after a while.
  case hangs = "hangs"
  /// Of two modems with one subscriber, one names another: both are served.
  case hidesTwin = "hides-twin"
  /// What is emptied is copied before.
  case keepsCopies = "keeps-copies"
  /// Who is forgotten is emptied, and the old pages stay on the disk.
  case leavesPages = "leaves-pages"
  /// A person's wish to be forgotten is lost.
  case reportsForgotten = "reports-forgotten"
  /// With the text of a report goes the memory of whom it was about.
  case forgetsReports = "forgets-reports"
  /// Nothing ever becomes too old to keep.
  case hoards = "hoards"
  /// The text of a report stays when it is too old.
  case keepsReportText = "keeps-report-text"
  /// The second step of a report gives another number.
  case wrongNumber = "wrong-number"
  /// The second step of a report does not wait for the question.
  case answersUnasked = "answers-unasked"
  /// The second step of a report never goes.
  case deafToQuestions = "deaf-to-questions"

  /// The oracle that has to object.
  package var oracle: String {
    switch self {
    case .deletesBeforeCommit, .diskLies: "deleted only after the commit"
    case .sendsTwice: "nothing is sent twice"
    case .wrongDestination: "only where the profile says"
    case .talkativeLog: "nothing private is in the log"
    case .deafToPeople: "a person's no is kept"
    case .reportsInnocent: "no innocent is reported"
    case .ignoresGap: "gaps are kept"
    case .repeatsPIN: "a wrong PIN is tried once"
    case .hangs: "everything comes right"
    case .hidesTwin: "one modem serves a SIM"
    case .keepsCopies, .leavesPages: "nothing is left of the forgotten"
    case .reportsForgotten: "who is forgotten is not reported"
    case .forgetsReports: "nothing is sent twice"
    case .hoards, .keepsReportText: "what is too old is emptied"
    case .wrongNumber: "the number is that of the reported"
    case .answersUnasked: "a number is sent only when asked for"
    case .deafToQuestions: "a question is answered"
    }
  }

  /// Statements that put it into the database.
  var statements: String? {
    switch self {
    case .keepsCopies:
      """
      CREATE TABLE copies (text TEXT);
      CREATE TRIGGER keeps_copies AFTER UPDATE OF text ON messages WHEN NEW.text IS NULL
        BEGIN INSERT INTO copies VALUES (OLD.text); END;
      """
    case .forgetsReports:
      """
      CREATE TRIGGER forgets_reports AFTER UPDATE OF purged_at ON reports
        BEGIN UPDATE reports SET sender_key = '' WHERE id = NEW.id; END;
      """
    case .keepsReportText:
      """
      CREATE TRIGGER keeps_report_text AFTER UPDATE OF text ON reports WHEN NEW.text IS NULL
        BEGIN UPDATE reports SET text = OLD.text WHERE id = NEW.id; END;
      """
    case .deafToQuestions:
      """
      CREATE TRIGGER deaf_to_questions AFTER INSERT ON submissions WHEN NEW.report_id IS NOT NULL
        BEGIN UPDATE submissions SET state = 'cancelled' WHERE id = NEW.id; END;
      """
    case .deletesBeforeCommit, .diskLies, .sendsTwice, .wrongDestination, .talkativeLog, .deafToPeople,
      .reportsInnocent, .ignoresGap, .repeatsPIN, .hangs, .hidesTwin, .leavesPages, .reportsForgotten, .hoards,
      .wrongNumber, .answersUnasked:
      nil
    }
  }
}
