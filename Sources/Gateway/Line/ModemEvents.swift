import Modem

/// How the events of a session stand in the log.
enum ModemEvents {
  static func logged(_ event: ModemEvent, modem: String, state: ModemState) -> Event {
    switch event {
    case .ready(let identity): ready(identity, modem: modem, network: state.network)
    case .lost(let reason):
      Event(.modemStatus, .debug, [.modem: .string(modem), .code: .string("lost"), .reason: .string(reason)])
    case .networkChanged, .noNetwork, .storageLevels, .storageNearlyFull, .storageFull, .pinRequired, .pinRefused,
      .pukRequired, .simMissing, .simFault, .locked, .simRemoved, .subscriberChanged, .polling,
      .announcedMessageMissing, .deleteRefused, .readingPaused, .directMessagesLost, .commandTimedOut, .usbReset,
      .radioRestarting,
      .radioRestartRefused, .radioWasOff, .recovering, .recovered, .restarted, .poweringDown, .lateSendResult,
      .sendDiagnosis:
      Event(
        name(event.severity), level(event.severity),
        [
          .modem: .string(modem), .code: .string(event.name), .reason: .string(event.reason),
          .remedy: event.remedy.map { .string($0) },
        ])
    }
  }

  /// What is not 0, so that a quiet modem has a short line.
  static func counted(_ counters: ModemCounters, modem: String) -> Event {
    let counts = ModemCounter.allCases.filter { counters[$0] > 0 }.map {
      Event.Count(name: $0.rawValue, value: Int(clamping: counters[$0]))
    }
    return Event(.modemCounters, .info, [.modem: .string(modem), .counters: .counts(counts)])
  }

  private static func ready(_ identity: ModemIdentity, modem: String, network: NetworkStatus) -> Event {
    Event(
      .modemReady, .info,
      [
        .modem: .string(modem), .model: identity.model.map { .string($0) }, .profile: .string(identity.profile),
        .networkOperator: network.operatorName.map { .string($0) },
        .registration: .string(network.registration.rawValue),
        // The home network, not the subscriber.
        .homeNetwork: identity.imsi.map { .string(String($0.prefix(5))) },
        .signal: network.signalDBm.map { .integer($0) },
      ])
  }

  private static func name(_ severity: ModemEvent.Severity) -> EventName {
    switch severity {
    case .debug, .info: .modemStatus
    case .warning: .modemWarning
    case .error: .modemProblem
    }
  }

  private static func level(_ severity: ModemEvent.Severity) -> LogLevel {
    switch severity {
    case .debug: .debug
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}
