import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// Ports that are not there, not ours, or full of noise.
  @Suite struct BadLines {
    @Test func aMissingDeviceIsNamedAndTakenWhenItComes() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let daemon = try TestDaemon(links: [link], database: scratch.file("pelapor.db"))
      #expect(await daemon.log.wait(for: "modem.problem"))
      let problem = try #require(daemon.log.all("modem.problem").first)
      #expect(problem.reason.contains("\(link) does not exist: is the modem plugged in?"))
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      #expect(await daemon.log.wait(for: "modem.ready"))
      #expect(daemon.log.all("modem.problem").count == 1)
      try await daemon.stop()
      daemon.log.check()
    }

    @Test func aDeviceOfOthersIsRefusedWithTheGroupToJoin() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let wrapper = try Self.asNobody(scratch)
      #expect(chmod(try FileManager.default.destinationOfSymbolicLink(atPath: link), 0) == 0)
      let file = try scratch.write(
        configuration(links: [link], database: scratch.file("open/pelapor.db")), to: "pelapor.yaml")
      let program = try Program(["run", "--config", file], wrapper: wrapper)
      #expect(await program.output.wait(for: "modem.problem"))
      let problem = try #require(program.output.all("modem.problem").first)
      #expect(problem.reason.contains("no permission to open \(link): add "))
      #expect(problem.reason.contains(" to the group "))
      #expect(problem.reason.contains("usermod -aG"))
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      program.output.check()
    }

    /// Root may open everything, so the program then runs as nobody. The database's folder is for everybody.
    private static func asNobody(_ scratch: Scratch) throws -> [String] {
      let folder = scratch.file("open")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      #expect(chmod(scratch.path, 0o755) == 0)
      #expect(chmod(folder, 0o777) == 0)
      guard geteuid() == 0 else { return [] }
      return ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    }

    @Test func trouble8APortInUseNamesItsHolder() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let files = try ["first", "second"].map { name in
        try scratch.write(configuration(links: [link], database: scratch.file("\(name).db")), to: "\(name).yaml")
      }
      let first = try Program(["run", "--config", files[0]])
      #expect(await first.output.wait(for: "modem.ready"))
      let second = try Program(["run", "--config", files[1]])
      #expect(await second.output.wait(for: "modem.problem"))
      let problem = try #require(second.output.all("modem.problem").first)
      #expect(problem.reason.contains("\(link) is in use by process \(first.processID) (pelapor): stop it"))
      for program in [second, first] {
        program.send(SIGTERM)
        #expect(await program.wait() == 0)
        program.output.check()
      }
      // The one that has the port was not disturbed.
      #expect(first.output.all("modem.lost").isEmpty)
    }

    @Test func aDatabaseInUseNamesItsHolder() async throws {
      let scratch = try Scratch()
      let file = try scratch.write(
        configuration(links: [scratch.file("modem")], database: scratch.file("pelapor.db")), to: "pelapor.yaml")
      let first = try Program(["run", "--config", file])
      #expect(await first.output.wait(for: "daemon.started"))
      let second = try Program(["run", "--config", file])
      #expect(await second.wait() == 1)
      #expect(second.complaints.contains("is in use by another pelapor (process \(first.processID)); stop that one"))
      first.send(SIGTERM)
      #expect(await first.wait() == 0)
    }

    @Test func noiseOnTheLineLosesNothing() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 8))]), links: [link])
      defer { host.stop() }
      let daemon = try TestDaemon(links: [link], database: scratch.file("pelapor.db"))
      #expect(await daemon.log.wait(for: "modem.ready"))
      for message in Traffic(20).messages {
        host.withSimulation { simulation in
          simulation.perform(.garbage(300))
          simulation.send(message)
          simulation.perform(.say("+CMTI: \"SM\",1\u{1B}[2J\u{0}\u{FFFD}"))
        }
      }
      #expect(await host.isEmptied())
      try await daemon.stop()
      daemon.log.check(against: host.record)
      let store = try Database(scratch.file("pelapor.db"))
      #expect(try store.count("SELECT count(DISTINCT sender) FROM messages WHERE sender LIKE '+62812555%'") == 20)
    }
  }
}
