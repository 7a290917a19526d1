import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// The configuration of a running program is changed.
  @Suite struct Reloading {
    @Test func aChangedFileHoldsWithoutDroppingTheModem() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let write = { (mode: String, extra: String) in
        try scratch.write(
          configuration(links: [link], database: database, extra: extra, mode: mode), to: "pelapor.yaml")
      }
      let file = try write("dry-run", "")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file])
      #expect(await program.output.wait(for: "modem.ready"))
      host.withSimulation { _ = $0.send(Traffic(1).messages[0]) }
      #expect(await program.output.wait(for: "report.dry-run"))

      _ = try write("auto", "")
      program.send(SIGHUP)
      #expect(await program.output.wait(for: "config.reloaded"))
      #expect(program.output.all("config.reloaded").last?.fields["changed"] as? [String] == ["reporting.mode"])
      host.withSimulation { _ = $0.send(Traffic(3).messages[2]) }
      #expect(await program.output.wait(for: "report.sent"))

      // A wrong file changes nothing.
      _ = try write("atuo", "")
      program.send(SIGHUP)
      #expect(await program.output.wait(for: "config.rejected"))
      #expect(program.output.all("config.rejected").last?.reason.contains("reporting.mode") == true)

      // Nobody has to say anything: the file is looked at. What can't hold at once is named.
      _ = try write("off", "log:\n  level: debug\n  format: human\n")
      #expect(await program.output.wait(for: "config.reloaded", count: 2))
      let last = program.output.all("config.reloaded").last
      #expect(last?.fields["changed"] as? [String] == ["reporting.mode", "log.level"])
      #expect(last?.fields["restart_needed"] as? [String] == ["log.format"])
      host.withSimulation { _ = $0.send(Traffic(5).messages[4]) }
      #expect(await program.output.wait(for: "report.withheld"))

      program.send(SIGUSR1)
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      #expect(program.output.all("modem.opened").count == 1 && program.output.all("modem.lost").isEmpty)
      program.output.check(against: host.record)
    }
  }
}
