import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The control API's sockets: HTTP/1.1 over a Unix socket of the daemon's group and, where it is asked for, over TCP of
/// this machine with a token.
final class ControlServer: ControlServing {
  let feed: EventFeed
  private let service: ControlService
  private let limits: ControlLimits
  private let eventLoop: any EventLoop
  private let token: ControlToken?
  private let connections = Atomic<Int>(0)
  private let streams = Atomic<Int>(0)
  private let open = Mutex<Open>(Open())

  private struct Open {
    var servers: [any Channel] = []
    var clients: [ObjectIdentifier: any Channel] = [:]
    var claim: SocketClaim?
    var isClosed = false
  }

  init(
    service: ControlService, feed: EventFeed, token: ControlToken?, limits: ControlLimits = ControlLimits(),
    eventLoop: any EventLoop
  ) {
    self.service = service
    self.feed = feed
    self.token = token
    self.limits = limits
    self.eventLoop = eventLoop
  }

  // MARK: Opening and closing

  /// Listens on a Unix socket.
  func listen(_ claim: consuming SocketClaim) async throws {
    let descriptor = claim.takeDescriptor()
    let channel = try await bootstrap { Self.peer(of: $0).map { .account(uid: $0) } }
      .withBoundSocket(descriptor).get()
    let held = claim
    open.withLock { open in
      open.servers.append(channel)
      open.claim = held
    }
  }

  /// Listens on a port; gives its number.
  func listen(_ address: LoopbackAddress) async throws -> Int {
    let channel = try await bootstrap { $0.eventLoop.makeSucceededFuture(.token) }
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: address.host, port: address.port).get()
    open.withLock { $0.servers.append(channel) }
    return channel.localAddress?.port ?? address.port
  }

  /// Closes everything, streams too.
  func stop() async {
    let channels = open.withLock { open in
      defer { open = Open(isClosed: true) }
      open.claim?.release()
      return open.servers + open.clients.values
    }
    for channel in channels { try? await channel.close().get() }
  }

  private func bootstrap(
    _ caller: @escaping @Sendable (any Channel) -> EventLoopFuture<ControlCaller>
  ) -> ServerBootstrap {
    ServerBootstrap(group: eventLoop)
      .serverChannelOption(.backlog, value: 64)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 16_384, high: 65_536))
      .childChannelInitializer { [self] channel in
        caller(channel).flatMapThrowing { try self.accept(channel, from: $0) }
      }
  }

  private func accept(_ channel: any Channel, from caller: ControlCaller) throws {
    let id = ObjectIdentifier(channel)
    connections.add(1, ordering: .relaxed)
    let isLate = open.withLock { open in
      if !open.isClosed { open.clients[id] = channel }
      return open.isClosed
    }
    channel.closeFuture.whenComplete { [self] _ in
      connections.subtract(1, ordering: .relaxed)
      open.withLock { $0.clients[id] = nil }
    }
    let pipeline = channel.pipeline.syncOperations
    if isLate || connections.load(ordering: .relaxed) > limits.connections {
      return try pipeline.addHandler(Refusal(isLate ? .stopping : .tooManyConnections))
    }
    let meter = RequestMeter(headLimit: limits.head)
    try pipeline.addHandler(meter)
    // NIO's own assistance with pipelining ends the process when a request is refused before its head was whole.
    try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
    try pipeline.addHandler(ControlHandler(self, caller: caller, limits: limits, meter: meter))
  }

  /// The account at the other end, as the kernel says (SO_PEERCRED of unix(7)).
  private static func peer(of channel: any Channel) -> EventLoopFuture<UInt32> {
    guard let options = channel as? any SocketOptionProvider else {
      return channel.eventLoop.makeSucceededFuture(UInt32.max)
    }
    let credentials: EventLoopFuture<PeerCredentials> = options.unsafeGetSocketOption(
      level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED))
    return credentials.map { $0.uid }
  }

  // MARK: What handlers need

  func answer(_ request: ControlRequest) async -> ControlAnswer { await service.answer(request) }

  func isAuthorised(_ headers: HTTPHeaders, caller: ControlCaller) -> Bool {
    switch caller {
    case .account: return true
    case .token:
      let given = headers["authorization"]
      guard given.count == 1, given[0].lowercased().hasPrefix("bearer ") else { return false }
      return token?.matches(given[0].dropFirst("bearer ".count)) ?? false
    }
  }

  func openStream() -> Bool {
    if streams.add(1, ordering: .relaxed).newValue <= limits.streams { return true }
    closeStream()
    return false
  }

  func closeStream() { streams.subtract(1, ordering: .relaxed) }
}

/// `struct ucred` of unix(7), which the C library shows to programs of its own kind only.
private struct PeerCredentials {
  var processID: Int32 = 0
  var uid: UInt32 = .max
  var gid: UInt32 = .max
}

/// Answers a connection that there is no place for, before it has asked anything.
private final class Refusal: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  func channelActive(context: ChannelHandlerContext) {
    let body = problem.json + "\n"
    let text =
      "HTTP/1.1 503 Service Unavailable\r\ncontent-type: \(Problem.mediaType)\r\n"
      + "content-length: \(body.utf8.count)\r\nretry-after: 5\r\nconnection: close\r\n\r\n\(body)"
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
    let channel = context.channel
    context.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
