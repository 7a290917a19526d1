import Digest
import Foundation

/// An HTTP POST of the document, signed as Standard Webhooks (standardwebhooks.com) has it.
///
/// `curl` makes it, as a child: the answers and certificates of strangers are read by another process, and nothing of a
/// TLS stack stays in the memory of a gateway that sends a few of these a day.
struct Webhook {
  /// Where it goes.
  struct Target: Sendable, Equatable {
    /// https, or http to this machine.
    var url: String
    /// A file with the secret of the signature; without it there is none.
    var secretFile: String?
    /// A file with the certificates that are trusted instead of the system's.
    var certificatesFile: String?
  }

  static let program = "/usr/bin/curl"
  /// Of the answer's head and body; only the status is wanted.
  private static let answerLimit = 16_384

  let target: Target
  let timeLimit: Duration

  func post(_ document: String, key: String, at seconds: Int64, isStopping: () -> Bool = { false }) -> DeliveryOutcome {
    var headers = [
      "Content-Type: application/json", "User-Agent: pelapor/\(Version.text)", "webhook-id: \(key)",
      "webhook-timestamp: \(seconds)", "Expect:",
    ]
    if let file = target.secretFile {
      guard let secret = WebhookSecret(file: file) else {
        return .temporary("the secret file \(file) can't be read or is empty")
      }
      headers.append("webhook-signature: \(secret.signature(key: key, seconds: seconds, body: document))")
    }
    let result = ChildProcess.run(
      [Self.program, "--disable", "--config", "-"], input: Array(settings(document, headers).utf8),
      timeLimit: timeLimit + .seconds(2), outputLimit: Self.answerLimit, endsWhenFull: true, isStopping: isStopping)
    return Self.outcome(result)
  }

  /// curl's configuration file, so that neither URL nor signature stands in the list of processes.
  private func settings(_ document: String, _ headers: [String]) -> String {
    var lines = [
      "silent", "show-error", "include", "proto = \"=https,http\"", "max-redirs = 0", "noproxy = \"*\"",
      "max-time = \(timeLimit.components.seconds)", "connect-timeout = 10", "url = \(Self.quoted(target.url))",
    ]
    if let file = target.certificatesFile { lines.append("cacert = \(Self.quoted(file))") }
    lines += headers.map { "header = \(Self.quoted($0))" }
    lines.append("data-binary = \(Self.quoted(document))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The document is one line of JSON, which begins with a brace: no line end, and no `@` that would name a file.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }

  static func outcome(_ result: ChildProcess.Result) -> DeliveryOutcome {
    switch result.ending {
    case .stopped: return .interrupted
    case .notStarted(let reason): return .temporary("\(program) can't be run: \(reason); install curl")
    case .exited, .signalled, .timedOut, .outputFull: break
    }
    let lines = String(decoding: result.output, as: UTF8.self).split(whereSeparator: \.isNewline)
    if let status = lines.compactMap({ status($0) }).last { return outcome(ofStatus: status) }
    let complaint = lines.last { $0.hasPrefix("curl: ") }.map { visible(String($0.dropFirst(6).prefix(200))) }
    return .temporary(complaint ?? "no answer")
  }

  /// RFC 9110 §15.
  private static func outcome(ofStatus status: Int) -> DeliveryOutcome {
    switch status {
    case 200..<300: .delivered
    case 300..<400: .permanent("the server answered \(status): redirects are not followed, give the URL itself")
    case 408, 425, 429, 500...: .temporary("the server answered \(status)")
    case _: .permanent("the server answered \(status)")
    }
  }

  /// Of a status line that is final: `HTTP/1.1 204 No Content`.
  private static func status(_ line: Substring) -> Int? {
    guard let match = line.wholeMatch(of: #/HTTP\/[0-9.]+ ([2-5][0-9]{2})( .*)?/#) else { return nil }
    return Int(match.1)
  }
}

/// The secret of a webhook's signature. Read for each delivery: it can be changed at any time and stays nowhere.
struct WebhookSecret {
  private let octets: [UInt8]

  /// `whsec_` and Base64, or a text as it is.
  init?(_ text: String) {
    let prefix = "whsec_"
    if text.hasPrefix(prefix), let data = Data(base64Encoded: String(text.dropFirst(prefix.count))) {
      octets = Array(data)
    } else {
      octets = Array(text.utf8)
    }
    if octets.isEmpty { return nil }
  }

  init?(file: String) {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8), text.utf8.count <= 4_096 else { return nil }
    self.init(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// `v1,` and the Base64 of HMAC-SHA256 over id, time and body.
  func signature(key: String, seconds: Int64, body: String) -> String {
    let code = SHA256.authenticationCode(of: "\(key).\(seconds).\(body)".utf8, key: octets)
    return "v1," + Data(code).base64EncodedString()
  }
}
