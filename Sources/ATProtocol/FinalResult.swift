/// The line that ends a reply (ITU-T V.250 §5.7.1).
public enum FinalResult: Sendable, Hashable {
  /// `OK`.
  case ok
  /// `CONNECT …`: data mode was entered.
  case connect
  /// An error of the command.
  case failure(ATError)
  /// `NO CARRIER`, `BUSY`, `NO ANSWER`, `NO DIALTONE`: the fate of a call, never of a command of ours.
  case call(String)

  /// Whether the command was carried out.
  public var isSuccess: Bool {
    switch self {
    case .ok, .connect: true
    case .failure, .call: false
    }
  }

  /// Reads a line; nil when it ends no reply.
  public init?(_ line: some StringProtocol) {
    let line = line.trimmed
    switch line {
    case "OK": self = .ok
    case "ERROR": self = .failure(.unspecified("ERROR"))
    // Huawei and ZTE say so instead of ERROR.
    case "COMMAND NOT SUPPORT", "TOO MANY PARAMETERS": self = .failure(.unspecified(String(line)))
    case "NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "NO DIAL TONE": self = .call(String(line))
    default:
      if line.hasPrefix("+CME ERROR:") {
        self = .failure(.equipment(text: line.dropFirst(11)))
      } else if line.hasPrefix("+CMS ERROR:") {
        self = .failure(.messageService(text: line.dropFirst(11)))
      } else if line == "CONNECT" || line.hasPrefix("CONNECT ") {
        self = .connect
      } else if line.hasPrefix("MODEM ERROR:"), Int(line.dropFirst(12).trimmed) != nil {
        self = .failure(.unspecified(String(line)))
      } else {
        return nil
      }
    }
  }
}
