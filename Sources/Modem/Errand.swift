internal import ATProtocol

/// Why a command is under way, and so what its answer becomes.
enum Errand: Sendable, Hashable {
  /// A step of the bring-up.
  case bringUp(BringUpStep)
  /// Is the modem still there?
  case probe
  /// A blocked SIM: has somebody helped?
  case blockedPoll
  /// Makes a storage the one that is read and deleted from.
  case select(String)
  /// Lists a storage.
  case list(String)
  /// Reads the slot an announcement named.
  case read(SlotKey)
  /// Reads one slot after another where a modem does not list.
  case scan(SlotKey)
  /// Deletes stored messages.
  case delete([SlotKey])
  /// Tells the network that directly delivered messages are safe.
  case acknowledge
  /// `+CMGS`, before the prompt.
  case submit(SendRequest)
  /// The PDU is out; the answer decides.
  case submitBody(SendRequest)
  /// ESC at a prompt nobody wants any more.
  case leavePrompt
  /// A periodic question.
  case health(HealthCheck)
  /// The radio is switched off because the network stays away, and on again.
  case radioOff, radioOn
  /// A question after a failed send.
  case diagnose(HealthCheck)
}

/// The questions asked periodically and after failures.
enum HealthCheck: Sendable, Hashable, CaseIterable {
  case signal, registration, evolvedRegistration, packetRegistration, indications, storageLevels, extendedError,
    serviceCentre, radio, operatorName
}

/// A slot of a storage.
struct SlotKey: Sendable, Hashable {
  var storage: String
  var index: Int
}

/// A command under way.
struct Exchange: Sendable {
  let errand: Errand
  let command: ATCommand
  /// When the next sign of life is due.
  var deadline: MonotonicTime
  /// When the whole reply is due, however many lines come.
  let limit: MonotonicTime
  /// Lines of the reply; a bound keeps a babbling modem from filling the memory.
  var lines: [String] = []
  /// Slots seen by a listing.
  var seen: Set<Int> = []
  /// Garbled lines counted before the command: more after it, and its reply is not complete.
  var noiseBefore: UInt64 = 0
  /// Messages of the reply, counted.
  var entries = 0
  /// The prompt came; the PDU is written at ``deadline``.
  var isPrompted = false
  /// The modem has echoed the command.
  var isEchoed = false

  static let maximumLines = 64

  /// The lines that are of the form `+NAME: …`.
  var results: [ResultLine] { lines.compactMap { ResultLine($0) } }

  /// The first line a parser accepts.
  func first<Value>(_ parse: (ResultLine) -> Value?) -> Value? {
    results.lazy.compactMap(parse).first
  }
}

/// How a command ended.
enum Outcome: Sendable, Hashable {
  case success
  case failure(ATError)
  case timeout

  init(_ final: FinalResult) {
    switch final {
    case .ok, .connect: self = .success
    case .failure(let error): self = .failure(error)
    case .call(let text): self = .failure(.unspecified(text))
    }
  }
}
