extension ConfigurationKeys {
  /// Programs that are told of events.
  enum Hook {
    static let list = "hooks"

    static let name = hookName("hooks", example: "notify")
    static let events = hookEvents("hooks")
    static let command = ConfigurationKey<[String]>.list(
      "hooks[].command", example: "/usr/local/bin/notify, \"--urgent\"",
      expectation: "a list: the absolute path of a program, then its arguments",
      "The program and its arguments; run directly, never by a shell. It gets a JSON document on standard input.",
      where: { !$0.utf8.contains(0) && $0.utf8.count <= 4_096 })
    static let includeText = hookText("hooks")
    static let timeout = hookTimeout("hooks", default: 10, "After this time the program is ended.")
    static let retry = hookRetry("hooks")
  }

  /// Addresses that are told of events by HTTP.
  enum Web {
    static let list = "webhooks"

    static let name = hookName("webhooks", example: "bot")
    static let events = hookEvents("webhooks")
    static let url = ConfigurationKey<String>.text(
      "webhooks[].url", example: "https://example.org/pelapor", isSecret: true,
      expectation: "an https:// address, or http:// to this machine, without user name",
      "Where the JSON document is posted; http:// only to this machine. Never shown: it may hold a token.",
      where: isWebAddress)
    static let secretFile = ConfigurationKey<String>.text(
      "webhooks[].secret-file", example: "/etc/pelapor/bot.secret", expectation: "an absolute path",
      "A file with the secret of the signature (HMAC-SHA256); without it there is no signature.", where: isAbsolutePath)
    static let certificates = ConfigurationKey<String>.text(
      "webhooks[].ca-file", example: "/etc/pelapor/own-ca.pem", expectation: "an absolute path",
      "Certificates that are trusted instead of the system's.", where: isAbsolutePath)
    static let includeText = hookText("webhooks")
    static let timeout = hookTimeout("webhooks", default: 10, "How long an answer may take.")
    static let retry = hookRetry("webhooks")

    @Sendable private static func isWebAddress(_ text: String) -> Bool {
      guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
      let local = #/http://(localhost|127\.[0-9.]+|\[::1\])(:[0-9]{1,5})?([/?].*)?/#
      return text.wholeMatch(of: #/https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?].*)?/#) != nil
        || text.wholeMatch(of: #/https://\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?([/?].*)?/#) != nil
        || text.wholeMatch(of: local) != nil
    }
  }

  private static func hookName(_ list: String, example: String) -> ConfigurationKey<String> {
    .text(
      "\(list)[].name", example: example,
      expectation: "1 to 32 letters, digits, - or _, different for each hook and webhook",
      "What the log and `pelapor hooks` call it.", where: isName)
  }

  private static func hookEvents(_ list: String) -> ConfigurationKey<[String]> {
    .list(
      "\(list)[].events", example: "\"sms.received\", \"report.*\"",
      expectation: "a list of events or patterns such as report.*, in quotes; docs/log.md has them",
      "Which events it is told of, whatever log.level is; events of level debug and those of hooks are never told.",
      where: { EventPattern($0).map(isForHooks) ?? false })
  }

  /// A hook that is told of its own failures would fail for ever.
  private static func isForHooks(_ pattern: EventPattern) -> Bool {
    EventName.allCases.contains { pattern.matches($0.rawValue) && $0.isToldToHooks }
  }

  private static func hookText(_ list: String) -> ConfigurationKey<Bool> {
    .boolean("\(list)[].include-text", default: false, "Whether it is told texts of messages and whole numbers.")
  }

  private static func hookTimeout(_ list: String, default fallback: Int, _ comment: String) -> ConfigurationKey<Int> {
    .integer("\(list)[].timeout-seconds", default: fallback, in: 1...300, comment)
  }

  private static func hookRetry(_ list: String) -> ConfigurationKey<Int> {
    .integer(
      "\(list)[].retry-hours", default: 72, in: 0...720,
      "How long what failed is tried again, with growing pauses; 0 tries once.")
  }
}

extension EventName {
  /// Whether hooks may be told of it.
  var isToldToHooks: Bool {
    switch self {
    case .hookDelivered, .hookPostponed, .hookFailed, .hookDropped: false
    case _: true
    }
  }
}
