import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// Each command once with what it wants and once with what it does not: objects on standard output, words on standard
  /// error, and the exit status.
  @Suite struct Commands {
    private struct Result {
      var status: Int32?
      var lines: [LogLine]
      var complaints: String

      subscript(_ line: Int) -> [String: Any] { lines.indices.contains(line) ? lines[line].fields : [:] }
    }

    private func run(_ arguments: String..., input: String = "") async throws -> Result {
      let program = try Program(arguments, input: input)
      let status = await program.wait()
      return Result(status: status, lines: program.output.lines, complaints: program.complaints)
    }

    // MARK: decode, encode

    private let deliver = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"

    @Test func decodeTellsWhatAPDUSays() async throws {
      let result = try await run("decode", "--json", deliver)
      #expect(result.status == 0)
      #expect(result.lines.count == 1)
      #expect(result[0]["type"] as? String == "deliver")
      #expect(result[0]["smsc"] as? String == "+31624000000")
      #expect(result[0]["address"] as? String == "+31641600986")
      #expect(result[0]["text"] as? String == "How are you?")
      #expect(result[0]["encoding"] as? String == "gsm7")
      #expect(result[0]["timestamp"] as? String == "2002-08-26T19:37:41-01:00")
      #expect(result[0]["dcs"] as? Int == 0)
      #expect(result[0]["pid"] as? Int == 0)
    }

    @Test func decodeGoesOnAfterABadPDU() async throws {
      let result = try await run("decode", "--json", "07911326", deliver, "zz")
      #expect(result.status == 1)
      #expect(result.lines.count == 3)
      for index in [0, 2] {
        let error = result[index]["error"] as? [String: Any]
        #expect(error?["reason"] is String && error?["field"] is String && error?["octet"] is Int)
      }
      #expect(result[1]["type"] as? String == "deliver")
    }

    @Test func decodeReadsATranscript() async throws {
      let result = try await run(
        "decode", "--json",
        input: """
          AT+CMGL=4\r
          +CMGL: 1,1,,31\r
          \(deliver)\r
          \r
          +CMGL: 2,3,,14\r
          0001000B911326880736F40000A9\r
          \r
          OK\r

          """)
      #expect(result.lines.count == 2)
      #expect(result[0]["type"] as? String == "deliver")
      // Cut off: an error, read as what was stored here to be sent.
      #expect(result[1]["error"] != nil || result[1]["type"] as? String == "submit")
    }

    @Test func encodeMakesOnePDUAPart() async throws {
      let short = try await run("encode", "--to", "1166", "--text", "PENIPUAN#081234567890#halo", "--json")
      #expect(short.status == 0)
      #expect(short.lines.count == 1)
      #expect((short[0]["hex"] as? String)?.contains("0481116") == true)
      #expect(short[0]["part"] as? Int == 1)
      #expect(short[0]["parts"] as? Int == 1)
      #expect(short[0]["tpdu_length"] as? Int == ((short[0]["hex"] as? String) ?? "").utf8.count / 2 - 1)
      let long = try await run(
        "encode", "--to", "+6281234567890", "--text", String(repeating: "😀", count: 100), "--status-report", "--class",
        "1", "--validity-minutes", "1440", "--smsc", "+6281100000", "--json")
      #expect(long.status == 0)
      #expect(long.lines.map { $0.fields["part"] as? Int } == [1, 2, 3, 4])
      // What encode makes, decode reads.
      let read = try await run(
        "decode", "--json", "--direction", "mo", (long[0]["hex"] as? String) ?? "")
      #expect(read[0]["type"] as? String == "submit")
      #expect(read[0]["address"] as? String == "+6281234567890")
      #expect((read[0]["concat"] as? [String: Any])?["total"] as? Int == 4)
    }

    private static let mistakes: [(arguments: [String], status: Int32)] = [
      (["encode", "--text", "halo"], 64), (["encode", "--to", "1166", "--text", "a", "--class", "4"], 64),
      (["encode", "--to", "1166", "--text", "a", "--validity-minutes", "1"], 64),
      (["encode", "--to", "1166", "--text", String(repeating: "a", count: 40_000)], 1),
      (["decode", "--direction", "sideways", "00"], 64),
      (["classify"], 64), (["classify", "--input", "/nonexistent.csv"], 1), (["classify", "a", "b"], 64),
      (["messages", "list"], 64), (["messages", "list", "--database", "/nonexistent.db"], 1),
      (["messages", "list", "--database", "/nonexistent.db", "--label", "nice"], 64),
      (["messages", "show", "x", "--database", "/nonexistent.db"], 64),
      (["reports", "list", "--database", "/nonexistent.db", "--state", "lost"], 64),
      (["reports", "list", "--config", "/nonexistent.yaml"], 78), (["run"], 64),
      (["run", "--config", "/nonexistent.yaml"], 78), (["config", "check", "/nonexistent.yaml"], 78),
      (["simulate"], 64), (["simulate", "--link", "/nonexistent/modem"], 1),
      (["simulate", "--link", "/tmp/pelapor-e2e-unused", "--scenario", "/nonexistent.txt"], 1), (["frobnicate"], 64),
    ]

    @Test(arguments: mistakes)
    func whatIsWrongIsSaidAndHasItsStatus(arguments: [String], status: Int32) async throws {
      let program = try Program(arguments)
      #expect(await program.wait() == status)
      #expect(!program.complaints.isEmpty)
      #expect(program.output.lines.isEmpty)
    }

    private static let commands: [[String]] = [
      [], ["run"], ["demo"], ["simulate"], ["config"], ["config", "check"], ["config", "example"], ["messages"],
      ["messages", "list"], ["messages", "show"], ["reports"], ["reports", "list"], ["reports", "show"], ["decode"],
      ["encode"], ["classify"],
    ]

    @Test(arguments: commands)
    func everyCommandHelps(command: [String]) async throws {
      let program = try Program(command + ["--help"])
      #expect(await program.wait() == 0)
      #expect(program.output.lines.contains { $0.text.contains("USAGE: pelapor") })
      #expect(program.complaints == "")
    }

    // MARK: classify

    @Test func classifyJudgesATextAndATable() async throws {
      let one = try await run("classify", "--json", "--from", "+6281234567890", Traffic(1).messages[0].text)
      #expect(one.status == 0)
      expectVerdict(one[0])
      #expect(one[0]["label"] as? String == "fraud")
      let table = try await run(
        "classify", "--json", "--input", "-",
        input: "text,sender\n\"Halo, sampai ketemu \"\"besok\"\"\nya\",+6281234567890\nKode OTP Anda 123456,BANK-X\n")
      #expect(table.status == 0)
      #expect(table.lines.count == 2)
      for line in table.lines {
        expectVerdict(line.fields)
        #expect(line.fields["label"] as? String != "fraud")
      }
    }

    private func expectVerdict(_ object: [String: Any]) {
      let shares = object["probability"] as? [String: Double] ?? [:]
      #expect(Set(shares.keys) == ["ham", "promo", "grey", "fraud"])
      #expect(abs(shares.values.reduce(0, +) - 1) < 0.001)
      #expect(["ham", "promo", "grey", "fraud"].contains(object["label"] as? String))
      #expect(["auto", "ask", "none"].contains(object["band"] as? String))
      #expect(object["reasons"] is [String])
    }

    // MARK: config

    @Test func theExampleIsAConfiguration() async throws {
      let scratch = try Scratch()
      let example = try await run("config", "example")
      #expect(example.status == 0)
      let file = try scratch.write(example.lines.map { $0.text + "\n" }.joined(), to: "pelapor.yaml")
      let check = try await run("config", "check", file)
      #expect(check.status == 0)
    }

    @Test func aWrongConfigurationIsExplainedWithItsLines() async throws {
      let scratch = try Scratch()
      let file = try scratch.write(
        """
        modems:
          - name: sim1
            devise: /dev/ttyUSB0
        reporting:
          mode: sometimes

        """, to: "pelapor.yaml")
      let result = try await run("config", "check", "--json", file)
      #expect(result.status == 78)
      let problems = result.lines.map { ($0.string("place"), $0.string("key"), $0.string("message")) }
      #expect(problems.contains { $0.0 == "\(file):3" && $0.2.contains("did you mean modems.0.device?") })
      #expect(problems.contains { $0.0 == "\(file):5" && $0.1 == "reporting.mode" && $0.2.contains("auto") })
      let run = try await run("run", "--config", file)
      #expect(run.status == 78)
      #expect(run.complaints.contains("did you mean modems.0.device?"))
    }

    // MARK: simulate, run, messages, reports

    @Test func whatASimulatedModemBringsCanBeListedAndShown() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let message = Traffic(1).messages[0]
      let scenario = try scratch.write(
        "start listening\nat 0s from \(message.sender) text \"\(message.text)\"\nat 60s end\n", to: "scenario.txt")
      let modem = try Program(["simulate", "--json", "--link", link, "--scenario", scenario])
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      let daemon = try Program(["run", "--config", file])
      #expect(await modem.output.wait { !$0.isEmpty })
      #expect(modem.output.lines.first?.string("destination") == "1166")
      #expect(modem.output.lines.first?.string("text").hasPrefix("PENIPUAN#0812") == true)
      #expect(await daemon.output.wait(for: "report.sent"))

      // Beside the running daemon.
      let messages = try await run("messages", "list", "--config", file, "--json", "--label", "fraud")
      #expect(messages.status == 0)
      #expect(messages.lines.count == 1)
      #expect(messages[0]["sender"] as? String == message.sender)
      #expect(messages[0]["decision"] as? String == "report")
      let id = (messages[0]["id"] as? Int).map(String.init) ?? ""
      let shown = try await run("messages", "show", id, "--database", database, "--json")
      #expect(shown[0]["text"] as? String == message.text)
      #expect((shown[0]["pdus"] as? [String])?.isEmpty == false)
      let reports = try await run("reports", "list", "--database", database, "--json")
      #expect(reports[0]["destination"] as? String == "1166")
      let report = try await run("reports", "show", "1", "--config", file, "--json")
      #expect(report[0]["message_id"] as? Int == messages[0]["id"] as? Int)
      #expect((report[0]["sends"] as? [[String: Any]])?.count == 1)
      #expect((report[0]["audit"] as? [[String: Any]])?.isEmpty == false)
      for arguments in [["messages", "show", "99"], ["reports", "show", "99"]] {
        let program = try Program(arguments + ["--database", database])
        #expect(await program.wait() == 1)
        #expect(program.complaints.contains("there is no \(arguments[0].dropLast()) 99"))
      }
      for program in [daemon, modem] {
        program.send(SIGTERM)
        #expect(await program.wait() == 0)
      }
      daemon.output.check()
    }
  }
}
