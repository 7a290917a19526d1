internal import Modem

/// The type of a short number, where a modem or network wants another than the standard's.
enum ShortNumberType: String, Sendable, CaseIterable {
  case unknown, national

  /// The type-of-address octet (3GPP TS 23.040 §9.1.2.5).
  var octet: UInt8 {
    switch self {
    case .unknown: AddressType.unknown.octet
    case .national: AddressType.national.octet
    }
  }
}

extension ConfigurationKeys {
  /// What a modem is told in place of its family's commands.
  enum Commands {
    /// Instead of a command: nothing is sent.
    static let skip = "skip"

    static let profile = ConfigurationKey<String>.text(
      "modems[].profile", default: "auto",
      expectation: "auto, or one of " + ModemProfile.families.map(\.name).joined(separator: ", "),
      "The family whose commands and pauses fit the modem; auto goes by what the modem says of itself.",
      where: { $0 == "auto" || ModemProfile.families.map(\.name).contains($0) })
    static let numberType = ConfigurationKey<ShortNumberType>.choice(
      "modems[].number-type", default: .unknown,
      "Type of numbers of at most 6 digits such as 1166: unknown (0x81), or national (0xA1) where it is refused so.")

    static let initialisation = commands(
      "init", example: #""AT^CURC=0", "AT+CFUN=1""#,
      "Commands sent before the SIM is asked for; their errors do not matter.")
    static let card = commands(
      "card-number", example: #""AT+CCID""#, "Commands of which the first that works tells the SIM card's number.")
    static let indications = texts(
      "new-messages", example: #""2,1,0,2,0", "2,1,0,0,0""#,
      expectation: "skip, or a list of AT+CNMI settings with mt=1, in quotes, such as \"2,1,0,2,0\"",
      "Settings of AT+CNMI to try, best first; with skip the modem is looked through every 10 seconds.",
      complaint: indicationsComplaint)
    static let storage = texts(
      "storage", example: "SM, ME", allowsSkip: false, expectation: "a list of SM, ME and MT",
      "Where new messages are to be kept, best first; the first one that the modem has is used.",
      complaint: { ["SM", "ME", "MT"].contains($0) ? nil : "is no storage: write SM, ME or MT" })
    static let list = ConfigurationKey<String>.text(
      "modems[].commands.list", example: skip, expectation: skip,
      "skip reads slot by slot instead of by AT+CMGL, for modems that list wrongly.", where: { $0 == skip })
    static let restart = command(
      "restart", example: #""AT+CFUN=1,1""#, "Restarts a modem that hangs; with skip it is only opened again.")
    static let reset = command(
      "reset", example: #""AT^RESET""#,
      "The vendor's reset, when restarting has not helped; with skip restart once more.")

    static let radioOff = command(
      "radio-off", example: #""AT+CFUN=4""#,
      "Switches the radio off when a network that was there stays away; AT+CFUN=1 follows. With skip it is left alone.")

    static let all: [any AnyConfigurationKey] = [
      profile, numberType, initialisation, card, indications, storage, list, restart, reset, radioOff,
    ]

    private static func commands(_ step: String, example: String, _ comment: String) -> ConfigurationKey<[String]> {
      texts(
        step, example: example, expectation: "skip, or a list of AT commands, in quotes", comment,
        complaint: ATCommandText.complaint)
    }

    private static func command(_ step: String, example: String, _ comment: String) -> ConfigurationKey<String> {
      var key = ConfigurationKey<String>.text(
        "modems[].commands." + step, example: example, expectation: "skip, or an AT command, in quotes", comment,
        where: { $0 == skip || ATCommandText.complaint($0) == nil })
      key.complaint = { text in
        text.scalar.map { ATCommandText.complaint($0) } ?? "must be one command, not a list"
      }
      return key
    }

    /// A list of which nothing that is refused is quoted. Its elements may have commas: elsewhere than in the file they
    /// are separated by semicolons.
    private static func texts(
      _ step: String, example: String, allowsSkip: Bool = true, expectation: String, _ comment: String,
      complaint: @escaping @Sendable (String) -> String?
    ) -> ConfigurationKey<[String]> {
      let explain: @Sendable (ConfigurationText) -> String? = { text in
        if allowsSkip, text.items == [skip] { return nil }
        if text.items.isEmpty || text.items.count > 16 { return "must be \(expectation); at most 16 of them" }
        for (index, item) in text.items.enumerated() {
          if let complaint = complaint(item) { return "element \(index + 1) \(complaint)" }
        }
        return nil
      }
      return ConfigurationKey(
        path: "modems[].commands." + step, fallback: nil, exampleText: example, comment: comment,
        expectation: expectation, isList: true, isSecret: false, separator: ";",
        read: { explain($0) == nil ? ($0.items == [skip] ? [] : $0.items) : nil }, complaint: explain)
    }

    /// With another mt than 1 a message that is lost on the line is lost for good, or its coming is not told.
    @Sendable private static func indicationsComplaint(_ text: String) -> String? {
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
      guard numbers.count == 5, numbers.allSatisfy((0...3).contains) else {
        return "must be five numbers from 0 to 3 in quotes, such as \"2,1,0,2,0\""
      }
      return numbers[1] == 1
        ? nil : "must have 1 as its second number (mt), so that a message stays on the SIM until Pelapor has stored it"
    }
  }
}
