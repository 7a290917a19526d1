import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// A line recorded by the real program, and played again.
  @Suite struct Traces {
    /// So long that no time stamp has it by chance.
    private static let pin = "47110815"

    private func recorded(_ options: [String] = []) async throws -> (scratch: Scratch, path: String) {
      let scratch = try Scratch()
      let (link, path) = (scratch.file("modem"), scratch.file("line.jsonl"))
      let file = try scratch.write(
        configuration(links: [link], database: scratch.file("pelapor.db"), pin: Self.pin), to: "pelapor.yaml")
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(pin: Self.pin))]), links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file, "--trace", path] + options)
      #expect(await program.output.wait(for: "modem.ready"))
      for message in Traffic(3).messages { host.withSimulation { _ = $0.send(message) } }
      #expect(await host.isEmptied())
      #expect(await program.output.wait(for: "sms.classified", count: 3))
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      #expect(program.output.all("daemon.problem").map(\.code).filter { $0 != "hotplug" } == ["trace"])
      return (scratch, path)
    }

    private func replay(_ path: String) async throws -> (status: Int32?, lines: [LogLine]) {
      let program = try Program(["replay", "--json", path])
      return (await program.wait(), program.output.lines)
    }

    @Test(arguments: [[], ["--trace-redacted"]]) func aLineIsRecordedAndDoesTheSameAgain(options: [String]) async throws
    {
      let (scratch, path) = try await recorded(options)
      defer { withExtendedLifetime(scratch) {} }
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      #expect(!(try String(contentsOfFile: path, encoding: .utf8)).contains(Self.pin))
      let (status, lines) = try await replay(path)
      #expect(status == 0)
      let summary = try #require(lines.last)
      #expect(summary.string("kind") == "summary")
      #expect(summary.fields["differences"] as? Int == 0)
      #expect(summary.fields["redacted"] as? Bool == !options.isEmpty)
      #expect((summary.fields["same"] as? Int ?? 0) > 40)
      #expect(lines.contains { $0.string("text").hasPrefix("received SM") })
    }

    /// The overrides of a modem, from the file to the line.
    @Test func whatTheConfigurationSaysOfAModemIsWrittenToIt() async throws {
      let scratch = try Scratch()
      let (link, path) = (scratch.file("modem"), scratch.file("line.jsonl"))
      let overrides = """
            profile: huawei
            number-type: national
            commands:
              init: ["AT+CLIP=0"]
              new-messages: ["2,1,0,1,0"]
              list: skip

        """
      let text = configuration(links: [link], database: scratch.file("pelapor.db"))
        .replacing("    device: \(link)\n", with: "    device: \(link)\n\(overrides)")
      let file = try scratch.write(text, to: "pelapor.yaml")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file, "--trace", path])
      #expect(await program.output.wait(for: "modem.ready"), "\(program.complaints)")
      _ = host.withSimulation { $0.send(Traffic(1).messages[0]) }
      #expect(await host.waits { !$0.network.record.submissions.isEmpty })
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      let written = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        .filter { $0.contains("\"kind\":\"write\"") }
      func count(_ text: String) -> Int { written.count { $0.contains(text) } }
      #expect(count("AT+CLIP=0") == 1 && count("AT^CURC=0") == 0)
      // What is not replaced is the family's.
      #expect(count("AT^ICCID?") == 1)
      #expect(count("AT+CNMI=2,1,0,1,0") == 1)
      #expect(count("AT+CMGL") == 0 && count("AT+CMGR") > 0)
      #expect(count("04A11166") == 1)
    }

    @Test func aTraceThatWasCutOffIsPlayedAndItsLineNamed() async throws {
      let (scratch, path) = try await recorded()
      var text = try String(contentsOfFile: path, encoding: .utf8)
      text.removeLast(10)
      let count = text.split(separator: "\n").count
      let cut = try scratch.write(text, to: "cut.jsonl")
      let program = try Program(["replay", cut])
      #expect(await program.wait() == 1)
      #expect(program.complaints.contains("\(cut): line \(count): not a line of a trace"))
      #expect(program.output.last?.text.hasPrefix("Same: ") == true)
    }

    @Test func aTraceThatCantBeWrittenEndsTheProgramBeforeItBegins() async throws {
      let scratch = try Scratch()
      let file = try scratch.write(
        configuration(links: [scratch.file("modem")], database: scratch.file("pelapor.db")), to: "pelapor.yaml")
      let program = try Program(["run", "--config", file, "--trace", scratch.file("missing/line.jsonl")])
      #expect(await program.wait() == 1)
      #expect(
        program.complaints.contains(
          "the trace \(scratch.file("missing/line.jsonl")) can't be written: there is no folder"))
    }
  }
}
