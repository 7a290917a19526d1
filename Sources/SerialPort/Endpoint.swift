/// Where a modem is reached.
public enum Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// A tty of this machine.
  case device(path: String)
  /// A serial line behind a network server such as ser2net, raw, without Telnet negotiation.
  case tcp(host: String, port: Int)

  /// Reads `/dev/…` or `tcp://host:port` (IPv6 hosts in brackets); nil when it is neither.
  public init?(parsing text: String) {
    if text.hasPrefix("/"), text.utf8.count > 1, !text.utf8.contains(0) {
      self = .device(path: text)
      return
    }
    let scheme = "tcp://"
    guard text.hasPrefix(scheme) else { return nil }
    let rest = text.dropFirst(scheme.count)
    guard let colon = rest.lastIndex(of: ":") else { return nil }
    var host = rest[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port) else {
      return nil
    }
    self = .tcp(host: String(host), port: port)
  }

  /// The form it was read from.
  public var description: String {
    switch self {
    case .device(let path): path
    case .tcp(let host, let port): host.contains(":") ? "tcp://[\(host)]:\(port)" : "tcp://\(host):\(port)"
    }
  }
}
