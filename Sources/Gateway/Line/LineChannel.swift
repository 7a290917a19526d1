import CSerial
import Glibc
import NIOCore
import NIOPosix
import SerialPort

/// Opens a modem's endpoint as a channel of bytes.
enum LineChannel {
  /// An open line. The port, when it is one of this machine, must be kept until the channel is closed: it holds the
  /// lock and puts the settings back.
  struct Opened: ~Copyable {
    let channel: any Channel
    let port: SerialPort?
  }

  /// How long a serial server may take to answer.
  static let connectTimeout = TimeAmount.seconds(10)

  /// Runs where its caller does, on the modem's own thread: a port may block in the kernel.
  ///
  /// - Throws: ``SerialPortError``, or what the network says.
  static func open(
    _ endpoint: Endpoint, baud: Int, on eventLoop: any EventLoop, isolation: isolated (any Actor)? = #isolation,
    initializer: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
  ) async throws -> Opened {
    switch endpoint {
    case .device(let path):
      let port = try SerialPort(path: path, baud: baud)
      // The channel owns what it closes; the port keeps its own descriptor for the settings.
      let input = try duplicate(port.descriptor, path: path)
      let output: Int32
      do { output = try duplicate(port.descriptor, path: path) } catch {
        _ = Glibc.close(input)
        throw error
      }
      do {
        let channel = try await NIOPipeBootstrap(group: eventLoop)
          .channelOption(.allowRemoteHalfClosure, value: false)
          .channelInitializer(initializer)
          .takingOwnershipOfDescriptors(input: input, output: output).get()
        return Opened(channel: channel, port: port)
      } catch {
        // Not taken over after all; left open they would hold the port's lock.
        _ = Glibc.close(input)
        _ = Glibc.close(output)
        throw error
      }
    case .tcp(let host, let port):
      let channel = try await ClientBootstrap(group: eventLoop)
        .connectTimeout(connectTimeout)
        .channelOption(.socketOption(.so_keepalive), value: 1)
        .channelInitializer(initializer)
        .connect(host: host, port: port).get()
      return Opened(channel: channel, port: nil)
    }
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

/// Hands a channel's bytes and its end to the line that owns it.
final class LineHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let received: (ByteBufferView) -> Void
  private let closed: (String) -> Void
  private var reason = "the line was closed (unplugged?)"

  init(received: @escaping (ByteBufferView) -> Void, closed: @escaping (String) -> Void) {
    self.received = received
    self.closed = closed
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received(unwrapInboundIn(data).readableBytesView)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    reason = "\(error)"
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    closed(reason)
  }
}
