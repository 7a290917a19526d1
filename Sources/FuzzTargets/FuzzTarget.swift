import CodecCheck
import Contacts
import Gateway
import SMSCodec
import SpamCore

/// What reads octets that somebody else has made, and what must hold whatever they are.
///
/// A run takes any octets, finds out what does not hold, and traps on nothing. libFuzzer drives them (`make fuzz`); the
/// ordinary tests replay a small corpus.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A PDU as it comes from a modem, without its hexadecimal digits; the first octet's lowest bit is its direction.
  case pdu
  /// What a modem writes, and when; see ``LineScript``.
  case line
  /// A configuration file.
  case configuration
  /// A log file, as `pelapor tail` reads it.
  case log
  /// A vCard or CSV file of contacts.
  case contacts
  /// Changes to the model file, with a digest that fits; see ``ModelPatch``.
  case model

  /// What does not hold; nil when all does.
  public func violation(_ octets: [UInt8]) -> String? {
    switch self {
    case .pdu: pduViolation(octets)
    case .line: LineScript(octets).violation()
    case .configuration: configurationViolation(octets)
    case .log: logViolation(octets)
    case .contacts: contactsViolation(octets)
    case .model: ModelPatch(octets).violation()
    }
  }

  private func pduViolation(_ octets: [UInt8]) -> String? {
    guard let first = octets.first else { return nil }
    let direction = first & 1 == 0 ? Direction.mobileTerminated : .mobileOriginated
    let pdu = Array(octets.dropFirst())
    return Mutation.violation(pdu, direction: direction) ?? Mutation.presentationViolation(pdu, direction: direction)
  }

  private func configurationViolation(_ octets: [UInt8]) -> String? {
    // As the loader itself, which takes UTF-8 alone.
    guard let yaml = String(validating: octets, as: UTF8.self) else { return nil }
    do {
      _ = try ConfigurationLoader.load(yaml: yaml, name: "fuzz.yaml")
      return nil
    } catch {
      return error.problems.isEmpty ? "refused without a reason" : nil
    }
  }

  private func logViolation(_ octets: [UInt8]) -> String? {
    var splitter = LineSplitter()
    var renderer = LogRenderer(isColoured: false, showsText: octets.count % 2 == 0)
    var lines = splitter.lines(octets)
    if let rest = splitter.remainder() { lines.append(rest) }
    for line in lines {
      let shown = renderer.lines(LogLineContent(line: line), width: 80)
      if shown.unicodeScalars.contains(where: { $0 != "\n" && $0.properties.generalCategory == .control }) {
        return "a control character reaches the terminal: \(shown.debugDescription)"
      }
    }
    return nil
  }

  private func contactsViolation(_ octets: [UInt8]) -> String? {
    let file = ContactFile(octets)
    let lines = octets.count + 1
    if file.contacts.contains(where: { $0.number.isEmpty }) { return "a contact without a number" }
    let numbers = file.contacts.map(\.line) + file.problems.map(\.line)
    return numbers.allSatisfy { (1...lines).contains($0) } ? nil : "a line that is not there"
  }
}
