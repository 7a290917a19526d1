import Foundation
import Glibc
import Store
import Testing

@testable import Gateway

/// A client that sends what it is told, right or wrong, and blocks.
final class SocketClient: Sendable {
  private let descriptor: Int32

  init(_ server: HostileServer.Address) throws {
    switch server {
    case .path(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      guard withAddress(path, { connect(descriptor, $0, $1) }) == 0 else { throw POSIXError(.ECONNREFUSED) }
    case .port(let port):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = UInt16(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else { throw POSIXError(.ECONNREFUSED) }
    }
    var patience = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ octets: [UInt8]) {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Nothing more will come from here.
  func closeSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Everything until the server closes, or until it holds `mark`; nil when nothing happens for two minutes.
  func receive(until mark: String? = nil) -> String? {
    var (octets, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EAGAIN { return nil }
      guard count > 0 else { return String(decoding: octets, as: UTF8.self) }
      octets += buffer[..<count]
      if let mark, String(decoding: octets, as: UTF8.self).contains(mark) {
        return String(decoding: octets, as: UTF8.self)
      }
    }
  }

  static func statuses(_ answer: String) -> [Int] {
    answer.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: false).dropFirst().compactMap {
      Int($0.prefix(3))
    }
  }
}

/// A thread of its own for what blocks: the answers need those of the test.
func aside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

/// The control API over a socket and over TCP.
final class HostileServer {
  enum Address: Sendable {
    case path(String)
    case port(Int)
  }

  static let token = "0123456789abcdef"

  let bench: ControlBench
  let addresses: [Address]

  init() async throws {
    bench = try await ControlBench(includesText: false)
    let server = try await bench.serve(token: Self.token)
    let port = try await server.listen(#require(LoopbackAddress(parsing: "127.0.0.1:0")))
    addresses = [.path(bench.socket), .port(port)]
  }

  /// Whether a well-behaved client is answered, and the desk takes an SMS.
  func goesOn(_ address: Address) async throws -> Bool {
    let before = try bench.command { try $0.messages(limit: 10_000).count }
    try await bench.receiveOne()
    let answer = try await aside {
      let client = try SocketClient(address)
      client.send(
        "GET /v1/status HTTP/1.1\r\nhost: x\r\nauthorization: Bearer \(Self.token)\r\nconnection: close\r\n\r\n")
      return client.receive()
    }
    let after = try bench.command { try $0.messages(limit: 10_000).count }
    return SocketClient.statuses(answer ?? "") == [200] && after == before + 1
  }
}
