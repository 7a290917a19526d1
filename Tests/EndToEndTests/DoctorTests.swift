import Foundation
import Glibc
import ModemSimulator
import Store
import Testing

extension EndToEndProcesses {
  /// `pelapor doctor` and `pelapor at` beside simulated modems.
  @Suite struct Doctors {
    /// A database, a modem, and what doctor says of them.
    private func examine(
      _ modem: SimulatedModem.Configuration = .init(), pin: String? = nil, hasDatabase: Bool = true,
      before: (PTYHost, Scratch) throws -> Void = { _, _ in }
    ) async throws -> (status: Int32?, findings: [String: LogLine], host: PTYHost) {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database, pin: pin), to: "pelapor.yaml")
      if hasDatabase {
        // Without a modem yet, so that only the database is made.
        let program = try Program(["run", "--config", file])
        #expect(await program.output.wait(for: "daemon.started"))
        program.send(SIGTERM)
        #expect(await program.wait() == 0)
      }
      let host = try PTYHost(scenario: Scenario(modems: [modem]), links: [link])
      try before(host, scratch)
      let program = try Program(["doctor", "--json", "--config", file])
      let status = await program.wait()
      let findings = program.output.lines.filter { $0.string("kind") == "finding" }
      return (status, Dictionary(findings.map { ($0.string("check"), $0) }) { first, _ in first }, host)
    }

    @Test func allIsWell() async throws {
      let (status, findings, host) = try await examine { host, _ in
        host.withSimulation { _ = $0.send(Traffic(1).messages[0]) }
      }
      defer { host.stop() }
      #expect(status == 0)
      for check in ["port", "answer", "sim", "registration", "profile", "service-centre", "signal", "storage", "line"] {
        #expect(findings[check]?.string("status") == "ok", "\(check): \(findings[check]?.text ?? "missing")")
      }
      // Nothing was sent, and the message that waits is still there.
      #expect(host.record.submissionCount == 0)
      #expect(host.record.deletedCount == 0)
      #expect(host.simulation.modems[0].messageCount(in: .sm) > 0)
    }

    /// A message and a status report that the modem passes on by itself while doctor sets it up: they lie nowhere else.
    private static let direct: (message: String, report: String, scenario: Scenario) = {
      let (centre, mobile, time) = ("06912618010000", "0D91261832547698F0", "62114281000082")
      let message = centre + "04" + mobile + "0000" + time + "04C830FB0D"
      let report = centre + "0607" + mobile + time + time + "00"
      let text = """
        start listening
        latency 50ms
        at 60ms say "+CMT: ,\(message.utf8.count / 2 - 7)"
        say "\(message)"
        at 120ms say "+CDS: \(report.utf8.count / 2 - 7)"
        say "\(report)"
        """
      return (message, report, (try? Scenario.parse(text)) ?? Scenario())
    }()

    @Test func whatComesDirectlyMeanwhileIsKeptForTheDaemon() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      try Store.open(path: database, access: .daemon).close()
      let host = try PTYHost(scenario: Self.direct.scenario, links: [link])
      defer { host.stop() }
      let doctor = try Program(["doctor", "--json", "--config", file])
      #expect(await doctor.wait() == 0, "\(doctor.output.lines.map(\.text))")
      let finding = try #require(doctor.output.lines.first { $0.string("check") == "direct-messages" })
      #expect(finding.string("status") == "ok" && finding.string("message").hasPrefix("2 SMS came directly"))
      let store = try Store.open(path: database, access: .reading)
      let kept = try store.messages(limit: 10)
      #expect(kept.map(\.sender) == ["+6281234567890"] && kept.first?.sim == host.simulation.modems[0].sim?.imsi)
      #expect(try store.rawPDUs(ofMessage: 1) == [Self.direct.message] && kept.first?.classifiedAt == nil)
      try store.close()
      // The daemon judges it, and knows it when the network brings it once more.
      host.withSimulation { $0.perform(.pdu(Self.direct.message, isDeliver: true)) }
      let daemon = try Program(["run", "--config", file])
      #expect(await daemon.output.wait(for: "sms.classified"))
      #expect(await daemon.output.wait(for: "sms.duplicate"))
      daemon.send(SIGTERM)
      #expect(await daemon.wait() == 0)
    }

    @Test func whatComesDirectlyAndCanNotBeKeptIsShown() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let file = try scratch.write(
        configuration(links: [link], database: scratch.file("pelapor.db")), to: "pelapor.yaml")
      let host = try PTYHost(scenario: Self.direct.scenario, links: [link])
      defer { host.stop() }
      let doctor = try Program(["doctor", "--json", "--config", file])
      #expect(await doctor.wait() == 1)
      let finding = try #require(doctor.output.lines.first { $0.string("check") == "direct-messages" })
      #expect(finding.string("status") == "problem" && finding.string("remedy").contains("pelapor decode"))
      #expect([Self.direct.message, Self.direct.report].allSatisfy(finding.string("message").contains))
    }

    @Test func aWrongPINIsTriedOnceByDoctorAndDaemonTogether() async throws {
      let modem = SimulatedModem.Configuration(sim: SIMCard(pin: "1234"))
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database, pin: "9999"), to: "pelapor.yaml")
      let maker = try Program(["run", "--config", file])
      #expect(await maker.output.wait(for: "daemon.started"))
      maker.send(SIGTERM)
      #expect(await maker.wait() == 0)
      let host = try PTYHost(scenario: Scenario(modems: [modem]), links: [link])
      defer { host.stop() }
      for _ in 1...2 {
        let program = try Program(["doctor", "--json", "--config", file])
        #expect(await program.wait() == 1)
        #expect(program.output.lines.contains { $0.string("check") == "sim" && $0.string("status") == "problem" })
      }
      let daemon = try Program(["run", "--config", file])
      #expect(await daemon.output.wait(forCode: "pin-refused"))
      daemon.send(SIGTERM)
      #expect(await daemon.wait() == 0)
      #expect(host.simulation.modems[0].counters.wrongPINs == 1)
    }

    @Test func withoutADatabaseNoPINIsTried() async throws {
      let (_, findings, host) = try await examine(
        .init(sim: SIMCard(pin: "1234")), pin: "9999", hasDatabase: false)
      defer { host.stop() }
      #expect(findings["sim"]?.string("message").contains("no database yet") == true)
      #expect(host.simulation.modems[0].counters.wrongPINs == 0)
    }

    @Test func whatIsWrongWithTheSIMIsNamed() async throws {
      let empty = try await examine(.init(sim: nil))
      defer { empty.host.stop() }
      #expect(empty.status == 1)
      #expect(empty.findings["sim"]?.string("message") == "there is no SIM in the modem")
      let full = try await examine { host, _ in host.withSimulation { $0.perform(.fillCard) } }
      defer { full.host.stop() }
      #expect(full.status == 1)
      #expect(full.findings["storage"]?.string("message").contains("full, nothing arrives") == true)
      let roaming = try await examine { host, _ in host.withSimulation { $0.perform(.coverage(.roaming)) } }
      defer { roaming.host.stop() }
      #expect(roaming.status == 0)
      #expect(roaming.findings["registration"]?.string("status") == "warning")
    }

    @Test func aWrongClockIsSeenByTheNewestMessage() async throws {
      let (status, findings, host) = try await examine { _, scratch in
        try Database.change(
          scratch.file("pelapor.db"),
          """
          INSERT INTO messages (sim, modem, state, parts_total, parts_present, received_at) VALUES ('5', 's', 'undecodable', 1, 1, \
          4000000000000)
          """)
      }
      defer { host.stop() }
      #expect(findings["clock"]?.string("status") == "problem", "\(findings["clock"]?.text ?? "")")
      #expect(status == 1)
    }

    @Test func aMissingDeviceIsNamed() async throws {
      let scratch = try Scratch()
      let file = try scratch.write(
        configuration(links: [scratch.file("modem")], database: scratch.file("no/pelapor.db")), to: "pelapor.yaml")
      let program = try Program(["doctor", "--json", "--config", file])
      #expect(await program.wait() == 1)
      let problems = program.output.lines.filter { $0.string("status") == "problem" }.map { $0.string("check") }
      #expect(problems == ["database", "port"])
    }

    /// Its port is busy, and rightly so: what it knows is asked over its socket.
    @Test func aRunningDaemonIsAskedInPlaceOfItsModem() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let text = configuration(
        links: [link], database: scratch.file("pelapor.db"), extra: "control:\n  socket: \(scratch.file("control"))\n")
      let file = try scratch.write(text, to: "pelapor.yaml")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let daemon = try Program(["run", "--config", file])
      #expect(await daemon.output.wait(for: "modem.ready"))
      let program = try Program(["doctor", "--json", "--config", file])
      #expect(await program.wait() == 0, "\(program.output.lines.map(\.text))")
      let findings = program.output.lines.filter { $0.string("kind") == "finding" && $0.modem == "sim1" }
      #expect(
        Set(findings.map { $0.string("check") })
          == ["port", "answer", "sim", "registration", "profile", "signal", "storage", "line"])
      #expect(findings.allSatisfy { $0.string("status") == "ok" }, "\(findings.map(\.text))")
      daemon.send(SIGTERM)
      #expect(await daemon.wait() == 0)
      #expect(daemon.output.all("modem.lost").isEmpty)
    }

    /// Troubles 7 and 8 of the field: who has the port is named, and left alone.
    @Test func trouble7And8APortInUseNamesItsHolder() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let files = try ["first", "second"].map { name in
        try scratch.write(configuration(links: [link], database: scratch.file("\(name).db")), to: "\(name).yaml")
      }
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let daemon = try Program(["run", "--config", files[0]])
      #expect(await daemon.output.wait(for: "modem.ready"))
      let own = try Program(["doctor", "--json", "--config", files[0]])
      #expect(await own.wait() == 0)
      #expect(
        own.output.lines.contains {
          $0.string("message").contains("in use by the daemon (process \(daemon.processID))")
        })
      let other = try Program(["doctor", "--json", "--config", files[1]])
      #expect(await other.wait() == 1)
      let holder = "\(link) is in use by process \(daemon.processID) (pelapor)"
      #expect(other.output.lines.contains { $0.string("check") == "port" && $0.string("message").contains(holder) })
      let terminal = try Program(["at", "--device", link], input: "AT\n")
      #expect(await terminal.wait() == 1)
      #expect(terminal.complaints.contains(holder))
      daemon.send(SIGTERM)
      #expect(await daemon.wait() == 0)
      #expect(daemon.output.all("modem.lost").isEmpty)
    }

    @Test func aTerminalTakesItsCommandsFromAPipe() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let program = try Program(["at", "--device", link], input: "AT+CSQ\nAT+CMGS=14\nAT+CMGR=99\n")
      #expect(await program.wait() == 1)
      #expect(program.output.lines.contains { $0.text == "  · signal -79 dBm" })
      #expect(program.output.lines.contains { $0.text.contains("invalid memory index (permanent)") })
      #expect(program.complaints.contains("+CMGS sends an SMS; --allow-changes permits it"))
      let allowed = try Program(
        ["at", "--device", link, "--allow-changes"], input: "AT+CMGF=0\nAT+CMGS=14\n001100048111660000AA04E830FB0D\n")
      #expect(await allowed.wait() == 0)
      #expect(host.record.submissionCount == 1)
    }
  }
}
