import NIOCore

/// What a client may ask of the control API. It serves people and monitors of one machine, not the world.
struct ControlLimits: Sendable {
  /// Connections at a time.
  var connections = 32
  /// Of them, those that follow the events.
  var streams = 8
  /// Octets of a request's line and header fields.
  var head = 16_384
  /// Octets of a request's body.
  var body = 65_536
  /// From the first octet of a request to its last.
  var requestTime = TimeAmount.seconds(10)
  /// From one request to the next.
  var idleTime = TimeAmount.seconds(60)
  /// For a client to take an answer.
  var answerTime = TimeAmount.seconds(30)
  /// For a client to end, once it has its last answer.
  var lingerTime = TimeAmount.seconds(2)
  /// A stream says an empty line when nothing else happened, so that a dead client is noticed.
  var heartbeat = TimeAmount.seconds(30)
}
