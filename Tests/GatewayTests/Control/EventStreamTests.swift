import Foundation
import Testing

@testable import Gateway

/// Those who follow the events over the control API.
@Suite(.serialized) struct EventStreamTests {
  private static func request(_ query: String = "", method: String = "GET") -> String {
    "\(method) /v1/events\(query) HTTP/1.1\r\nhost: x\r\n\r\n"
  }

  /// A stream whose head has come; nil when it was refused.
  private func follow(_ bench: ControlBench, _ query: String = "") async throws -> SocketClient? {
    let address = HostileServer.Address.path(bench.socket)
    return try await aside {
      let client = try SocketClient(address)
      client.send(Self.request(query))
      let head = client.receive(until: "\r\n\r\n") ?? ""
      guard SocketClient.statuses(head) == [200] else { return nil }
      #expect(head.contains("content-type: application/x-ndjson") && head.contains("transfer-encoding: chunked"))
      return client
    }
  }

  private func lines(_ client: SocketClient, until mark: String? = nil) async throws -> [String] {
    let chunks = try await aside { client.receive(until: mark) } ?? ""
    // A line of events is no chunk's length: it begins with a brace.
    return chunks.split(whereSeparator: \.isNewline).map(String.init).filter { $0.hasPrefix("{") }
  }

  private static func problem(_ code: String, modem: String = "sim1", level: LogLevel = .error) -> Event {
    Event(.modemProblem, level, [.modem: .string(modem), .code: .string(code), .reason: .string("gone\n\u{1B}[2J")])
  }

  @Test func allFollowersGetTheLinesOfTheLogAndOnlySoManyAreTaken() async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    var followers: [SocketClient] = []
    for _ in 0..<ControlLimits().streams { followers.append(try #require(try await follow(bench))) }
    #expect(try await follow(bench) == nil)
    for code in ["one", "two", "three"] { bench.emit(Self.problem(code)) }
    var said: Set<[String]> = []
    for follower in followers { said.insert(try await lines(follower, until: "three")) }
    let first = try #require(said.first)
    #expect(said.count == 1 && first.count == 3)
    for line in first {
      let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let known = EventName.modemProblem.keys.map(\.rawValue) + ["v", "ts", "level", "event"]
      #expect(Set(fields.keys).isSubset(of: known) && fields["event"] as? String == "modem.problem")
      #expect(fields["v"] as? Int == 1 && !line.utf8.contains(0x1B))
    }
    await bench.end()
  }

  @Test(arguments: [
    ("", ["a", "b", "c", "d"]), ("?level=warning", ["a", "b", "d"]), ("?level=error", ["a", "d"]),
    ("?modem=sim%31", ["a", "b", "c"]), ("?modem=sim2", ["d"]), ("?event=store.recovered", []),
    ("?event=modem.problem&event=store.recovered&level=error&modem=sim1", ["a"]),
  ]) func aFilterChooses(query: String, expected: [String]) async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    let follower = try #require(try await follow(bench, query))
    for (code, level) in [("a", LogLevel.error), ("b", .warning), ("c", .info)] {
      bench.emit(Self.problem(code, level: level))
    }
    bench.emit(Self.problem("d", modem: "sim2"))
    // So that it is seen that nothing else came.
    for modem in ["sim1", "sim2"] { bench.emit(Self.problem("end", modem: modem)) }
    bench.emit(Event(.storeRecovered))
    let last = query == "?event=store.recovered" ? "store.recovered" : "end"
    let codes = try await lines(follower, until: last).compactMap { line in
      (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["code"] as? String
    }.filter { $0 != "end" }
    await bench.end()
    #expect(codes == expected)
  }

  @Test(arguments: [
    "?level=loud", "?level=", "?level=info&level=info", "?event=report.lost", "?event=", "?modem=", "?colour=red", "?=",
    "?event=%ff", "?modem=%00", "?modem=%zz",
  ]) func aFilterThatIsNoneIsRefused(query: String) async throws {
    let bench = try await ControlBench(includesText: false)
    let answer = try await bench.ask("GET", "/v1/events\(query)")
    #expect(answer.status == 400 && answer.type == Problem.mediaType)
    await bench.end()
  }

  @Test func aQuestionForTheHeadGetsTheHeadAlone() async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    let address = HostileServer.Address.path(bench.socket)
    let answer = try await aside {
      let client = try SocketClient(address)
      client.send(Self.request(method: "HEAD"))
      return client.receive()
    }
    #expect(answer?.hasPrefix("HTTP/1.1 200 ") == true && answer?.hasSuffix("\r\n\r\n") == true)
    await bench.end()
  }

  @Test func whoReadsTooSlowlyIsToldAndLetGoAndTheOthersAreNotHeldUp() async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    let slow = try #require(try await follow(bench))
    let quick = try #require(try await follow(bench, "?level=error"))
    let long = Event(.daemonProblem, .warning, [.reason: .string(String(repeating: "x", count: 4_000))])
    for _ in 0..<6_000 { bench.emit(long) }
    bench.emit(Self.problem("last"))
    #expect(try await lines(quick, until: "last").count == 1)
    let said = try await lines(slow)
    #expect(said.last?.contains(#""event":"stream.ended""#) == true)
    // No more than its buffer, that of the connection, and the kernel's.
    #expect(said.count < 3_000)
    #expect(try await bench.ask("GET", "/v1/status").status == 200)
    await bench.end()
  }

  @Test func whoGoesAwayLeavesTheirPlace() async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    for round in 0..<40 {
      var follower: SocketClient?
      // That the last one has gone is noticed a moment later.
      for _ in 0..<2_000 where follower == nil { follower = try await follow(bench) }
      #expect(follower != nil, "round \(round)")
      bench.emit(Self.problem("on"))
    }
    await bench.end()
  }
}
