import NIOCore

/// Counts the octets of a request before they are parsed: whatever a client sends, no more than the limits is kept of it.
final class RequestMeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What the handler behind is told.
  enum Signal {
    /// The first octets of a request have come.
    case began
    /// More octets have come than a request may have.
    case overflow
  }

  private let headLimit: Int
  private var allowance: Int
  private var count = 0
  private var isOver = false

  init(headLimit: Int) {
    self.headLimit = headLimit
    allowance = headLimit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isOver { return }
    let isFirst = count == 0
    count += unwrapInboundIn(data).readableBytes
    if isFirst { context.fireUserInboundEventTriggered(Signal.began) }
    context.fireChannelRead(data)
    // What was parsed of it may have ended the request.
    guard count > allowance + Self.slack else { return }
    isOver = true
    context.fireUserInboundEventTriggered(Signal.overflow)
  }

  /// The head has been parsed; a body may follow, in chunks that have lines of their own.
  func headEnded(bodyLimit: Int) { allowance = headLimit + 2 * bodyLimit }

  /// The request has been parsed whole.
  func ended() { (count, allowance) = (0, headLimit) }

  /// One read of a socket, which may hold the beginning of the next request.
  private static let slack = 4_096
}
