import Modem
import SerialPort

/// Brings a modem up as the daemon would and looks at it: the same session, the same rule of one PIN try. It stops before
/// messages are listed, so none is read, deleted or sent. What the modem passes on by itself meanwhile (`+CMT`, `+CDS`) may
/// lie nowhere else: it is kept as the daemon would, but never acknowledged, so that the network rather brings it twice.
struct ModemProbe {
  /// What came of it.
  struct Result {
    var answer: ModemChecks.AnswerFacts
    var block: ModemBlock?
    var triesLeft: Int?
    var state: ModemState
    var line: ModemChecks.LineFacts
    var direct = ModemChecks.DirectFacts()
  }

  /// A modem that is slow to become ready (SIM7600: 23 s) and a SIM that is being read are waited for.
  static let patience = Duration.seconds(75)
  /// How long a modem that is set up may look for its network.
  static let networkPatience = Duration.seconds(30)

  /// What the database is to remember of the PIN.
  enum PINFate { case tried, refused, accepted }

  private let line: DirectLine
  private let remember: (PINFate) -> Bool
  private let keep: (_ hex: String, _ imsi: String?) -> Bool
  /// Came by itself and is not kept yet.
  private var direct: [ReceivedPDU] = []
  private var session: ModemSession
  private var result: Result
  private let start = ContinuousClock.now
  private var isOver = false

  /// - Parameters:
  ///   - remember: tells whether it is on disk.
  ///   - keep: the same of a PDU that came by itself, for the SIM of that IMSI.
  init(
    line: DirectLine, pin: String?, wasRefused: Bool, remember: @escaping (PINFate) -> Bool,
    keep: @escaping (_ hex: String, _ imsi: String?) -> Bool
  ) {
    self.line = line
    self.remember = remember
    self.keep = keep
    var configuration = ModemSession.Configuration()
    configuration.pin = pin
    configuration.pinWasRefused = wasRefused
    session = ModemSession(configuration: configuration)
    result = Result(
      answer: ModemChecks.AnswerFacts(hasAnswered: false, isFinished: false, identity: ModemIdentity()),
      state: session.state, line: ModemChecks.LineFacts(counters: session.state.counters))
  }

  /// - Parameter progress: told now and then what is waited for.
  mutating func run(progress: (String) -> Void) -> Result {
    session.portOpened(now: now)
    while !isOver, now < Self.patience {
      do throws(LineFailure) {
        try carryOut()
        if isOver { break }
        let due = min(session.deadline ?? Self.patience, Self.patience, now + .seconds(1))
        let octets = line.isAmong(line.wait(upTo: due - now)) ? try line.read() : []
        if octets.isEmpty { session.advance(to: now) } else { session.receive(octets, now: now) }
        progress(result.answer.hasAnswered ? "setting the modem up" : "waiting for an answer")
      } catch {
        result.answer.lastReason = error.description
        isOver = true
      }
      note()
    }
    waitForNetwork(progress)
    keepDirect()
    result.state = session.state
    result.line.counters = session.state.counters
    return result
  }

  private var now: MonotonicTime { start.duration(to: .now) }

  private mutating func note() {
    let identity = session.state.identity
    if identity.imsi != nil { keepDirect() }
    result.answer.identity = identity
    if identity.manufacturer != nil || identity.model != nil || identity.imei != nil {
      result.answer.hasAnswered = true
    }
  }

  /// What follows `ready` would list messages: it is not written any more.
  private mutating func carryOut() throws(LineFailure) {
    while !isOver, let action = session.nextAction() {
      switch action {
      case .write(let octets): try line.write(octets)
      case .received(let pdu): take(pdu)
      case .sendStarted, .sendFinished: break
      case .notePINTry:
        let isNoted = remember(.tried)
        if !isNoted { result.answer.lastReason = "the database can't be written, so the PIN is not tried" }
        session.pinTryNoted(isNoted, now: now)
      case .pinAccepted: _ = remember(.accepted)
      case .reopenPort(_, let reason), .resetUSB(_, let reason):
        result.answer.lastReason = reason
        isOver = true
      case .stopped: isOver = true
      case .event(let event): handle(event)
      }
    }
    note()
  }

  /// What lies in a storage stays there.
  private mutating func take(_ pdu: ReceivedPDU) {
    guard pdu.slot == nil else { return }
    direct.append(pdu)
  }

  /// The database knows messages by their SIM: until it has told its number, they wait.
  private mutating func keepDirect() {
    for pdu in direct {
      if keep(pdu.hex, session.state.identity.imsi) {
        result.direct.kept += 1
      } else {
        result.direct.lost.append(pdu.hex)
      }
    }
    direct = []
  }

  private mutating func handle(_ event: ModemEvent) {
    switch event {
    case .ready:
      result.answer.hasAnswered = true
      result.answer.isFinished = true
      isOver = true
    case .pinRequired(let tries):
      result.triesLeft = tries
      block(.pinRequired)
    case .pinRefused:
      _ = remember(.refused)
      block(.pinRefused)
    case .pukRequired: block(.pukRequired)
    case .simMissing: block(.simMissing)
    case .simFault(let reason): block(.simFault(reason))
    case .locked(let reason): block(.locked(reason))
    case .restarted: result.line.restarts += 1
    case .poweringDown: result.line.isPoweringDown = true
    case .commandTimedOut, .recovering: result.answer.lastReason = event.reason
    case .networkChanged, .noNetwork, .storageLevels, .storageNearlyFull, .storageFull, .simRemoved, .subscriberChanged,
      .polling, .announcedMessageMissing, .deleteRefused, .readingPaused, .directMessagesLost, .usbReset,
      .radioRestarting,
      .radioRestartRefused, .radioWasOff, .recovered, .lost, .lateSendResult, .sendDiagnosis:
      break
    }
  }

  private mutating func block(_ block: ModemBlock) {
    result.block = block
    result.answer.hasAnswered = true
    result.answer.isFinished = true
    isOver = true
  }

  /// Registration is reported by itself once the modem is set up; the session hears it, and writes nothing.
  private mutating func waitForNetwork(_ progress: (String) -> Void) {
    guard result.answer.isFinished, result.block == nil else { return }
    let end = now + Self.networkPatience
    while session.state.network.registration.allowsMessages == false, now < end {
      progress("waiting for the network")
      guard line.isAmong(line.wait(upTo: .seconds(1))) else { continue }
      guard let octets = try? line.read() else { return }
      session.receive(octets, now: now)
      while let action = session.nextAction() { if case .received(let pdu) = action { take(pdu) } }
    }
  }
}
