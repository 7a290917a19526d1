/// Something worth a line in the log.
public enum ModemEvent: Sendable, Equatable {
  /// Set up: messages are read and sent from now on.
  case ready(ModemIdentity)
  /// Registration, operator, technology or cell changed.
  case networkChanged(NetworkStatus)
  /// No network for a minute, and every 15 minutes after that.
  case noNetwork(NetworkStatus)
  /// Levels of the storages, where they changed.
  case storageLevels([StorageUse])
  /// A storage is 80 % full.
  case storageNearlyFull(StorageUse)
  /// The modem says that its storage is full.
  case storageFull
  /// The SIM wants a PIN.
  case pinRequired(triesLeft: Int?)
  /// The configured PIN was refused; keep that in mind over a restart (``ModemSession/Configuration/pinWasRefused``).
  case pinRefused
  /// The SIM wants its PUK.
  case pukRequired
  /// No SIM.
  case simMissing
  /// The SIM doesn't work.
  case simFault(String)
  /// The modem is locked to a network, operator or SIM.
  case locked(String)
  /// The SIM was pulled while the modem worked.
  case simRemoved
  /// Another SIM than before is in this modem.
  case subscriberChanged
  /// No setting of `+CNMI` is accepted: the storages are looked through periodically.
  case polling
  /// A message announced by the modem was in none of its storages.
  case announcedMessageMissing(storage: String, index: Int)
  /// A message that is safely stored can't be deleted from the modem; this is tried again.
  case deleteRefused(MessageSlot, error: String)
  /// The caller could not store messages: reading waits.
  case readingPaused(for: Duration)
  /// Messages that came directly and are acknowledged to nobody were lost: the caller could not store them, and there
  /// was no room to keep more, or no time. How many since the session began.
  case directMessagesLost(total: UInt64)
  /// A command was not answered in time.
  case commandTimedOut(String)
  /// What came of a USB reset.
  case usbReset(USBResetOutcome)
  /// The network has been away for so long that the radio is switched off and on.
  case radioRestarting(after: Duration)
  /// The modem refuses to switch its radio off; it is not tried again.
  case radioRestartRefused(error: String)
  /// The radio was found switched off; it is switched on.
  case radioWasOff
  /// A step of the recovery ladder.
  case recovering(RecoveryStep, reason: String)
  /// The modem answers again.
  case recovered
  /// The modem restarted by itself; it is set up again.
  case restarted(reason: String)
  /// The modem announced that it switches itself off.
  case poweringDown(String)
  /// The port is gone.
  case lost(reason: String)
  /// The answer to a message that counts as unknown arrived after all: it was sent.
  case lateSendResult(id: UInt64, reference: UInt8)
  /// What the modem had to say after a failed send.
  case sendDiagnosis(id: UInt64, SendDiagnosis)

  /// The steps of the recovery ladder, lowest first.
  public enum RecoveryStep: String, Sendable, CaseIterable {
    /// ESC and `AT`.
    case probe
    /// Close the port and open it again.
    case reopen
    /// `AT+CFUN=1,1`.
    case restartRadio = "restart-radio"
    /// The vendor's own reset command.
    case vendorReset = "vendor-reset"
    /// A reset of the USB device, where the configuration allows it.
    case usbReset = "usb-reset"
    /// Nothing more can be done from here: the power has to be cut.
    case powerCycle = "power-cycle"
  }

  /// Circumstances of a failed send: error codes alone mean little.
  public struct SendDiagnosis: Sendable, Equatable {
    /// `+CEER`.
    public var extendedError: String?
    /// Network and signal at that moment.
    public var network = NetworkStatus()
    /// `+CSCA`.
    public var serviceCentre: String?
  }
}

extension ModemEvent {
  /// How much attention it deserves.
  public enum Severity: String, Sendable {
    case debug, info, warning, error
  }

  /// How much attention it deserves.
  public var severity: Severity {
    switch self {
    case .storageLevels, .sendDiagnosis: .debug
    case .ready, .networkChanged, .recovered, .subscriberChanged, .lateSendResult, .usbReset(.done): .info
    case .noNetwork, .storageNearlyFull, .storageFull, .polling, .announcedMessageMissing, .deleteRefused,
      .readingPaused, .commandTimedOut, .recovering, .restarted, .poweringDown, .lost, .usbReset(.refused),
      .radioRestarting, .radioRestartRefused, .radioWasOff:
      .warning
    case .pinRequired, .pinRefused, .pukRequired, .simMissing, .simFault, .locked, .simRemoved, .directMessagesLost:
      .error
    }
  }

  /// A name for the log: `modem.<name>`.
  public var name: String {
    switch self {
    case .ready: "ready"
    case .networkChanged: "network"
    case .noNetwork: "no-network"
    case .storageLevels: "storage"
    case .storageNearlyFull: "storage-nearly-full"
    case .storageFull: "storage-full"
    case .pinRequired: "pin-required"
    case .pinRefused: "pin-refused"
    case .pukRequired: "puk-required"
    case .simMissing: "sim-missing"
    case .simFault: "sim-fault"
    case .locked: "locked"
    case .simRemoved: "sim-removed"
    case .subscriberChanged: "sim-changed"
    case .polling: "polling"
    case .announcedMessageMissing: "message-missing"
    case .deleteRefused: "delete-refused"
    case .readingPaused: "reading-paused"
    case .directMessagesLost: "direct-messages-lost"
    case .commandTimedOut: "timeout"
    case .usbReset: "usb-reset"
    case .radioRestarting: "radio-restart"
    case .radioRestartRefused: "radio-restart-refused"
    case .radioWasOff: "radio-was-off"
    case .recovering: "recovering"
    case .recovered: "recovered"
    case .restarted: "restarted"
    case .poweringDown: "powering-down"
    case .lost: "lost"
    case .lateSendResult: "late-send-result"
    case .sendDiagnosis: "send-diagnosis"
    }
  }

  /// What happened, in a sentence.
  public var reason: String {
    switch self {
    case .ready(let identity):
      "\(identity.model ?? "modem") is set up (profile \(identity.profile))"
    case .networkChanged(let network):
      "network: \(network.registration.rawValue)" + (network.operatorName.map { ", \($0)" } ?? "")
    case .noNetwork(let network): "no network (\(network.registration.rawValue))"
    case .storageLevels(let levels):
      levels.map { "\($0.storage) \($0.used)/\($0.total)" }.joined(separator: ", ")
    case .storageNearlyFull(let level): "\(level.storage) holds \(level.used) of \(level.total) messages"
    case .storageFull: "the modem's message storage is full"
    case .pinRequired(let tries):
      "the SIM asks for its PIN" + (tries.map { " (\($0) tries left)" } ?? "")
    case .pinRefused: "the SIM refused the configured PIN"
    case .pukRequired: "the SIM is blocked and asks for its PUK"
    case .simMissing: "there is no SIM in the modem"
    case .simFault(let text): "the SIM does not work: \(text)"
    case .locked(let text): "the modem is locked: \(text)"
    case .simRemoved: "the SIM was removed"
    case .subscriberChanged: "another SIM is in this modem now"
    case .polling: "the modem announces no messages"
    case .announcedMessageMissing(let storage, let index):
      "the message announced in \(storage) \(index) is in none of the storages"
    case .deleteRefused(let slot, let error): "the modem did not delete \(slot): \(error)"
    case .readingPaused: "messages could not be stored"
    case .directMessagesLost(let total):
      "messages that the modem passed on directly could not be stored, and are lost (\(total) since the start)"
    case .commandTimedOut(let command): "no answer to \(command)"
    case .usbReset(.done): "the modem's USB device was reset"
    case .usbReset(.refused(let reason, _)): "the modem's USB device was not reset: \(reason)"
    case .radioRestarting(let away):
      "no network for \(away.components.seconds / 60) min, and there was one before: the radio is switched off and on"
    case .radioRestartRefused(let error): "the modem does not switch its radio off: \(error)"
    case .radioWasOff: "the modem's radio was switched off; it is switched on"
    case .recovering(let step, let reason): "\(reason); next step: \(step.rawValue)"
    case .recovered: "the modem answers again"
    case .restarted(let reason): reason
    case .poweringDown(let text): "the modem switches itself off: \(text)"
    case .lost(let reason): "the port is gone: \(reason)"
    case .lateSendResult(_, let reference): "a message counted as unknown was sent (reference \(reference))"
    case .sendDiagnosis(_, let diagnosis): diagnosis.extendedError ?? "no extended error"
    }
  }

  /// What somebody can do about it; nil where nothing needs doing.
  public var remedy: String? {
    switch self {
    case .ready, .networkChanged, .storageLevels, .recovered, .subscriberChanged, .lateSendResult, .sendDiagnosis,
      .usbReset(.done), .radioWasOff:
      nil
    case .usbReset(.refused(_, let remedy)): remedy
    case .radioRestarting: "if it does not help, check antenna, coverage, and that the SIM is active and paid for"
    case .radioRestartRefused: "nothing; modems[].commands.radio-off names another command, or skip"
    case .noNetwork: "check antenna, coverage, and that the SIM is active and paid for"
    case .storageNearlyFull, .storageFull:
      "stored messages are deleted as they are read; delete the SIM's old sent ones"
    case .pinRequired: "put the PIN into the configuration of this modem, or switch the PIN off in a phone"
    case .pinRefused: "correct the PIN in the configuration; it is not tried again, as three wrong tries block the SIM"
    case .pukRequired: "put the SIM into a phone and enter the PUK, which came with the SIM"
    case .simMissing, .simRemoved: "insert the SIM; if nothing happens within a minute, unplug the modem and plug it in"
    case .simFault: "clean the contacts, try the SIM in a phone"
    case .locked: "use a SIM of the network the modem is sold for, or have it unlocked"
    case .polling: "nothing; messages are seen some seconds later than otherwise"
    case .announcedMessageMissing: "nothing, unless it happens often: then another program reads this modem"
    case .deleteRefused: "tried again later; if it goes on, delete the SIM's messages in a phone"
    case .readingPaused: "make room on the disk; the messages stay on the SIM"
    case .directMessagesLost: "make room on the disk; what comes by way of the SIM waits there"
    case .commandTimedOut, .restarted: "if this happens often, check the power supply and the cable"
    case .recovering(.powerCycle, _): "unplug the modem and plug it in again"
    case .recovering(.reopen, _):
      "tried again; if it never answers, this is not the AT port of the stick (most have several), or the line speed is "
        + "another"
    case .recovering, .lost: "nothing; the modem is used again as soon as it answers"
    case .poweringDown: "check the power supply"
    }
  }
}
