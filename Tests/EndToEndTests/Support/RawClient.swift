import Foundation
import Glibc

/// A client of the control socket that sends what it is told, right or wrong.
final class RawClient: Sendable {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      for (index, octet) in path.utf8.prefix(107).enumerated() { place[index] = octet }
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    var patience = timeval(tv_sec: Int(patience.components.seconds), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    var octets = Array(text.utf8)[...]
    while !octets.isEmpty {
      let count = octets.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      octets = octets.dropFirst(count)
    }
  }

  /// Everything until the daemon closes, or until it holds `mark`.
  func receive(until mark: String? = nil) -> String {
    var (text, buffer) = ("", [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return text }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      if let mark, text.contains(mark) { return text }
    }
  }

  /// One request and its whole answer.
  static func ask(_ path: String, _ method: String, _ target: String, body: String = "") throws -> (
    status: Int, body: String, head: String
  ) {
    let client = try RawClient(path)
    client.send(
      "\(method) \(target) HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    )
    return parse(client.receive())
  }

  static func parse(_ answer: String) -> (status: Int, body: String, head: String) {
    let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let status = Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0
    return (status, parts.count > 1 ? parts[1] : "", parts.first ?? "")
  }
}
