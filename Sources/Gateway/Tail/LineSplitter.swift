/// Cuts a stream of octets into lines.
public struct LineSplitter: Sendable {
  /// Longer lines are handed out in pieces.
  public static let maximumLength = 1 << 20

  private var rest: [UInt8] = []

  /// Nothing so far.
  public init() {}

  /// The lines that end in what has come, without their newlines.
  public mutating func lines(_ octets: some Collection<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for octet in octets {
      if octet == 0x0A || rest.count >= Self.maximumLength {
        lines.append(rest)
        rest = []
        if octet == 0x0A { continue }
      }
      rest.append(octet)
    }
    return lines
  }

  /// What has no newline at the end of a file that will not grow any more; nil when there is nothing.
  public mutating func remainder() -> [UInt8]? {
    defer { rest = [] }
    return rest.isEmpty ? nil : rest
  }
}
