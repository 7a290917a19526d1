/// What the terminal sets; `ATZ`, `AT&F` and power-on put it back.
struct ModemSettings: Sendable, Equatable {
  /// `+CNMI` (3GPP TS 27.005 §3.4.1).
  struct NewMessages: Sendable, Equatable {
    var mode = 0
    var messages = 0
    var broadcasts = 0
    var statusReports = 0
    var buffer = 0
  }

  /// `+CSMP` (3GPP TS 27.005 §3.1).
  struct TextParameters: Sendable, Equatable {
    var firstOctet = 17
    var validity = 167
    var protocolIdentifier = 0
    var codingScheme = 0
  }

  var echo = true
  var verbose = true
  var quiet = false
  var errorDetail = 0
  var textMode = false
  var messageService = 0
  var characterSet = "IRA"
  var showTextHeader = false
  var operatorFormat = 0
  var terminator: UInt8 = 13
  var formatter: UInt8 = 10
  var backspace: UInt8 = 8
  var moreMessages = 0
  var circuitReports = 0
  var packetReports = 0
  var epsReports = 0
  var newMessages = NewMessages()
  var textParameters = TextParameters()
}

/// Where the talk with the terminal stands.
enum Conversation: Sendable {
  /// A command line is being typed.
  case command
  /// A command line is being thought about.
  case thinking([ATCommand], complete: Bool, until: Duration)
  /// A command line runs; what the modem has to say by itself waits.
  case executing
  /// The prompt is out; text or PDU comes in.
  case prompt(Prompt)
  /// The network has the SUBMIT; its answer is awaited or known.
  case sending(Sending)

  /// What the prompt was given for.
  struct Prompt: Sendable {
    enum Purpose: Sendable {
      case send
      case store(MessageStatus)
      case acknowledge
    }

    var purpose: Purpose
    /// PDU mode: the announced `<length>`.
    var length: Int
    /// Text mode: the destination.
    var destination: String?
    var deafUntil: Duration
    var typed: [UInt8] = []
  }

  /// A SUBMIT under way.
  struct Sending: Sendable {
    var id: Int
    var reference: UInt8
    var command: String
    /// Set once the network has answered.
    var verdict: SubmitVerdict?
    var until: Duration?
  }

  /// Bytes typed while a command runs wait until it is done.
  var acceptsInput: Bool {
    switch self {
    case .command, .prompt: true
    case .thinking, .executing, .sending: false
    }
  }

  var deadline: Duration? {
    switch self {
    case .command, .executing, .prompt: nil
    case .thinking(_, _, let until): until
    case .sending(let sending): sending.until
    }
  }
}

/// The power and what depends on its time.
struct Power: Sendable {
  var isOn = true
  var since: Duration
  /// When the card was opened (at once without PIN).
  var unlockedAt: Duration?
  /// A moment to come at which the message service becomes ready.
  var messageServiceAt: Duration?
  var messageServiceReady = false
  /// `+CFUN`
  var functionality = 1
  var urcPortOpen = true
}

/// `<stat>` of `+CREG` (3GPP TS 27.007 §7.2).
enum RegistrationState: Int, Sendable {
  case off = 0
  case home = 1
  case searching = 2
  case denied = 3
  case roaming = 5
}

struct Registration: Sendable {
  var state = RegistrationState.off
  /// When the search will have found the network.
  var due: Duration?
  /// What the network offers: a scenario changes it.
  var coverage = Coverage.home
}

/// What the modem finds in the air.
public enum Coverage: String, Sendable, CaseIterable {
  /// The home network.
  case home
  /// A foreign network that takes it.
  case roaming
  /// Nothing.
  case none
  /// A network that refuses it.
  case denied
}

/// Troubles a scenario has ordered, until they are used up or called off.
struct StandingFaults: Sendable {
  var dropIndications = 0
  var refuseDeletes = 0
  var loseResults = 0
  /// Codes for the next SUBMITs; the network never sees them.
  var sendErrors: [Int] = []
  var sendDelay: Duration?
  var muteUntil: Duration?
  var mutedForEver = false
  var splitReads = false
}

/// From the modem to the network.
public enum ModemUplink: Sendable, Equatable {
  /// A SUBMIT; ``SimulatedModem/submitted(_:verdict:now:)`` answers it.
  case submit(SubmittedMessage)
  /// There is room again, or the modem is back: held messages may come.
  case ready
  /// A direct delivery was acknowledged by the terminal, or not.
  case acknowledged(id: Int, accepted: Bool)
  /// A delivered message was deleted from its storage.
  case deleted(id: Int)
  /// The port goes away; it comes back after the time when there is one, or by a scenario.
  case detached(returnsAfter: Duration?)
}

/// A SUBMIT as the modem hands it to the network.
public struct SubmittedMessage: Sendable, Equatable {
  /// The modem's own number of it, for the answer.
  public var id: Int
  /// SMSC octets first; the message reference is the one the modem chose.
  public var pdu: [UInt8]
  /// TP-MR.
  public var reference: UInt8
}

/// The network's answer to a SUBMIT.
public struct SubmitVerdict: Sendable, Equatable {
  /// What the modem says.
  public enum Result: Sendable, Equatable {
    /// `+CMGS: <mr>` and OK.
    case accepted
    /// `+CMS ERROR`.
    case failed(Int)
    /// Nothing at all.
    case silence
  }

  /// What the modem says.
  public var result: Result
  /// After this long.
  public var delay: Duration

  /// An answer.
  public init(_ result: Result, delay: Duration = .zero) {
    self.result = result
    self.delay = delay
  }
}

/// A message on its way to a modem.
public struct IncomingMessage: Sendable, Equatable {
  /// A message or a report about one.
  public enum Kind: Sendable, Equatable {
    /// SMS-DELIVER.
    case deliver
    /// SMS-STATUS-REPORT.
    case statusReport
  }

  /// The network's number for it.
  public var id: Int
  /// What it is.
  public var kind: Kind
  /// Upper-case hexadecimal, SMSC octets first.
  public var pdu: String
  /// Octets without the SMSC.
  public var tpduLength: Int
}

/// What became of a delivery.
public enum DeliveryOutcome: Sendable, Equatable {
  /// It is in this storage or was handed to the terminal.
  case taken
  /// No room: the network holds it until ``ModemUplink/ready``.
  case full
  /// Off, unregistered, without card or busy with another one: held too.
  case unreachable
  /// The terminal has it and must acknowledge (`+CNMA`).
  case awaitsAcknowledgement
}
