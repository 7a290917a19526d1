import Reporting

/// The way of a report, as the configuration names it.
enum FlowName: String, Sendable, CaseIterable {
  case template, forward
  case twoStep = "two-step"
  case export
}

/// Type of the destination's number (3GPP TS 23.040 §9.1.2.5), by the telephone numbering plan.
enum AddressType: String, Sendable, CaseIterable {
  case unknown, international, national

  /// The type-of-address octet.
  var octet: UInt8 {
    switch self {
    case .unknown: 0x81
    case .international: 0x91
    case .national: 0xA1
    }
  }
}

extension ConfigurationKeys {
  /// Report profiles of the user, and changes to shipped ones.
  enum Profile {
    static let list = "reporting.profiles"

    static let id = ConfigurationKey<String>.text(
      "reporting.profiles[].id", example: "my-profile",
      expectation: "1 to 32 letters, digits, - or _, different for each profile",
      "Name of the profile; that of a shipped one changes that one.", where: isName)
    static let name = ConfigurationKey<String>.text(
      "reporting.profiles[].name", example: "My operator", expectation: "a text of at most 80 characters",
      "What people call it.", where: { isText($0, maximum: 80) })
    static let isEnabled = ConfigurationKey<Bool>.boolean(
      "reporting.profiles[].enabled", example: false,
      "Whether reports may be sent by it; an own profile is not enabled without this.")
    static let homeNetworks = ConfigurationKey<[String]>.list(
      "reporting.profiles[].home-networks", example: "\"51089\"",
      expectation: "a list of MCC and MNC, 3 to 6 digits each, in quotes",
      "The networks whose SIMs it serves: how their IMSI begins.",
      where: { (3...6).contains($0.utf8.count) && isDigits($0) })
    static let flow = ConfigurationKey<FlowName>.choice(
      "reporting.profiles[].flow", example: .template,
      "template fills in the form, forward sends the text as it is, two-step forwards and answers, export sends nothing."
    )
    static let destination = ConfigurationKey<String>.text(
      "reporting.profiles[].destination", example: "\"1234\"",
      expectation: "a number of 3 to 15 digits, in quotes, with + if it is international",
      "Where its reports go. Check that it is free of charge, and who it belongs to.",
      where: { (3...15).contains(digits($0).utf8.count) && isDigits(digits($0)) })
    static let typeOfAddress = ConfigurationKey<AddressType>.choice(
      "reporting.profiles[].type-of-address", example: .unknown,
      "Type of the destination's number; without it international after a +, else unknown, as short codes are.")
    static let template = template(
      "reporting.profiles[].template", example: "\"LAPOR#{number}#{text}\"",
      "Its form, of the flow template; {number}, {international}, {sender}, {text} and {date} are filled in.")
    static let answer = template(
      "reporting.profiles[].answer", example: "\"{international}\"",
      "What the destination is answered when it asks for the number, of the flow two-step.")
    static let parts = ConfigurationKey<Int>.integer(
      "reporting.profiles[].parts", example: 1, in: 1...5,
      "Most SMS parts of one report; without it reporting.parts.")
    static let acknowledged = replies("acknowledged", example: "terima kasih * laporan", "thanks for a report")
    static let rejected = replies("rejected", example: "format * salah", "says that the format is wrong")
    static let asksForNumber = replies("asks-for-number", example: "reply * number", "asks for the number")
    static let perHour = ConfigurationKey<Int>.integer(
      "reporting.profiles[].per-hour", example: 10, in: 0...1_000,
      "Most reports in any 60 minutes, where that is fewer than reporting.per-hour.")
    static let perDay = ConfigurationKey<Int>.integer(
      "reporting.profiles[].per-day", example: 50, in: 0...10_000,
      "Most reports in any 24 hours, where that is fewer than reporting.per-day.")
    static let maximumAge = ConfigurationKey<Int>.integer(
      "reporting.profiles[].maximum-age-hours", example: 72, in: 1...8_760,
      "Older messages are not reported, where that is shorter than reporting.maximum-age-hours.")
    static let email = ConfigurationKey<String>.text(
      "reporting.profiles[].email", example: "cs@example.org", expectation: "an e-mail address",
      "Where exported mails are addressed to.",
      where: { text in
        text.split(separator: "@", omittingEmptySubsequences: false).count == 2 && isText(text, maximum: 254)
          && !text.hasPrefix("@") && !text.hasSuffix("@")
          && !text.contains { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "<" || $0 == ">" }
      })
    static let callCentre = ConfigurationKey<String>.text(
      "reporting.profiles[].call-centre", example: "\"188\"", expectation: "a telephone number, in quotes",
      "Whom to call.", where: { (2...20).contains($0.utf8.count) && isDigits(digits($0)) })
    static let verifiedOn = ConfigurationKey<String>.text(
      "reporting.profiles[].verified-on", example: "\"2026-11-24\"", expectation: "a day, yyyy-mm-dd",
      "When you last saw a report in this form taken.", where: { $0.wholeMatch(of: #/\d{4}-\d{2}-\d{2}/#) != nil })

    private static func template(_ path: String, example: String, _ comment: String) -> ConfigurationKey<ReportTemplate>
    {
      ConfigurationKey(
        path: path, fallback: nil, exampleText: example, comment: comment,
        expectation: "a text with placeholders such as {number}, in quotes", isList: false, isSecret: false,
        read: { text in text.scalar.flatMap { try? ReportTemplate($0) } },
        complaint: { text in
          guard let scalar = text.scalar else { return nil }
          do throws(TemplateError) {
            _ = try ReportTemplate(scalar)
            return nil
          } catch {
            return error.reason
          }
        })
    }

    private static func replies(_ name: String, example: String, _ meaning: String) -> ConfigurationKey<[String]> {
      .list(
        "reporting.profiles[].replies.\(name)", example: "\"\(example)\"",
        expectation: "a list of texts with a letter or a digit in each",
        "How a reply reads that \(meaning); * stands for anything between.",
        where: { isText($0, maximum: 160) && $0.contains { $0.isLetter || $0.isNumber } })
    }

    @Sendable private static func isText(_ text: String, maximum: Int) -> Bool {
      (1...maximum).contains(text.count) && text.unicodeScalars.allSatisfy { !isUnsafe($0) }
    }

    @Sendable private static func isDigits(_ text: some StringProtocol) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    @Sendable private static func digits(_ text: String) -> Substring {
      text.hasPrefix("+") ? text.dropFirst() : text[...]
    }
  }
}
