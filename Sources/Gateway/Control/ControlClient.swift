import Foundation
import Glibc

/// Asks a running daemon over its control socket; blocking, one connection a request.
public struct ControlClient: Sendable {
  /// Why there is no answer.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody serves the socket.
    case notRunning(path: String)
    /// The account may not.
    case noPermission(path: String)
    /// It answered nothing in time.
    case silent(path: String)
    /// What came was no answer.
    case unreadable(path: String, reason: String)

    /// What and what to do.
    public var description: String {
      switch self {
      case .notRunning(let path): "no daemon answers at \(path)"
      case .noPermission(let path):
        "\(path) can't be used by this account: become a member of the socket's group (adduser NAME pelapor), or use sudo"
      case .silent(let path): "the daemon at \(path) does not answer: systemctl status pelapor says more"
      case .unreadable(let path, let reason): "what serves \(path) is no daemon of this version: \(reason)"
      }
    }
  }

  private let path: String
  private let patience: Int

  /// In seconds. The daemon answers within its own bounds, which are shorter.
  static let patience = 10

  /// Most octets of an answer.
  private static let largest = 16 << 20

  /// A client of the socket at `path`.
  public init(socket path: String) { self.init(socket: path, patience: Self.patience) }

  init(socket path: String, patience: Int) {
    self.path = path
    self.patience = patience
  }

  /// How the daemon is, as it says, in JSON and read.
  public func status() throws(Failure) -> (status: GatewayStatus, json: String) {
    let (code, body) = try get("/v1/status")
    guard code == 200 else { throw .unreadable(path: path, reason: "status \(code)") }
    do {
      return (try JSONDecoder().decode(GatewayStatus.self, from: body), String(decoding: body, as: UTF8.self))
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }

  /// The answer to a GET: its status and its body.
  func get(_ target: String) throws(Failure) -> (status: Int, body: Data) { try ask("GET \(target)") }

  /// The answer to a POST that a person wants done on a database: its status and its body.
  func post(
    _ target: String, body: String, for person: String, database: String
  ) throws(Failure) -> (status: Int, body: Data) {
    try ask(
      "POST \(target)",
      fields: [
        (ControlField.database, PercentCoding.encode(database)), (ControlField.person, PercentCoding.encode(person)),
        ("content-type", "application/json"), ("content-length", String(body.utf8.count)),
      ], body: body)
  }

  private func ask(
    _ line: String, fields: [(String, String)] = [], body: String = ""
  ) throws(Failure) -> (status: Int, body: Data) {
    let connection = try connected()
    defer { close(connection) }
    let request =
      "\(line) HTTP/1.1\r\nhost: pelapor\r\nconnection: close\r\n"
      + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n\(body)"
    // A daemon that refuses before it has read all of it closes: no signal, but its answer.
    _ = send(connection, request, request.utf8.count, Int32(MSG_NOSIGNAL))
    var answer = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while answer.count <= Self.largest {
      let count = read(connection, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      // A daemon that has said no without reading the request resets the connection after its answer.
      guard count >= 0 || (errno == ECONNRESET && !answer.isEmpty) else { throw .silent(path: path) }
      if count <= 0 { break }
      answer.append(contentsOf: buffer[..<count])
    }
    guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)),
      let line = String(data: answer[..<end.lowerBound], encoding: .utf8)?.split(separator: "\r\n").first,
      line.hasPrefix("HTTP/1.1 "), let code = Int(line.dropFirst(9).prefix(3))
    else { throw .unreadable(path: path, reason: "no HTTP") }
    return (code, answer[end.upperBound...])
  }

  private func connected() throws(Failure) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .silent(path: path) }
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard withAddress(path, { connect(descriptor, $0, $1) }) != 0 else { return descriptor }
    let reason = errno
    close(descriptor)
    switch reason {
    case ENOENT, ECONNREFUSED, ENOTDIR: throw .notRunning(path: path)
    case EACCES, EPERM: throw .noPermission(path: path)
    case EAGAIN, ETIMEDOUT: throw .silent(path: path)
    case _: throw .unreadable(path: path, reason: String(cString: strerror(reason)))
    }
  }
}
