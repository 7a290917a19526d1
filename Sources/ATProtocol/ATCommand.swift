/// A command line as a value: its text, what its reply looks like, and how long it may take.
public enum ATCommand: Sendable, Hashable {
  /// `AT`: is anybody there?
  case attention
  /// `ATZ`: the stored profile (ITU-T V.250 §6.1.1).
  case reset
  /// `ATE0`: no echo.
  case echoOff
  /// `ATV1`: results as words.
  case verboseResults
  /// `AT+CMEE=1`: errors as numbers (3GPP TS 27.007 §9.1).
  case numericErrors
  /// `AT+CGMI`, `AT+CGMM`, `AT+CGMR`, `AT+CGSN`.
  case manufacturer, model, revision, serialNumber
  /// `AT+CIMI`: IMSI.
  case subscriberIdentity
  /// ICCID, by whichever command the vendor has.
  case cardIdentity(String)
  /// `AT+CPIN?`.
  case simStatus
  /// How often a PIN may still be tried, by whichever command the vendor has.
  case pinTries(String)
  /// `AT+CPIN="…"`. Never logged, never sent twice.
  case enterPIN(String)
  /// `AT+CREG=<n>` and its like.
  case registrationReports(Registration.Domain, Int)
  /// `AT+CREG?` and its like.
  case registration(Registration.Domain)
  /// `AT+COPS=3,<format>`: how the operator is named.
  case operatorFormat(Int)
  /// `AT+COPS?`.
  case currentOperator
  /// `AT+CSQ`.
  case signalQuality
  /// `AT+CSCA?`.
  case serviceCentre
  /// `AT+CEER`: why the last thing failed.
  case extendedError
  /// `AT+CMGF=0`.
  case pduMode
  /// `AT+CSMS?`.
  case messageService
  /// `AT+CPMS=?`.
  case storageChoices
  /// `AT+CPMS?`.
  case storageLevels
  /// `AT+CPMS="…","…","…"`: one to three storages.
  case selectStorages([String])
  /// `AT+CNMI=?`.
  case indicationRanges
  /// `AT+CNMI?`.
  case indications
  /// `AT+CNMI=…`.
  case setIndications(NewMessageIndications)
  /// `AT+CMGL=4`: all messages, as PDUs.
  case listMessages
  /// `AT+CMGR=<index>`.
  case readMessage(Int)
  /// `AT+CMGD=<index>`, several in one line where there are several.
  case deleteMessages([Int])
  /// `AT+CMGD=?`.
  case deleteRange
  /// `AT+CMGS=<length>`: answers with a prompt.
  case submit(length: Int)
  /// The PDU and Ctrl-Z after the prompt.
  case submitBody(String)
  /// `AT+CNMA`: a directly delivered message is safe.
  case acknowledge
  /// ESC: leaves a prompt.
  case escape
  /// A command of a profile or of the configuration.
  case vendor(String)

  /// The octets to write.
  public var octets: [UInt8] {
    if case .escape = self { return [0x1B] }
    if case .submitBody(let pdu) = self { return Array(pdu.utf8) + [0x1A] }
    return Array(text.utf8) + [0x0D]
  }

  /// The command line without its line end; for ``submitBody(_:)`` the PDU, for ``escape`` nothing.
  public var text: String {
    switch self {
    case .attention: "AT"
    case .reset: "ATZ"
    case .echoOff: "ATE0"
    case .verboseResults: "ATV1"
    case .numericErrors: "AT+CMEE=1"
    case .manufacturer: "AT+CGMI"
    case .model: "AT+CGMM"
    case .revision: "AT+CGMR"
    case .serialNumber: "AT+CGSN"
    case .subscriberIdentity: "AT+CIMI"
    case .cardIdentity(let command), .pinTries(let command), .vendor(let command): command
    case .simStatus: "AT+CPIN?"
    case .enterPIN(let pin): "AT+CPIN=\"\(pin)\""
    case .registrationReports(let domain, let level): "AT\(domain.rawValue)=\(level)"
    case .registration(let domain): "AT\(domain.rawValue)?"
    case .operatorFormat(let format): "AT+COPS=3,\(format)"
    case .currentOperator: "AT+COPS?"
    case .signalQuality: "AT+CSQ"
    case .serviceCentre: "AT+CSCA?"
    case .extendedError: "AT+CEER"
    case .pduMode: "AT+CMGF=0"
    case .messageService: "AT+CSMS?"
    case .storageChoices: "AT+CPMS=?"
    case .storageLevels: "AT+CPMS?"
    case .selectStorages(let names): "AT+CPMS=" + names.map { "\"\($0)\"" }.joined(separator: ",")
    case .indicationRanges: "AT+CNMI=?"
    case .indications: "AT+CNMI?"
    case .setIndications(let settings): "AT+CNMI=\(settings.parameters)"
    case .listMessages: "AT+CMGL=4"
    case .readMessage(let index): "AT+CMGR=\(index)"
    case .deleteMessages(let indexes): "AT" + indexes.map { "+CMGD=\($0)" }.joined(separator: ";")
    case .deleteRange: "AT+CMGD=?"
    case .submit(let length): "AT+CMGS=\(length)"
    case .submitBody(let pdu): pdu
    case .acknowledge: "AT+CNMA"
    case .escape: ""
    }
  }

  /// What may be written to a log: the text without PIN and PDU.
  public var loggable: String {
    if case .enterPIN = self { return "AT+CPIN=\"****\"" }
    if case .submitBody = self { return "(PDU)" }
    if case .escape = self { return "(ESC)" }
    return text
  }
}

extension ATCommand {
  /// What a reply consists of besides its final result.
  public enum Reply: Sendable, Hashable {
    /// Nothing, or lines nobody reads.
    case none
    /// Lines `<prefix>: …`.
    case lines(prefix: String)
    /// Text, with or without a prefix.
    case text
    /// `+CMGL: …` and a PDU line, many times.
    case listing
    /// `+CMGR: …` and a PDU line.
    case reading
    /// A prompt.
    case prompt
    /// Whatever comes, URCs of known names apart.
    case anything
  }

  /// What the reply consists of.
  public var reply: Reply {
    switch self {
    case .attention, .reset, .echoOff, .verboseResults, .numericErrors, .registrationReports, .operatorFormat, .pduMode,
      .setIndications, .deleteMessages, .acknowledge, .escape, .enterPIN:
      .none
    case .manufacturer, .model, .revision, .serialNumber, .subscriberIdentity, .cardIdentity: .text
    case .simStatus: .lines(prefix: "+CPIN")
    case .registration(let domain): .lines(prefix: domain.rawValue)
    case .currentOperator: .lines(prefix: "+COPS")
    case .signalQuality: .lines(prefix: "+CSQ")
    case .serviceCentre: .lines(prefix: "+CSCA")
    case .messageService: .lines(prefix: "+CSMS")
    case .storageChoices, .storageLevels, .selectStorages: .lines(prefix: "+CPMS")
    case .indicationRanges, .indications: .lines(prefix: "+CNMI")
    case .listMessages: .listing
    case .readMessage: .reading
    case .deleteRange: .lines(prefix: "+CMGD")
    case .submit: .prompt
    case .submitBody: .lines(prefix: "+CMGS")
    case .pinTries(let command): .lines(prefix: String(command.dropFirst(2).prefix { $0 != "=" && $0 != "?" }))
    case .extendedError, .vendor: .anything
    }
  }

  /// After how long without any answer the command counts as lost. For ``listMessages`` every line counts as an
  /// answer; sending waits for as long as slow networks take (135 s have been seen).
  public var patience: Duration {
    switch self {
    case .attention, .escape: .seconds(2)
    case .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision, .serialNumber, .pduMode,
      .registrationReports, .signalQuality, .acknowledge:
      .seconds(5)
    case .reset, .subscriberIdentity, .cardIdentity, .simStatus, .pinTries, .registration, .operatorFormat,
      .serviceCentre, .extendedError, .messageService, .indicationRanges, .indications, .setIndications, .deleteRange:
      .seconds(10)
    case .enterPIN, .currentOperator, .storageChoices, .storageLevels, .selectStorages, .readMessage, .listMessages,
      .submit, .vendor:
      .seconds(20)
    case .deleteMessages(let indexes): .seconds(20 + 2 * indexes.count)
    case .submitBody: .seconds(185)
    }
  }
}
