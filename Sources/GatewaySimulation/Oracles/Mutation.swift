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
    }
  }
}
