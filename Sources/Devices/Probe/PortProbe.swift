import ATProtocol

/// Who is at the other end of a serial line, as far as it was asked.
public enum ProbeAnswer: Sendable, Hashable {
  /// A modem: `AT` was answered. What else was asked for and told.
  case modem(ProbedIdentity)
  /// Nothing that takes AT commands.
  case silent
  /// The line could not be opened; says why and what to do.
  case unavailable(reason: String)
}

/// What a modem tells of itself without its PIN.
public struct ProbedIdentity: Sendable, Hashable {
  /// `+CGSN`.
  public var imei: String?
  /// `+CIMI`; nil where the SIM is locked, missing or not ready.
  public var imsi: String?
  /// Why there is no IMSI, in the modem's words.
  public var simProblem: String?
  /// What the modem passed on by itself while it was asked (`+CMT`, `+CDS`, each with its PDU), as it stood on the line. It
  /// may lie nowhere else: whoever opens the line is to take it as read from there.
  public var overheard: String

  /// An identity by its fields.
  public init(imei: String? = nil, imsi: String? = nil, simProblem: String? = nil, overheard: String = "") {
    self.imei = imei
    self.imsi = imsi
    self.simProblem = simProblem
    self.overheard = overheard
  }
}

/// The little that is said on a line to find out who is there: `AT`, then `AT+CGSN` and `AT+CIMI` if wanted. Nothing is
/// set, and a PIN is never entered. Pure: octets and time go in, octets come out.
struct PortProbe: Sendable {
  /// How much is asked.
  enum Depth: Sendable {
    /// Whether anybody is there.
    case presence
    /// And who.
    case identity
  }

  private(set) var answer: ProbeAnswer?
  private(set) var deadline: Duration
  private let depth: Depth
  private var dialogue = ATDialogue()
  private var output: [UInt8] = []
  private var attempts = 1
  private var identity = ProbedIdentity()

  /// A port that was never spoken to often swallows the first command.
  static let attempts = 3
  static let patience = Duration.milliseconds(700)
  /// A SIM takes its time.
  static let identityPatience = Duration.seconds(3)

  init(depth: Depth, now: Duration) {
    self.depth = depth
    deadline = now + Self.patience
    ask(.attention)
  }

  /// What is to be written now.
  mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  mutating func receive(_ bytes: some Sequence<UInt8>, now: Duration) {
    for byte in bytes where answer == nil {
      switch dialogue.consume(byte) {
      case .information(let line)?: note(line)
      case .final(let result)?: finish(result, now: now)
      case .unsolicited(.message(let entry))?: overhear("+CMT: ", entry)
      case .unsolicited(.statusReport(let entry))?: overhear("+CDS: ", entry)
      case .entry?, .prompt?, .unsolicited?, .echo?, .noise?, nil: break
      }
    }
  }

  mutating func advance(to now: Duration) {
    guard answer == nil, now >= deadline else { return }
    switch step {
    case .attention:
      attempts += 1
      guard attempts <= Self.attempts else {
        answer = .silent
        return
      }
      deadline = now + Self.patience
      ask(.attention)
    case .serialNumber: next(.subscriber, now: now)
    case .subscriber:
      identity.simProblem = "no answer"
      answer = .modem(identity)
    }
  }

  private enum Step { case attention, serialNumber, subscriber }
  private var step = Step.attention

  private mutating func ask(_ command: ATCommand) {
    dialogue.begin(command)
    output += Array(command.text.utf8) + [0x0D]
  }

  private mutating func next(_ step: Step, now: Duration) {
    self.step = step
    deadline = now + Self.identityPatience
    dialogue.abandon()
    ask(step == .serialNumber ? .serialNumber : .subscriberIdentity)
  }

  private mutating func note(_ line: String) {
    switch step {
    case .attention: break
    case .serialNumber: if identity.imei == nil { identity.imei = Self.digits(line, atLeast: 14) }
    case .subscriber: if identity.imsi == nil { identity.imsi = Self.digits(line, atLeast: 6) }
    }
  }

  private mutating func finish(_ result: FinalResult, now: Duration) {
    switch step {
    case .attention:
      // An error is an answer too: half a command of somebody else was still on the line.
      if depth == .presence { answer = .modem(identity) } else { next(.serialNumber, now: now) }
    case .serialNumber: next(.subscriber, now: now)
    case .subscriber:
      if case .failure(let error) = result, identity.imsi == nil { identity.simProblem = error.description }
      answer = .modem(identity)
    }
  }

  private mutating func overhear(_ prefix: String, _ entry: MessageEntry) {
    identity.overheard += prefix + (entry.declaredLength.map { "\($0)" } ?? "") + "\r\n" + entry.pdu + "\r\n"
  }

  /// The first run of decimal digits that is long enough and no longer than an IMEISV.
  private static func digits(_ line: String, atLeast least: Int) -> String? {
    line.split { !("0"..."9").contains($0) }.first { (least...16).contains($0.utf8.count) }.map(String.init)
  }
}
