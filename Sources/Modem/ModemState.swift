/// Who is at the other end of the line. Every field may be missing.
public struct ModemIdentity: Sendable, Hashable {
  /// `+CGMI`.
  public var manufacturer: String?
  /// `+CGMM`.
  public var model: String?
  /// `+CGMR`: firmware.
  public var revision: String?
  /// `+CGSN`.
  public var imei: String?
  /// `+CIMI`.
  public var imsi: String?
  /// The card's own number.
  public var iccid: String?
  /// Name of the ``ModemProfile`` chosen.
  public var profile: String
  /// `+CSCA`: the service centre of the SIM; nil when none is set, and then nothing can be sent.
  public var serviceCentre: String?

  /// Nothing known yet.
  public init(profile: String = ModemProfile.generic.name) {
    self.profile = profile
  }
}

/// What is known of the network.
public struct NetworkStatus: Sendable, Hashable {
  /// A registration in plain words.
  public enum Registration: String, Sendable, CaseIterable {
    case unknown
    case notRegistered = "not registered"
    case searching
    case denied
    case home
    case roaming
    case emergencyOnly = "emergency calls only"
    /// SIMCom A7670 says "restricted local operator services" while SMS works.
    case restricted

    /// Whether an SMS can be expected to go out; nil when nobody knows.
    public var allowsMessages: Bool? {
      switch self {
      case .home, .roaming: true
      case .notRegistered, .searching, .denied, .emergencyOnly: false
      case .unknown, .restricted: nil
      }
    }
  }

  /// The best of circuit and packet registration.
  public var registration: Registration = .unknown
  /// Name or number of the operator.
  public var operatorName: String?
  /// The radio technology of the serving cell (`<AcT>` of 3GPP TS 27.007 §7.2): `GSM`, `UMTS`, `LTE` …
  public var technology: String?
  /// Location area code, or tracking area code in LTE and 5G. With ``cell`` it says where the modem stands: it belongs
  /// into no log.
  public var area: UInt64?
  /// Identity of the serving cell, up to 36 bits; nil where the modem does not tell, or has no network.
  public var cell: UInt64?
  /// Signal in dBm.
  public var signalDBm: Int?

  /// Nothing known yet.
  public init() {}
}

/// How full a storage is.
public struct StorageUse: Sendable, Hashable {
  /// `SM`, `ME` …
  public var storage: String
  /// Messages in it.
  public var used: Int
  /// Messages it can hold.
  public var total: Int

  /// A level by its fields.
  public init(storage: String, used: Int, total: Int) {
    self.storage = storage
    self.used = used
    self.total = total
  }

  /// From 80 % on there is a warning (and at least one place taken).
  public var isNearlyFull: Bool { total > 0 && used > 0 && used >= total - total / 5 }
}

/// Why a modem can't work before somebody has helped.
public enum ModemBlock: Sendable, Hashable {
  /// The SIM wants a PIN and none is configured, or trying it would be a risk.
  case pinRequired
  /// The configured PIN was tried once and refused. It is never tried again.
  case pinRefused
  /// The SIM wants its PUK.
  case pukRequired
  /// No SIM in the modem.
  case simMissing
  /// The SIM does not work.
  case simFault(String)
  /// The modem is locked to a network, operator or SIM.
  case locked(String)
}

/// A session's condition, for status pages.
public struct ModemState: Sendable, Hashable {
  /// Where the session is.
  public enum Phase: Sendable, Hashable {
    /// No port.
    case closed
    /// The port is open and the modem is being set up.
    case bringingUp
    /// The modem waits for help.
    case blocked(ModemBlock)
    /// Messages are read and sent.
    case ready
    /// The modem doesn't answer and is being brought back.
    case recovering
    /// ``ModemSession/stop(now:)`` was called.
    case stopping
    /// The session is over.
    case stopped
  }

  /// Where the session is.
  public var phase: Phase
  /// Who the modem is.
  public var identity: ModemIdentity
  /// The network.
  public var network: NetworkStatus
  /// The storages as last seen.
  public var storages: [StorageUse]
  /// PDUs handed over and not yet stored.
  public var outstanding: Int
  /// Messages stored and still to be deleted from the modem.
  public var deletable: Int
  /// Requests waiting, the one under way included.
  public var queuedSends: Int
  /// Counts since the session began.
  public var counters: ModemCounters
}
