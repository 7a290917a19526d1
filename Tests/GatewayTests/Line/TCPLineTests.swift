import Glibc
import NIOCore
import NIOPosix
import SerialPort
import Synchronization
import Testing

@testable import Gateway

/// A serial server that takes one connection.
private final class SerialServer {
  private let listening: Int32
  private(set) var client: Int32 = -1
  let port: Int

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    listening = descriptor
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) | listen(descriptor, 1) | getsockname(descriptor, address, &length)
      }
    }
    try #require(code == 0)
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  deinit {
    for descriptor in [client, listening] where descriptor >= 0 { close(descriptor) }
  }

  var endpoint: Endpoint { .tcp(host: "127.0.0.1", port: port) }

  func take() { client = accept(listening, nil, nil) }
  func say(_ text: String) { _ = write(client, text, text.utf8.count) }

  func hear(_ count: Int) -> String {
    var octets = [UInt8](repeating: 0, count: count)
    let got = recv(client, &octets, count, Int32(MSG_WAITALL))
    return String(decoding: octets.prefix(max(0, got)), as: UTF8.self)
  }

  /// Ends the connection with an RST or a FIN.
  func end(reset: Bool) {
    var linger = linger(l_onoff: reset ? 1 : 0, l_linger: 0)
    setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    close(client)
    client = -1
  }

  /// Where nobody listens: the port was free a moment ago.
  static func nobody() throws -> Endpoint { try SerialServer().endpoint }
}

/// What a line heard, and its end.
private final class Ear: Sendable {
  private let heard = Mutex("")
  let bell = Bell()
  let ended = Mutex<String?>(nil)

  var listener: LineListener {
    LineListener(
      opening: { _ in },
      received: { octets in
        self.heard.withLock { $0 += String(decoding: octets, as: UTF8.self) }
        self.bell.ring()
      },
      closed: { _, reason in
        self.ended.withLock { $0 = reason }
        self.bell.ring()
      })
  }

  func hear(_ text: String) async { while heard.withLock({ $0 }) != text { await bell.sleep() } }

  func end() async -> String {
    while true {
      if let reason = ended.withLock({ $0 }) { return reason }
      await bell.sleep()
    }
  }
}

/// Opens as a line does: on the thread of its channel.
private actor Opening {
  nonisolated let eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()
  nonisolated var unownedExecutor: UnownedSerialExecutor { eventLoop.executor.asUnownedSerialExecutor() }

  func open(_ endpoint: Endpoint, _ listener: LineListener) async throws -> any LineConnection {
    try await LineChannel().open(endpoint, baud: 115_200, on: eventLoop, telling: listener)
  }
}

/// Modems behind a serial server.
@Suite(.timeLimit(.minutes(2))) struct TCPLineTests {
  @Test(arguments: [false, true]) func aServerThatEndsTheLineIsNoticed(reset: Bool) async throws {
    let (server, ear) = (try SerialServer(), Ear())
    let connection = try await Opening().open(server.endpoint, ear.listener)
    server.take()
    connection.write(Array("AT\r".utf8))
    #expect(server.hear(3) == "AT\r")
    server.say("\r\nOK\r\n")
    await ear.hear("\r\nOK\r\n")
    server.end(reset: reset)
    let reason = await ear.end()
    #expect(reason.contains(reset ? "reset" : "closed"), "\(reason)")
    #expect(!connection.isActive)
    await connection.close()
  }

  @Test func nobodyAtThePortIsSaidWithWhatToDo() async throws {
    let endpoint = try SerialServer.nobody()
    let ear = Ear()
    await #expect {
      _ = try await Opening().open(endpoint, ear.listener)
    } throws: { error in
      let words = LineChannel.explain(error, opening: endpoint)
      return words.hasPrefix("\(endpoint) can't be reached (") && words.contains("refused")
        && words.contains("is the port right?")
    }
    #expect(
      LineChannel.explain(ChannelError.connectTimeout(.seconds(10)), opening: endpoint)
        == "\(endpoint) did not answer in 10 s: is its host up?")
  }

  // MARK: In the foreground

  @Test(arguments: [false, true]) func aCommandNoticesTheEndOfTheLine(reset: Bool) throws {
    let server = try SerialServer()
    let line = try DirectLine(server.endpoint, baud: 115_200)
    server.take()
    try line.write(Array("ATI\r".utf8))
    #expect(server.hear(4) == "ATI\r")
    #expect(try line.read().isEmpty)
    server.say("OK")
    #expect(line.isAmong(line.wait(upTo: nil)))
    #expect(try line.read() == Array("OK".utf8))
    server.end(reset: reset)
    #expect(line.isAmong(line.wait(upTo: nil)))
    let error = #expect(throws: LineFailure.self) { try line.read() }
    #expect(error?.description == "\(server.endpoint): the line was closed (unplugged?)")
    // The program itself ignores SIGPIPE (tests, too, once a hook has run).
    _ = signal(SIGPIPE, SIG_IGN)
    #expect(throws: LineFailure.self) { for _ in 0..<100 { try line.write(Array("AT\r".utf8)) } }
  }

  @Test func aCommandIsToldWhatToDoWhenNobodyIsThere() throws {
    let endpoint = try SerialServer.nobody()
    let error = #expect(throws: LineFailure.self) { try DirectLine(endpoint, baud: 115_200) }
    #expect(
      error?.description == "\(endpoint) can't be reached (Connection refused): does the serial server (ser2net) run "
        + "there, and is the port right?")
  }

  @Test func aTtyThatIsNoneIsSaid() throws {
    let error = #expect(throws: LineFailure.self) { try DirectLine(.device(path: "/dev/null"), baud: 115_200) }
    #expect(error?.description.contains("/dev/null is not a serial device") == true)
  }
}
