import ArgumentParser
import SMSCodec

struct Encode: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes the PDUs of an SMS-SUBMIT.",
    discussion: "One line for each part of the message; tpdu_length is the number AT+CMGS wants. Nothing is sent.")

  @Option(help: ArgumentHelp("The recipient: 1166, 0812…, +62812…", valueName: "number"))
  var to: String

  @Option(help: "The text; GSM 7-bit when that has every character, else UCS-2.")
  var text: String

  @Option(help: ArgumentHelp("The service centre; without it the SIM's own is used.", valueName: "number"))
  var smsc: String?

  @Flag(help: "Ask for a status report.")
  var statusReport = false

  @Option(name: .customLong("class"), help: "Message class 0 to 3; 0 is shown at once (flash).")
  var messageClass: UInt8?

  @Option(help: "How long the service centre tries, in minutes (5 to 635,040).")
  var validityMinutes: Int?

  @Option(help: "The reference that the parts of a long message share, 0 to 255.")
  var reference: UInt8 = 0

  @Flag(help: "JSON lines: hex, tpdu_length, part, parts.")
  var json = false

  func validate() throws {
    if let messageClass, messageClass > 3 { throw ValidationError("--class must be 0 to 3") }
    if let validityMinutes, !(5...635_040).contains(validityMinutes) {
      throw ValidationError("--validity-minutes must be 5 to 635040 (63 weeks)")
    }
  }

  func run() throws {
    do {
      try write()
    } catch let error as PDUError {
      throw Console.fail("\(error.field): \(error.reason)")
    }
  }

  private func write() throws {
    var options = Segmentation.Options()
    options.messageClass = messageClass.flatMap(DCS.MessageClass.init)
    options.reference = UInt16(reference)
    let destination = try Address(parsing: to)
    let centre = try smsc.map { try Address(parsing: $0) }
    let parts = try Segmentation.split(text, options: options)
    for (index, part) in parts.enumerated() {
      let pdu = PDU(
        smsc: centre,
        tpdu: .submit(
          Submit(
            destinationAddress: destination, dataCodingScheme: part.dataCodingScheme,
            validityPeriod: validityMinutes.map { .relative(minutes: $0) }, statusReportRequested: statusReport,
            userData: part.userData)))
      try show(pdu, part: index + 1, of: parts.count)
    }
  }

  private func show(_ pdu: PDU, part: Int, of parts: Int) throws {
    let (hex, length) = (try pdu.hex(), try pdu.tpduLength)
    guard json else { return Console.print("AT+CMGS=\(length)  part \(part)/\(parts)  \(hex)") }
    Console.print(
      JSONValue.object([
        JSONValue.Member("hex", .string(hex)), JSONValue.Member("tpdu_length", .integer(length)),
        JSONValue.Member("part", .integer(part)), JSONValue.Member("parts", .integer(parts)),
      ]).json)
  }
}
