import Foundation
import Glibc
import ModemSimulator
import Store
import Testing

@testable import Gateway

/// Clients that do not behave, on the socket and on the port: each gets a refusal or nothing, the next one its answer.
@Suite(.serialized) struct HostileClientTests {
  private static let authorised = "host: x\r\nauthorization: Bearer \(HostileServer.token)\r\n"

  private func answers(_ server: HostileServer.Address, to octets: [UInt8], closing: Bool = true) async throws -> [Int]?
  {
    try await aside {
      let client = try SocketClient(server)
      client.send(octets)
      if closing { client.closeSending() }
      return client.receive().map(SocketClient.statuses)
    }
  }

  @Test func noiseAndBrokenRequestsAreRefused() async throws {
    let server = try await HostileServer()
    let requests = [
      "GET /v1/messages?limit=5 HTTP/1.1\r\n\(Self.authorised)\r\n",
      "POST /v1/outbox HTTP/1.1\r\n\(Self.authorised)content-length: 30\r\n\r\n{\"to\":\"1166\",\"text\":\"PENIPUAN\"}",
      "POST /v1/sending/pause HTTP/1.1\r\n\(Self.authorised)transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    ]
    for address in server.addresses {
      for seed in 0..<120 as Range<UInt64> {
        var random = SeededGenerator(seed: seed)
        var octets = Array((requests[Int(seed % 3)]).utf8)
        if seed % 4 == 0 {
          octets = (0..<Int.random(in: 1...5_000, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        } else {
          for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0...3, using: &random) {
            case 0: octets[place] = .random(in: 0...255, using: &random)
            case 1: octets.remove(at: place)
            case 2: octets.insert(contentsOf: octets[..<place], at: place)
            case _: octets.removeSubrange(place...)
            }
            if octets.isEmpty { octets = [0] }
          }
        }
        // A whole request may be left of it, or none.
        let statuses = try await answers(address, to: octets)
        #expect(statuses != nil && (statuses?.count ?? 0) <= 1, "seed \(seed): \(statuses ?? [])")
        #expect(statuses?.allSatisfy { (200...499).contains($0) } == true, "seed \(seed): \(statuses ?? [])")
      }
      #expect(try await server.goesOn(address))
    }
    await server.bench.end()
  }

  @Test(
    arguments: [
      ("transfer-encoding: chunked\r\n\r\nzzz\r\n", [400]),
      ("transfer-encoding: chunked\r\n\r\n-1\r\n", [400]),
      ("transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n", [400]),
      ("transfer-encoding: chunked\r\n\r\n7fffffffffffffff\r\nx", [400]),
      ("transfer-encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n", [400]),
      ("transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n{}", [400]),
      ("transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n", [400]),
      ("transfer-encoding: gzip\r\n\r\n{}", [400]),
      ("content-length: 2\r\ncontent-length: 3\r\n\r\n{} ", [400]),
      ("content-length: -2\r\n\r\n{}", [400]),
      ("content-length: 99999999999999999999\r\n\r\n{}", [400]),
      ("content-length: 70000\r\n\r\n{}", [413]),
      ("content-length: 10\r\n\r\n{}", [400]),
      ("x: y\r\n z: folded\r\n\r\n", [400]),
      ("x\u{0}y: z\r\n\r\n", [400]),
      ("expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}", [200]),
    ] as [(String, [Int])]) func framingThatIsNoneIsRefused(rest: String, expected: [Int]) async throws
  {
    let server = try await HostileServer()
    for address in server.addresses {
      let request = "POST /v1/sending/pause HTTP/1.1\r\n\(Self.authorised)\(rest)"
      #expect(try await answers(address, to: Array(request.utf8)) == expected)
      #expect(try await server.goesOn(address))
    }
    await server.bench.end()
  }

  @Test func ofPipelinedRequestsTheFirstIsAnsweredAndTheConnectionClosed() async throws {
    let server = try await HostileServer()
    let request =
      "POST /v1/outbox HTTP/1.1\r\n\(Self.authorised)content-length: 27\r\n\r\n{\"to\":\"1166\",\"text\":\"Halo\"}"
    for (index, address) in server.addresses.enumerated() {
      let octets = Array(String(repeating: request, count: 200).utf8)
      #expect(try await answers(address, to: octets, closing: false) == [201])
      // What was not answered was not done.
      #expect(try server.bench.command { try $0.submissions(limit: 100).count } == index + 1)
      #expect(try await server.goesOn(address))
    }
    await server.bench.end()
  }

  @Test func whoClosesHalfWayIsAnsweredOrLetGo() async throws {
    let server = try await HostileServer()
    let whole = "GET /v1/reports HTTP/1.1\r\n\(Self.authorised)\r\n"
    for address in server.addresses {
      #expect(try await answers(address, to: Array(whole.utf8)) == [200])
      for length in [0, 1, 10, whole.utf8.count - 1] {
        let told = try await answers(address, to: Array(whole.utf8.prefix(length)))
        #expect(told == [] || told == [400], "\(length)")
      }
      // Nobody who follows the events closes his side first and stays.
      let stream = "GET /v1/events HTTP/1.1\r\n\(Self.authorised)\r\n"
      #expect(try await answers(address, to: Array(stream.utf8)) == [200])
      #expect(try await server.goesOn(address))
    }
    await server.bench.end()
  }

  @Test func aThousandConnectionsTakeThePlacesAndNoMore() async throws {
    let server = try await HostileServer()
    for address in server.addresses {
      let refused = try await aside {
        let clients = try (0..<1_000).map { _ in try SocketClient(address) }
        // The last is told; then all of them go.
        return clients[999].receive().map(SocketClient.statuses)
      }
      #expect(refused == [503])
      var isServed = false
      for _ in 0..<500 where !isServed { isServed = try await server.goesOn(address) }
      #expect(isServed)
    }
    await server.bench.end()
  }
}
