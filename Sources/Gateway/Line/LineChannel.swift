import CSerial
import Glibc
import NIOCore
import NIOPosix
import SerialPort
import Synchronization

/// The endpoints of this machine and its network, as channels of bytes.
struct LineChannel: LineOpener {
  /// How long a serial server may take to answer.
  static let connectTimeout = TimeAmount.seconds(10)

  /// - Throws: ``SerialPortError``, or what the network says.
  nonisolated(nonsending) func open(
    _ endpoint: Endpoint, baud: Int, on eventLoop: any EventLoop, telling listener: LineListener
  ) async throws -> any LineConnection {
    let initializer: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
      channel.eventLoop.makeCompletedFuture {
        let connection = ChannelConnection(channel)
        listener.opening(connection)
        try channel.pipeline.syncOperations.addHandler(LineHandler(connection, listener: listener))
      }
    }
    switch endpoint {
    case .device(let path):
      let port = try SerialPort(path: path, baud: baud)
      // The channel owns what it closes; the port keeps its own descriptor for the settings.
      let input = try Self.duplicate(port.descriptor, path: path)
      let output: Int32
      do { output = try Self.duplicate(port.descriptor, path: path) } catch {
        _ = Glibc.close(input)
        throw error
      }
      let channel: any Channel
      do {
        channel = try await NIOPipeBootstrap(group: eventLoop)
          .channelOption(.allowRemoteHalfClosure, value: false)
          .channelInitializer(initializer)
          .takingOwnershipOfDescriptors(input: input, output: output).get()
      } catch {
        // Not taken over after all; left open they would hold the port's lock.
        _ = Glibc.close(input)
        _ = Glibc.close(output)
        throw error
      }
      let connection = try Self.connection(of: channel)
      connection.keep(port)
      return connection
    case .tcp(let host, let port):
      let channel = try await ClientBootstrap(group: eventLoop)
        .connectTimeout(Self.connectTimeout)
        .channelOption(.socketOption(.so_keepalive), value: 1)
        .channelInitializer(initializer)
        .connect(host: host, port: port).get()
      return try Self.connection(of: channel)
    }
  }

  /// A channel that was closed meanwhile has no handler any more.
  private static func connection(of channel: any Channel) throws -> ChannelConnection {
    guard channel.isActive else { return ChannelConnection(channel) }
    return try channel.pipeline.syncOperations.handler(type: LineHandler.self).connection
  }

  /// What went wrong and what to do, for the owner of the modem.
  static func explain(_ error: any Error, opening endpoint: Endpoint) -> String {
    switch error {
    case let error as SerialPortError: return error.description
    case let error as NIOConnectionError:
      let cause = error.dnsAError ?? error.dnsAAAAError ?? error.connectionErrors.last?.error
      return "\(endpoint) can't be reached (\(cause.map { "\($0)" } ?? "no address")): "
        + "does the serial server (ser2net) run there, and is the port right?"
    case is ChannelError:
      return "\(endpoint) did not answer in \(connectTimeout.nanoseconds / 1_000_000_000) s: is its host up?"
    case _: return "\(endpoint): \(error)"
    }
  }

  private static func duplicate(_ descriptor: Int32, path: String) throws(SerialPortError) -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else {
      throw .system(path: path, call: "fcntl(F_DUPFD_CLOEXEC)", errno: errno, reason: String(cString: strerror(errno)))
    }
    return copy
  }
}

/// A channel as a line. The port, when it is one of this machine, is kept until the channel is closed: it holds the lock
/// and puts the settings back.
final class ChannelConnection: LineConnection {
  private let channel: any Channel
  private let port = Mutex<SerialPort?>(nil)

  init(_ channel: any Channel) {
    self.channel = channel
  }

  var isActive: Bool { channel.isActive }

  func write(_ octets: [UInt8]) {
    channel.writeAndFlush(channel.allocator.buffer(bytes: octets), promise: nil)
  }

  nonisolated(nonsending) func close() async {
    try? await channel.close().get()
    releasePort()
  }

  func drop() { channel.close(promise: nil) }

  func keep(_ port: consuming SerialPort) {
    var port: SerialPort? = port
    self.port.withLock { swap(&$0, &port) }
  }

  func releasePort() { port.withLock { $0 = nil } }
}

/// Hands a channel's bytes and its end to the line that owns it.
final class LineHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  let connection: ChannelConnection
  private let listener: LineListener
  private var reason = "the line was closed (unplugged?)"

  init(_ connection: ChannelConnection, listener: LineListener) {
    self.connection = connection
    self.listener = listener
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    listener.received(unwrapInboundIn(data).readableBytesView)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    reason = "\(error)"
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    listener.closed(connection, reason)
    connection.releasePort()
  }
}
