import Foundation
import SMSCodec
import Testing

/// The code of the tutorial, as it is there: the last test sees to that.
@Suite("Documentation")
struct DocumentationTests {
  @Test func readWhatArrived() throws {
    let decoded = try PDU.decode(hex: "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07")
    guard case .deliver(let deliver) = decoded.value.tpdu else { return }

    #expect(deliver.originatingAddress.description == "+31641600986")
    #expect(deliver.serviceCentreTimestamp.iso8601 == "2002-08-26T19:37:41-01:00")
    #expect(deliver.text == "How are you?")

    let cut = "0004048111660000" + "62708290035182" + "0AE8329BFD46"
    #expect(try PDU.decode(hex: cut).value.tpdu.text == "hello")
    #expect(throws: PDUError(.truncated(needed: 9, available: 5), field: "SMS-DELIVER.TP-UD")) {
      try PDU.decode(hex: cut, tolerance: .strict)
    }

    var lines: [String] = []
    for entry in PDUDissection(decoded).entries {
      lines.append("\(entry.offset) \(entry.hex) \(entry.field): \(entry.meaning)")
    }
    #expect(lines.last == "27 C8F71D14969741F977FD07 TP-UD text: “How are you?”")
    #expect(PDUSummary(decoded)["address"] == .string("+31641600986"))
  }

  @Test func joinTheParts() throws {
    let text = String(repeating: "Selamat pagi. ", count: 20)
    let received = try Segmentation.split(text).map { part in
      let deliver = Deliver(
        originatingAddress: try Address(parsing: "Telkomsel"), dataCodingScheme: part.dataCodingScheme,
        serviceCentreTimestamp: try SCTS(secondsSinceEpoch: 1_785_205_815), userData: part.userData)
      return try PDU(tpdu: .deliver(deliver)).hex()
    }
    #expect(received.count == 2)

    var parts: [MessagePart] = []
    for hex in received {
      if case .deliver(let deliver) = try PDU.decode(hex: hex).value.tpdu { parts.append(MessagePart(deliver)) }
    }
    if MessageAssembly.missing(in: parts).isEmpty {
      #expect(MessageAssembly.text(of: parts) == text)
    }
    #expect(parts.count == 2)
  }

  @Test func sendAText() throws {
    var options = Segmentation.Options()
    options.reference = 42
    options.transliterates = true

    let destination = try Address(parsing: "+6281234567890")
    for part in try Segmentation.split("“Halo” – apa kabar?", options: options) {
      let submit = Submit(
        destinationAddress: destination, dataCodingScheme: part.dataCodingScheme,
        validityPeriod: .relative(minutes: 24 * 60), statusReportRequested: true, userData: part.userData)
      let pdu = PDU(tpdu: .submit(submit))
      // AT+CMGS=<length>, then the text and Ctrl-Z.
      #expect(try pdu.tpduLength == 32)
      #expect(try pdu.hex().hasPrefix("0031000D91261832547698F00000A7"))
    }
  }

  @Test func theTutorialsCodeIsTheCodeAbove() throws {
    let tests = URL(fileURLWithPath: #filePath)
    let root = tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let article = root.appendingPathComponent("Sources/SMSCodec/SMSCodec.docc/ReadingAndWriting.md")
    let source = try lines(of: String(contentsOf: tests, encoding: .utf8))
    let blocks = try String(contentsOf: article, encoding: .utf8).components(separatedBy: "```")
    let code = blocks.filter { $0.hasPrefix("swift\n") }.map { lines(of: String($0.dropFirst(6))) }
    #expect(code.count == 5)
    for block in code {
      #expect(source.joined(separator: "\n").contains(block.joined(separator: "\n")), "\(block)")
    }
  }

  /// The lines without indentation and without the empty ones.
  private func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
