import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on this machine that answers as it is told and remembers what it was asked.
final class LocalServer: Sendable {
  /// A request as it came.
  struct Request: Sendable {
    var head: String
    var body: String

    func header(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
        .map { String($0.dropFirst(name.count + 2)) }
    }
  }

  enum Answer: Sendable {
    case text(String)
    /// Never ends.
    case flood(String)
    case silence
  }

  static func status(_ status: Int, _ more: String = "") -> Answer {
    .text("HTTP/1.1 \(status) Whatever\r\n\(more)Content-Length: 0\r\n\r\n")
  }

  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let channel: any Channel
  private let state: Memory

  var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/hook?token=geheim" }
  var requests: [Request] { state.requests.withLock { $0 } }

  /// - Parameter answers: in turn, the last one for ever.
  init(_ answers: [Answer]) throws {
    let state = Memory(answers)
    self.state = state
    channel = try ServerBootstrap(group: group)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Talker(state)) }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
  }

  func stop() {
    try? channel.close().wait()
    try? group.syncShutdownGracefully()
  }

  final class Memory: Sendable {
    let requests = Mutex<[Request]>([])
    private let answers: [Answer]

    init(_ answers: [Answer]) { self.answers = answers }

    func answer(to request: Request) -> Answer {
      requests.withLock { requests in
        requests.append(request)
        return answers[min(requests.count, answers.count) - 1]
      }
    }
  }

  private final class Talker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let state: Memory
    private var received = ""

    init(_ state: Memory) { self.state = state }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      guard let end = received.firstRange(of: "\r\n\r\n") else { return }
      let request = Request(head: String(received[..<end.lowerBound]), body: String(received[end.upperBound...]))
      guard request.body.utf8.count >= request.header("Content-Length").flatMap({ Int($0) }) ?? 0 else { return }
      received = ""
      switch state.answer(to: request) {
      case .silence: break
      case .text(let text): write(text, context)
      case .flood(let text):
        write(text, context)
        Self.flood(context)
      }
    }

    private static func flood(_ context: ChannelHandlerContext) {
      let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.writeAndFlush(NIOAny(ByteBuffer(repeating: 0x78, count: 65_536))).whenSuccess {
        flood(loop.value)
      }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext) {
      context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
    }
  }
}
