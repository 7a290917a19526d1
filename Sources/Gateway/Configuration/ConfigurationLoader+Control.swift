extension ConfigurationLoader {
  mutating func control() -> Configuration.Control {
    let socket = value(ConfigurationKeys.Control.socket, or: "off")
    let control = Configuration.Control(
      socket: socket == "off" ? nil : socket,
      listen: optional(ConfigurationKeys.Control.listen).flatMap(LoopbackAddress.init(parsing:)),
      tokenFile: optional(ConfigurationKeys.Control.tokenFile),
      includeText: value(ConfigurationKeys.Control.includeText, or: false))
    if control.listen != nil, control.tokenFile == nil {
      // Every account of the machine reaches a port; who may is what the token says.
      problem(
        document.values[ConfigurationKeys.Control.listen.path]?.origin ?? .flag,
        key: ConfigurationKeys.Control.listen.path,
        "needs control.token-file: without a secret every account of this machine could send SMS")
    }
    return control
  }
}

/// An address that only this machine reaches, and a port.
public struct LoopbackAddress: Sendable, Equatable, CustomStringConvertible {
  /// `127.0.0.1`, or another of 127.0.0.0/8, or `::1`.
  public var host: String
  /// 1 to 65535; 0 lets the kernel choose one.
  public var port: Int

  /// Reads `127.0.0.1:8166` or `[::1]:8166`; nil for what others could reach, or is no address.
  public init?(parsing text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    let host = text[..<colon]
    if host == "[::1]" {
      self.host = "::1"
    } else {
      let octets = host.split(separator: ".", omittingEmptySubsequences: false)
      guard octets.count == 4, octets[0] == "127",
        octets.allSatisfy({ octet in
          octet.utf8.count <= 3 && octet.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(octet) != nil
        })
      else { return nil }
      self.host = String(host)
    }
    self.port = port
  }

  /// As it is written.
  public var description: String { host == "::1" ? "[::1]:\(port)" : "\(host):\(port)" }
}
