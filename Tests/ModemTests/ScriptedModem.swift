/// A modem for tests: storages, settings and a table of answers; what it is told to get wrong is in its fields.
///
/// It answers at once and knows no time. The simulator of the program does more, and is tested elsewhere.
struct ScriptedModem {
  var storages: [String: [Int: String]] = ["SM": [:], "ME": [:]]
  var sizes = ["SM": 20, "ME": 23]
  var memory = "SM"
  /// What it says is used, where that is not the truth.
  var claims: [String: Int] = [:]
  var echo = true
  /// Answers that replace the modem's own, by command line; used up one after the other, the last one stays.
  var answers: [String: [String]] = [:]
  var understandsChains = true
  /// Commands whose echo is lost on the way, once each.
  var unechoed: Set<String> = []
  var subscriber = "510101234567890"
  var registration = "1"
  var isMute = false
  var pin: String?
  var pinTries = 3
  /// Command lines as they came.
  var commands: [String] = []
  /// PDUs sent.
  var sent: [String] = []
  private var line: [UInt8] = []
  private var awaitsPDU = false
  private var reference: UInt8 = 0

  /// What it says to these octets.
  mutating func receive(_ octets: [UInt8]) -> [UInt8] {
    var reply: [UInt8] = []
    for octet in octets {
      switch octet {
      case 0x1B:
        line = []
        if awaitsPDU { reply += Array("\r\nOK\r\n".utf8) }
        awaitsPDU = false
      case 0x1A where awaitsPDU:
        awaitsPDU = false
        sent.append(String(decoding: line, as: UTF8.self))
        line = []
        reference &+= 1
        reply += Array((replacement(for: "PDU") ?? "\r\n+CMGS: \(reference)\r\n\r\nOK\r\n").utf8)
      case 0x0D where !awaitsPDU:
        let command = String(decoding: line, as: UTF8.self)
        line = []
        guard !command.isEmpty else { continue }
        commands.append(command)
        if echo, unechoed.remove(command) == nil { reply += Array((command + "\r").utf8) }
        reply += Array((replacement(for: command) ?? answer(command)).utf8)
      default:
        line.append(octet)
      }
    }
    return isMute ? [] : reply
  }

  /// A message arrives from the network; the URC that announces it.
  mutating func deliver(_ pdu: String, to storage: String = "SM", announcedAs name: String? = nil) -> [UInt8] {
    let first = (0..<(sizes[storage] ?? 20)).first { storages[storage]?[$0] == nil }
    guard let first else { return [] }
    storages[storage, default: [:]][first] = pdu
    return Array("\r\n+CMTI: \"\(name ?? storage)\",\(first)\r\n".utf8)
  }

  private mutating func replacement(for command: String) -> String? {
    guard var texts = answers[command], let text = texts.first else { return nil }
    if texts.count > 1 {
      texts.removeFirst()
      answers[command] = texts
    }
    return text
  }

  private static let ok = "\r\nOK\r\n"
  private static let error = "\r\nERROR\r\n"
  private static func text(_ text: String) -> String { "\r\n\(text)\r\n" + ok }

  private mutating func answer(_ command: String) -> String {
    switch command {
    case "AT", "ATZ", "AT+CMEE=1", "AT+CMGF=0", "AT+CREG=2", "AT+COPS=3,0", "AT+CNMA": return Self.ok
    case "ATE0":
      echo = false
      return Self.ok
    case "AT+CGMI": return Self.text("Acme")
    case "AT+CGMM": return Self.text("M1")
    case "AT+CGMR": return Self.text("1.0")
    case "AT+CGSN": return Self.text("356938035643809")
    case "AT+CIMI": return Self.text(subscriber)
    case "AT+CCID": return Self.text("89621012345678901234")
    case "AT+CPIN?": return Self.text("+CPIN: " + (pin == nil ? "READY" : pinTries > 0 ? "SIM PIN" : "SIM PUK"))
    case "AT+CREG?": return Self.text("+CREG: 2,\(registration),\"1A2B\",\"00C3D4E5\",7")
    case "AT+COPS?": return Self.text("+COPS: 0,0,\"TELKOMSEL\",7")
    case "AT+CSQ": return Self.text("+CSQ: 17,99")
    case "AT+CSCA?": return Self.text("+CSCA: \"+6281100000\",145")
    case "AT+CSMS?": return Self.text("+CSMS: 0,1,1,1")
    case "AT+CPMS=?": return Self.text(#"+CPMS: ("SM","ME"),("SM","ME"),("SM","ME")"#)
    case "AT+CPMS?": return Self.text("+CPMS: " + levels(named: true))
    case "AT+CNMI=?": return Self.text("+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)")
    case "AT+CNMI?": return Self.text("+CNMI: 2,1,0,2,0")
    case "AT+CMGL=4": return listing() + Self.ok
    case "AT+CEER": return Self.text("+CEER: no cause")
    default: return answerWithParameters(command)
    }
  }

  private mutating func answerWithParameters(_ command: String) -> String {
    if command.hasPrefix("AT+CNMI=") { return Self.ok }
    if command.hasPrefix("AT+CMGR="), let index = Int(command.dropFirst(8)) {
      guard let pdu = storages[memory]?[index] else { return Self.ok }
      return Self.text("+CMGR: 1,,\(Self.length(of: pdu))\r\n\(pdu)")
    }
    if command.hasPrefix("AT+CMGS=") {
      awaitsPDU = true
      return "\r\n> "
    }
    if command.hasPrefix("AT+CMGD=") {
      let parts = command.dropFirst(2).split(separator: ";")
      guard parts.count == 1 || understandsChains else { return Self.error }
      for part in parts {
        guard let index = Int(part.dropFirst(6)) else { return Self.error }
        storages[memory]?[index] = nil
      }
      return Self.ok
    }
    if command.hasPrefix("AT+CPMS=") {
      let names = command.dropFirst(8).split(separator: ",").map { $0.filter { $0 != "\"" } }
      guard names.allSatisfy({ storages[$0] != nil }) else { return Self.error }
      memory = names[0]
      return Self.text("+CPMS: " + levels(named: false))
    }
    if command.hasPrefix("AT+CPIN="), let pin {
      if command == "AT+CPIN=\"\(pin)\"" {
        self.pin = nil
        return Self.ok
      }
      pinTries -= 1
      return "\r\n+CME ERROR: 16\r\n"
    }
    return Self.error
  }

  /// Octets behind the service centre address.
  static func length(of pdu: String) -> Int {
    pdu.utf8.count / 2 - 1 - (Int(pdu.prefix(2), radix: 16) ?? 0)
  }

  private func levels(named: Bool) -> String {
    [memory, "SM", "SM"].map { name in
      (named ? "\"\(name)\"," : "") + "\(claims[name] ?? storages[name]?.count ?? 0),\(sizes[name] ?? 0)"
    }.joined(separator: ",")
  }

  private func listing() -> String {
    (storages[memory] ?? [:]).sorted { $0.key < $1.key }
      .map { "\r\n+CMGL: \($0.key),0,,\(Self.length(of: $0.value))\r\n\($0.value)" }.joined() + "\r\n"
  }
}
