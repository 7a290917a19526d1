import ArgumentParser
import Gateway
import SMSCodec

/// Which way a PDU went, as people type it.
enum DirectionArgument: String, ExpressibleByArgument, CaseIterable {
  case mt, mo

  var direction: Direction {
    switch self {
    case .mt: .mobileTerminated
    case .mo: .mobileOriginated
    }
  }
}

struct Decode: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what a PDU says.",
    discussion: """
      Takes PDUs as hexadecimal digits, one an argument; without arguments one a line from standard input, or a pasted \
      +CMGL, +CMGR or +CMT transcript. A PDU that can't be decoded gets an error with its field and octet; the rest \
      goes on, and the exit status is 1.
      """)

  @Flag(help: "JSON lines: one object a PDU.")
  var json = false

  @Flag(help: "The digits begin with the TPDU, not with the service centre's address.")
  var tpdu = false

  @Option(
    help:
      "mt: to the phone (deliver, status report); mo: from it (submit). By default mt, and mo where +CMGL says stored.")
  var direction: DirectionArgument?

  @Flag(help: "Refuse what the standard does not allow, instead of reading it with a warning.")
  var strict = false

  @Argument(help: "PDUs in hexadecimal digits.")
  var hex: [String] = []

  func run() throws {
    var reader = TranscriptReader()
    var failures = 0
    for line in hex.isEmpty ? AnySequence(StandardInputLines()) : AnySequence(hex) {
      guard case .pdu(let digits, let isStored) = reader.read(line) else { continue }
      let direction = direction?.direction ?? (isStored ? .mobileOriginated : .mobileTerminated)
      do {
        let decoded = try PDU.decode(
          hex: digits, direction: direction, framing: tpdu ? .tpduOnly : .full, tolerance: strict ? .strict : .lenient)
        show(decoded)
      } catch {
        failures += 1
        show(error)
      }
    }
    if failures > 0 { throw ExitCode.failure }
  }

  private func show(_ decoded: Decoded<PDU>) {
    guard !json else { return Console.print(PDUSummary(decoded).json) }
    for entry in PDUDissection(decoded, framing: tpdu ? .tpduOnly : .full).entries {
      // Long fields are cut in the middle column; --json has all of them.
      let octets = entry.hex.count > 24 ? entry.hex.prefix(22) + "…" : entry.hex
      Console.print(
        Columns.line([("\(entry.offset)", 3), (octets, 24), (entry.field, 18), (visible(entry.meaning), 0)]))
    }
    for key in ["text", "data_hex", "warnings"] {
      guard let value = PDUSummary(decoded)[key] else { continue }
      Console.print(Columns.line([(key, 8), (plain(value), 0)]))
    }
    Console.print("")
  }

  private func show(_ error: PDUError) {
    guard json else { return Console.say("pelapor: \(error.description)") }
    let fault = JSONValue.object([
      JSONValue.Member("reason", .string(error.reason.description)), JSONValue.Member("field", .string(error.field)),
      JSONValue.Member("octet", .integer(error.offset)),
    ])
    Console.print(JSONValue.object([JSONValue.Member("error", fault)]).json)
  }

  private func plain(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): visible(text)
    case .null, .bool, .integer, .array, .object: visible(value.json)
    }
  }
}
