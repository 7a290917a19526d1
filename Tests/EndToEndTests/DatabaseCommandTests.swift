import Foundation
import Glibc
import Reporting
import Store
import Testing

extension EndToEndProcesses {
  /// What people do with a database, by the program itself: right and wrong.
  @Suite struct DatabaseCommands {
    private let scratch: Scratch
    private var database: String { scratch.file("pelapor.db") }

    init() throws {
      scratch = try Scratch()
      let store = try Store.open(path: scratch.file("pelapor.db"), access: .daemon)
      let message = IncomingDeliver(
        sender: "081255500001", senderType: 0x91, sentAt: wallClock(), sentAtText: "", dataCoding: 0, encoding: "gsm7",
        userData: [], text: "=HYPERLINK(\"http://x\") Anda menang")
      let pdu = IncomingPDU(hex: "00", modem: "sim1", sim: "510101234567890", content: .deliver(message))
      _ = try store.ingest([pdu], at: wallClock(), assemble: { _, _ in nil })
      try store.close()
    }

    private func run(_ arguments: String...) async throws -> (status: Int32?, fields: [String: Any], complaints: String)
    {
      let program = try Program(arguments + ["--database", database])
      let status = await program.wait()
      return (status, program.output.lines.first?.fields ?? [:], program.complaints)
    }

    @Test func backupRestoreAndCheck() async throws {
      let backup = scratch.file("backup.db")
      let made = try await run("backup", backup, "--json")
      #expect(made.status == 0 && (made.fields["octets"] as? Int ?? 0) > 0)
      let again = try await run("backup", backup)
      #expect(again.status == 1 && again.complaints.contains("is there already"))
      #expect(try await run("backup", backup, "--replace").status == 0)
      let check = try await run("database", "check", "--json")
      #expect(check.status == 0 && check.fields["ok"] as? Bool == true && check.fields["messages"] as? Int == 1)

      let daemon = try Store.open(path: database, access: .daemon)
      let refused = try await run("restore", backup)
      #expect(refused.status == 1 && refused.complaints.contains("process \(getpid())"))
      try daemon.close()
      let restored = try await run("restore", backup, "--json")
      #expect(restored.status == 0)
      #expect((restored.fields["kept_aside"] as? String).map(FileManager.default.fileExists) == true)

      let missing = try await run("restore", scratch.file("nothing.db"))
      #expect(missing.status == 1 && missing.complaints.contains("nothing was changed"))
      try Database.change(database, "DROP TRIGGER audit_is_append_only_update")
      let broken = try await run("database", "check", "--json")
      #expect(broken.status == 1 && broken.fields["ok"] as? Bool == false)
    }

    @Test func pauseAndResumeSayWhatIs() async throws {
      let paused = try await run("reports", "pause", "--json")
      #expect(paused.status == 0 && paused.fields["paused"] as? Bool == true)
      let resumed = try await run("reports", "resume", "--json")
      #expect(resumed.status == 0 && resumed.fields["paused"] as? Bool == false)
      let program = try Program(["reports", "pause", "--database", scratch.file("nothing.db"), "--json"])
      #expect(await program.wait() == 1)
      #expect(program.output.lines.isEmpty)
    }

    @Test func theOutboxIsForPrograms() async throws {
      let sent = try await run("send", "--to", "081255500009", "--text", "halo", "--json")
      #expect(sent.status == 0 && sent.fields["id"] as? Int == 1)
      let cancelled = try await run("outbox", "cancel", "1", "--json")
      #expect(cancelled.status == 0 && cancelled.fields["state"] as? String == "cancelled")
      let again = try await run("outbox", "cancel", "1", "--json")
      #expect(again.status == 1 && again.fields.isEmpty && !again.complaints.isEmpty)
      #expect(try await run("outbox", "retry", "99", "--json").status == 1)
    }

    @Test func aSecondDaemonIsRefusedAndToldOfTheFirst() async throws {
      let first = try Store.open(path: database, access: .daemon)
      let file = try scratch.write(
        configuration(links: [scratch.file("no-modem")], database: database), to: "pelapor.yaml")
      let second = try Program(["run", "--config", file])
      #expect(await second.wait() == 1)
      #expect(second.complaints.contains("process \(getpid())"))
      try first.close()
    }

    @Test func hostileContactsAreSaidOrImported() async throws {
      let file = try scratch.write(
        "name,phone\n\"=cmd|' /C calc'!A0\",081255500002\n\u{1B}[31mRed,081255500003\nNobody,not a number\n",
        to: "contacts.csv")
      let refused = try await run("contacts", "import", file)
      #expect(refused.status == 1 && refused.complaints.contains("--partial"))
      let taken = try await run("contacts", "import", file, "--partial", "--json")
      #expect(taken.status == 0 && taken.fields["new"] as? Int == 2)
      let shown = try Program(["contacts", "list", "--database", database])
      #expect(await shown.wait() == 0)
      #expect(shown.output.lines.allSatisfy { !$0.text.contains("\u{1B}") })
    }

    @Test(arguments: ["json", "csv", "html", "eml", "text"]) func everyFormatIsExported(format: String) async throws {
      let program = try Program(["export", "1", "--format", format, "--database", database])
      #expect(await program.wait() == 0)
      #expect(!program.output.lines.isEmpty)
      let missing = try Program(["export", "77", "--format", format, "--database", database])
      #expect(await missing.wait() == 1)
      #expect(missing.output.lines.isEmpty && missing.complaints.contains("there is no message 77"))
    }

    @Test func forgettingIsDoneAndSaid() async throws {
      let forgotten = try await run("forget", "+62 812-5550-0001", "--json")
      #expect(forgotten.status == 0 && forgotten.fields["messages"] as? Int == 1)
      #expect(forgotten.fields["wiped"] as? Bool == true)
      #expect(try await run("explain", "99").status == 1)
    }
  }
}
