import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Gateway

/// One connection on virtual time.
@Suite struct ControlHandlerTests {
  private struct Server: ControlServing {
    let feed = EventFeed(format: JSONLines(privacy: Privacy(includeText: false), clock: .fixed(secondsEast: 0)))
    let token = ControlToken("0123456789abcdef")

    func answer(_ request: ControlRequest) async -> ControlAnswer { .json("{}") }
    func isAuthorised(_ headers: HTTPHeaders, caller: ControlCaller) -> Bool {
      caller != .token || headers["authorization"] == ["Bearer 0123456789abcdef"]
    }
    func openStream() -> Bool { true }
    func closeStream() {}
  }

  private func connection(_ caller: ControlCaller = .account(uid: 0)) throws -> EmbeddedChannel {
    let (channel, limits) = (EmbeddedChannel(), ControlLimits())
    let meter = RequestMeter(headLimit: limits.head)
    try channel.pipeline.syncOperations.addHandler(meter)
    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: false)
    try channel.pipeline.syncOperations.addHandler(
      ControlHandler(Server(), caller: caller, limits: limits, meter: meter))
    try channel.connect(to: SocketAddress(unixDomainSocketPath: "/x")).wait()
    return channel
  }

  private func said(_ channel: EmbeddedChannel) throws -> String {
    var text = ""
    while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
    return text
  }

  @Test func aRequestThatComesAnOctetNowAndThenIsRefusedAfterItsTime() throws {
    let channel = try connection()
    for octet in "GET /v1/status HTTP".utf8 {
      guard channel.isActive else { break }
      _ = try? channel.writeInbound(ByteBuffer(bytes: [octet]))
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    }
    #expect(try said(channel).hasPrefix("HTTP/1.1 408 "))
    #expect(!channel.isActive)
  }

  @Test func aConnectionThatAsksNothingIsClosed() throws {
    let channel = try connection()
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
    #expect(try said(channel) == "")
  }

  @Test(arguments: ["", "Authorization: Bearer wrong\r\n", "Authorization: Basic 0123456789abcdef\r\n"])
  func withoutTheTokenNothingIsAnswered(header: String) throws {
    let channel = try connection(.token)
    _ = try? channel.writeInbound(ByteBuffer(string: "GET /v1/status HTTP/1.1\r\nhost: x\r\n\(header)\r\n"))
    let answer = try said(channel)
    #expect(answer.hasPrefix("HTTP/1.1 401 ") && answer.contains("www-authenticate: Bearer"))
    #expect(!channel.isActive)
  }

  @Test func aHeadAndABodyHaveLimitsHoweverTheyCome() throws {
    let head = try connection()
    for _ in 0..<40 where head.isActive {
      _ = try? head.writeInbound(ByteBuffer(string: "GET " + String(repeating: "a", count: 1_000)))
    }
    #expect(try said(head).hasPrefix("HTTP/1.1 4"))
    #expect(!head.isActive)
    let body = try connection()
    _ = try? body.writeInbound(
      ByteBuffer(string: "POST /v1/outbox HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"))
    for _ in 0..<200 where body.isActive {
      _ = try? body.writeInbound(ByteBuffer(string: "400\r\n" + String(repeating: "b", count: 1_024) + "\r\n"))
    }
    #expect(try said(body).hasPrefix("HTTP/1.1 413 "))
    #expect(!body.isActive)
  }

  @Test(arguments: ["", "0123456789abcde", "0123456789abcdeF", "0123456789abcdef0", "\u{0}"])
  func onlyTheWholeTokenMatches(guess: String) {
    #expect(!ControlToken("0123456789abcdef").matches(guess))
    #expect(ControlToken("0123456789abcdef").matches("0123456789abcdef"))
  }

  @Test func aFollowerThatDoesNotKeepUpIsLetGoAndHoldsNoMoreThanTheBound() {
    let feed = EventFeed(format: JSONLines(privacy: Privacy(includeText: false), clock: .fixed(secondsEast: 0)))
    let follower = EventFeed.Follower(filter: EventFilter()) {}
    feed.add(follower)
    for _ in 0..<5_000 { feed.write(Event(.storeRecovered), at: 0) }
    #expect(follower.isLost)
    #expect(follower.take().lines.count == EventFeed.Follower.capacity)
  }

  @Test(arguments: ["127.0.0.1:80", "127.9.9.9:1", "[::1]:8166", "127.0.0.1:0"]) func loopbackIsTaken(text: String) {
    #expect(LoopbackAddress(parsing: text)?.description == text)
  }

  @Test(arguments: [
    "0.0.0.0:80", "192.168.1.2:80", "[::]:80", "localhost:80", "127.0.0.1", "127.1:80", "127.0.0.256:80", ":80",
    "127.0.0.1:65536", "127.0.0.+1:80",
  ]) func whatOthersReachIsRefused(text: String) {
    #expect(LoopbackAddress(parsing: text) == nil)
  }
}
