import Modem

/// A modem's line as it is at one moment: what status pages, metrics and `doctor` are made of.
struct LineSnapshot: Sendable, Equatable {
  /// The modem's name in the configuration.
  var name: String
  /// Where it is reached, as the configuration says it.
  var device: String
  /// The port is open.
  var isOpen: Bool
  /// Why it could not be opened the last time; nil once the modem has been ready since.
  var openFailure: String?
  /// Messages read that wait for the store.
  var unstored: Int
  /// Phase, identity, network, storages, queues and ``ModemCounters`` of the session.
  var session: ModemState
}
