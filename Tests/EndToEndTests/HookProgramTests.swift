import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// Hooks of the program itself.
  @Suite struct HookPrograms {
    @Test func aProgramIsToldOfAReportAndARestartTellsWhatWasLeft() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let told = scratch.file("told.jsonl")
      let script = try scratch.write(
        "#!/bin/sh\ntest -e \(scratch.file("ready")) || { echo not yet; exit 1; }\ncat >> \(told)\n", to: "hook.sh")
      chmod(script, 0o755)
      let hooks = """
        hooks:
          - name: notify
            events: [sms.received, "report.sent", "daemon.stopping"]
            command: [\(script)]

        """
      let file = try scratch.write(configuration(links: [link], database: database, extra: hooks), to: "pelapor.yaml")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let first = try Program(["run", "--config", file])
      #expect(await first.output.wait(for: "modem.ready"))
      host.withSimulation { _ = $0.send(Traffic(1).messages[0]) }
      #expect(await first.output.wait(for: "hook.failed", count: 2))
      #expect(first.output.all("hook.failed").first?.reason == "the program failed (exit status 1): not yet")
      first.send(SIGTERM)
      #expect(await first.wait() == 0)
      first.output.check(against: host.record)

      let list = try Program(["hooks", "list", "--database", database, "--failed", "--json"])
      #expect(await list.wait() == 0)
      #expect(list.output.lines.count >= 2)
      let retry = try Program(["hooks", "retry", "--database", database, "--hook", "notify"])
      #expect(await retry.wait() == 0)
      try scratch.write("", to: "ready")
      let second = try Program(["run", "--config", file, "--set", "log.level=debug"])
      #expect(await second.output.wait(for: "hook.delivered", count: 3))
      second.send(SIGTERM)
      #expect(await second.wait() == 0)
      let documents = try String(contentsOfFile: told, encoding: .utf8).split(separator: "\n").map(String.init)
      let events = documents.compactMap { LogLine($0).fields["event"] as? [String: Any] }.compactMap {
        $0["event"] as? String
      }
      #expect(events.prefix(3) == ["sms.received", "report.sent", "daemon.stopping"], "\(events)")
      #expect(documents.allSatisfy { !$0.contains("Gebyar") && !$0.contains("81255500000") })
      #expect(documents.contains { $0.contains("\"report\":{") && $0.contains("\"label\":\"fraud\"") })
    }
  }
}
