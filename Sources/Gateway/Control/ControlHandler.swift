import NIOCore
import NIOHTTP1

/// One connection of the control API: a request whole and within the limits, its answer, and the next.
///
/// A client that sends the next request before it has the answer to the last one is answered that one and let go; it
/// may ask again (RFC 9112 §9.3.2).
final class ControlHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  let server: any ControlServing
  let caller: ControlCaller
  let limits: ControlLimits
  let meter: RequestMeter

  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isAuthorised = false
  /// The request is answered, or will be.
  private var isAnswering = false
  private var isClosing = false
  /// The next request has begun to come before this one was answered.
  private var isPipelined = false
  /// Nothing more comes from the client, who may still read.
  private var isInputClosed = false
  private var deadline: Scheduled<Void>?
  private var stream: EventStream?

  init(_ server: any ControlServing, caller: ControlCaller, limits: ControlLimits, meter: RequestMeter) {
    self.server = server
    self.caller = caller
    self.limits = limits
    self.meter = meter
  }

  func channelActive(context: ChannelHandlerContext) {
    awaitRequest(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    stream?.end()
    stream = nil
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stream?.drain()
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch error {
    case is HTTPParserError: refuse(.malformed("this is no HTTP request: \(error)"), context)
    case _: context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case RequestMeter.Signal.began: begin(context)
    case RequestMeter.Signal.overflow: refuse(.headTooLarge(limits.head), context)
    case ChannelEvent.inputClosed:
      isInputClosed = true
      if !isAnswering || isClosing || stream != nil { context.close(promise: nil) }
    case _: context.fireUserInboundEventTriggered(event)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing, !isPipelined else { return }
    switch unwrapInboundIn(data) {
    case .head(let head): if isAnswering { isPipelined = true } else { take(head, context) }
    case .body(let buffer):
      guard !isAnswering else { return }
      guard body.count + buffer.readableBytes <= limits.body else {
        return refuse(.bodyTooLarge(limits.body), context)
      }
      body += buffer.readableBytesView
    case .end:
      meter.ended()
      deadline?.cancel()
      guard !isAnswering, let head else { return }
      answer(head, context)
    }
  }

  // MARK: Reading

  private func awaitRequest(_ context: ChannelHandlerContext) {
    setDeadline(limits.idleTime, context) { handler, context in handler.close(context) }
  }

  /// The first octets of a request have come.
  private func begin(_ context: ChannelHandlerContext) {
    guard !isAnswering, !isClosing else { return }
    setDeadline(limits.requestTime, context) { handler, context in handler.refuse(.tooSlow, context) }
  }

  private func take(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    (self.head, body) = (head, [])
    let size = head.uri.utf8.count + head.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    meter.headEnded(bodyLimit: limits.body)
    guard size <= limits.head else { return refuse(.headTooLarge(limits.head), context) }
    guard server.isAuthorised(head.headers, caller: caller) else { return refuse(.unauthorised, context) }
    if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > limits.body {
      refuse(.bodyTooLarge(limits.body), context)
    }
  }

  private func setDeadline(
    _ limit: TimeAmount, _ context: ChannelHandlerContext,
    _ act: @escaping (ControlHandler, ChannelHandlerContext) -> Void
  ) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { act(self, context) }
  }

  // MARK: Answering

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    isAnswering = true
    func field(_ name: String) -> String? { head.headers.first(name: name).flatMap { PercentCoding.decode($0) } }
    let request = ControlRequest(
      method: head.method.rawValue, target: head.uri, body: body, caller: caller,
      database: field(ControlField.database), person: field(ControlField.person))
    body = []
    let promise = context.eventLoop.makePromise(of: ControlAnswer.self)
    let server = server
    promise.completeWithTask { await server.answer(request) }
    promise.futureResult.assumeIsolated().whenComplete { result in
      guard !self.isClosing, context.channel.isActive else { return }
      switch result {
      case .success(let answer): self.write(answer, to: head, context)
      case .failure: self.write(.problem(.stopping), to: head, context)
      }
    }
  }

  private func write(_ answer: ControlAnswer, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch answer {
    case .body(let status, let type, let text):
      write(status: status, type: type, text: text, isKept: head.isKeepAlive, context)
    case .problem(let problem): write(problem, isKept: head.isKeepAlive, context)
    case .events(let filter): follow(filter, context)
    }
  }

  /// Says no and closes: what is left of the request is not read.
  private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
    guard !isClosing else { return }
    if stream != nil { return close(context) }
    // It is what came after a request that is being answered, and that answer is the last.
    if isAnswering { return isPipelined = true }
    isAnswering = true
    write(problem, isKept: false, context)
  }

  private func write(_ problem: Problem, isKept: Bool, _ context: ChannelHandlerContext) {
    var extra = HTTPHeaders()
    if !problem.allowed.isEmpty { extra.add(name: "allow", value: problem.allowed.joined(separator: ", ")) }
    if problem.status == 401 { extra.add(name: "www-authenticate", value: "Bearer realm=\"pelapor\"") }
    if problem.status == 503 { extra.add(name: "retry-after", value: "5") }
    write(
      status: problem.status, type: Problem.mediaType, text: problem.json + "\n", isKept: isKept, extra: extra, context)
  }

  private func write(
    status: Int, type: String, text: String, isKept: Bool, extra: HTTPHeaders = HTTPHeaders(),
    _ context: ChannelHandlerContext
  ) {
    let isKept = isKept && !isPipelined && !isInputClosed
    var headers = Self.headers(type: type)
    headers.add(name: "content-length", value: String(text.utf8.count))
    if !isKept { headers.add(name: "connection", value: "close") }
    headers.add(contentsOf: extra)
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if self.head?.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }
    if !isKept { isClosing = true }
    setDeadline(limits.answerTime, context) { handler, context in handler.close(context) }
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      if !isKept { return self.closeOutput(context) }
      self.isAnswering = false
      self.awaitRequest(context)
    }
  }

  private static func headers(type: String) -> HTTPHeaders {
    [
      "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff", "server": "pelapor",
    ]
  }

  /// Says no more and takes no more, but lets it come for a moment: who is still sending when both ends are closed may
  /// never see the answer (RFC 9112 §9.6).
  private func closeOutput(_ context: ChannelHandlerContext) {
    if isInputClosed { return close(context) }
    setDeadline(limits.lingerTime, context) { handler, context in handler.close(context) }
    context.close(mode: .output, promise: nil)
  }

  private func close(_ context: ChannelHandlerContext) {
    isClosing = true
    deadline?.cancel()
    context.close(promise: nil)
  }

  // MARK: Streaming

  private func follow(_ filter: EventFilter, _ context: ChannelHandlerContext) {
    // Who has closed their side already would not be seen to leave.
    let isBodiless = head?.method == .HEAD || isInputClosed
    guard isBodiless || server.openStream() else { return write(.tooManyStreams, isKept: false, context) }
    deadline?.cancel()
    var headers = Self.headers(type: "application/x-ndjson")
    if isBodiless {
      headers.add(name: "connection", value: "close")
    } else {
      headers.add(name: "transfer-encoding", value: "chunked")
    }
    context.write(
      wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers))), promise: nil)
    if isBodiless {
      isClosing = true
      return context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
        self.close(context)
      }
    }
    // Followed before it is told: what happens once the client sees the head is in the stream.
    stream = EventStream(filter, server: server, limits: limits, handler: self, context: context)
    context.flush()
  }

  /// For the stream: a chunk.
  func writeChunk(_ text: String, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    context.flush()
  }

  /// For the stream: its end; who does not take it in time is cut off.
  func finishStream(_ text: String, _ context: ChannelHandlerContext) {
    isClosing = true
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    setDeadline(.seconds(5), context) { handler, context in handler.close(context) }
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in self.close(context) }
  }
}

/// What the handlers of connections need of their server.
protocol ControlServing: Sendable {
  func answer(_ request: ControlRequest) async -> ControlAnswer
  func isAuthorised(_ headers: HTTPHeaders, caller: ControlCaller) -> Bool
  var feed: EventFeed { get }
  /// Takes one of the places for streams; false when there is none.
  func openStream() -> Bool
  func closeStream()
}
