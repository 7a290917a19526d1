import Numbering
public import Reporting
import SMSCodec
public import Store

/// An SMS a person wants sent, checked before it is queued: by `pelapor send` and by the control API alike.
public struct SubmissionRequest: Sendable {
  /// The recipient, as written.
  public var to: String
  /// The text.
  public var text: String
  /// The modem that sends it; nil for the first that may.
  public var modem: String?
  /// Not before; nil for at once.
  public var dueAt: WallTime?
  /// -9 to 9; higher goes first, below 0 after the reports.
  public var priority = 0
  /// Most SMS that a long text may take.
  public var maximumParts = 10
  /// Whether a status report is wanted.
  public var wantsStatusReport = true

  /// An SMS at once, from any modem.
  public init(to: String, text: String) {
    self.to = to
    self.text = text
  }

  /// An SMS that can be queued, and how many SMS it takes.
  public struct Plan: Sendable {
    /// What was asked for.
    public var request: SubmissionRequest
    /// What is queued.
    public var submission: NewSubmission
    /// The recipient in the form it is sent to.
    public var address: String
    /// How many SMS.
    public var parts: Int
  }

  /// Checks it.
  ///
  /// - Parameters:
  ///   - actor: who wants it sent.
  ///   - modems: the names of the modems, where they are known.
  public func plan(for actor: Actor, modems: [String]?) throws(SubmissionProblem) -> Plan {
    guard (-9...9).contains(priority) else { throw SubmissionProblem(field: "priority", "must be -9 to 9") }
    guard (1...255).contains(maximumParts) else { throw SubmissionProblem(field: "max-parts", "must be 1 to 255") }
    switch Sender.form(of: to) {
    case .mobile, .landline, .shortCode, .foreign: break
    case .alphanumeric, .unknown: throw SubmissionProblem(field: "to", "\"\(visible(to))\" is no telephone number")
    }
    guard !text.isEmpty else { throw SubmissionProblem(field: "text", "the text is empty") }
    if let modem, let modems, !modems.contains(modem) {
      throw SubmissionProblem(
        field: "modem", "no modem is called \"\(visible(modem))\"; there are: \(modems.joined(separator: ", "))")
    }
    do {
      var options = Segmentation.Options()
      options.maximumParts = maximumParts
      let address = try Address(parsing: Sender.canonical(to))
      let parts = try Segmentation.split(text, options: options).count
      let submission = NewSubmission(
        sim: modem.map(NewSubmission.sim(ofModem:)) ?? NewSubmission.anySIM, destination: address.description,
        destinationType: address.typeOfAddress, text: text, requestedBy: actor, priority: priority,
        wantsStatusReport: wantsStatusReport, dueAt: dueAt)
      return Plan(
        request: self, submission: submission, address: address.description, parts: parts)
    } catch {
      throw SubmissionProblem(field: "text", "this can't be sent: \(error)")
    }
  }

  /// One JSON object: what was queued.
  public static func json(_ plan: Plan, id: Int64, at now: WallTime) -> String {
    var object = JSONObjectWriter()
    object.add("id", integer: Int(id))
    object.add("to", string: plan.address)
    object.add("parts", integer: plan.parts)
    object.add("due_at", string: CivilClock.local.shown(plan.submission.dueAt ?? now))
    return object.finished()
  }
}

/// Why an SMS can't be queued.
public struct SubmissionProblem: Error, Sendable, CustomStringConvertible {
  /// Which of its fields.
  public var field: String
  /// What is wrong with it.
  public var description: String

  init(field: String, _ description: String) {
    self.field = field
    self.description = description
  }
}
