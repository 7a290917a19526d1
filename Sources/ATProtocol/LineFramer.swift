/// Cuts a modem's octets into lines and prompts (ITU-T V.250 §5.7.1, 3GPP TS 27.005 §3.5.1).
///
/// Whatever arrives, the framer holds at most one line of ``maximumLineLength`` octets. CR and LF end a line in any
/// combination, empty lines are dropped, and control characters (NULs of a modem switching on, XON/XOFF) vanish.
public struct LineFramer: Sendable {
  /// What the octets amount to.
  public enum Token: Sendable, Hashable {
    /// A non-empty line without its line end; octets that are not UTF-8 have become U+FFFD.
    case line(String)
    /// The beginning of a line longer than ``LineFramer/maximumLineLength``; its rest is thrown away.
    case overlong(String)
    /// The `> ` after which a modem takes the octets of a message; no line end follows it.
    case prompt
  }

  /// The longest line kept whole. A PDU line has at most 2 × (12 + 164) digits; `+CLAC` answers reach 2,000.
  public static let maximumLineLength = 4096

  /// Whether a `>` opening a line is a prompt. Off by default, so that noise cannot look like one.
  public var expectsPrompt = false

  private var octets: [UInt8] = []
  private var isOverflowing = false
  private var justPrompted = false

  /// An empty framer.
  public init() {}

  /// Takes one octet; it completes at most one token.
  public mutating func consume(_ octet: UInt8) -> Token? {
    switch octet {
    case 0x0A, 0x0D:
      return endLine()
    case 0x00...0x1F, 0x7F:
      return nil
    case 0x20 where justPrompted:
      justPrompted = false
      return nil
    case 0x3E where expectsPrompt && octets.allSatisfy { $0 == 0x20 }:
      octets.removeAll(keepingCapacity: true)
      justPrompted = true
      expectsPrompt = false
      return .prompt
    default:
      justPrompted = false
      if octets.count < Self.maximumLineLength {
        octets.append(octet)
      } else {
        isOverflowing = true
      }
      return nil
    }
  }

  /// Ends the line under way, as if a line end had come: for a transcript whose last line lacks one.
  public mutating func endLine() -> Token? {
    defer {
      octets.removeAll(keepingCapacity: true)
      isOverflowing = false
      justPrompted = false
    }
    guard !octets.isEmpty else { return nil }
    let text = String(decoding: octets, as: UTF8.self)
    return isOverflowing ? .overlong(text) : .line(text)
  }

  /// Forgets half a line, for instance when the port has been opened anew.
  public mutating func reset() {
    self = LineFramer()
  }
}
