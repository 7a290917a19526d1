import Foundation
import Reporting
import Store
import Testing

extension EndToEndProcesses {
  /// What people tell the program to do with contacts, lists and reports: right and wrong, for people and for programs, and
  /// both beside a process that has the database open as the daemon has it and alone.
  @Suite struct PeopleCommands {
    private let scratch: Scratch
    private var database: String { scratch.file("pelapor.db") }

    init() throws {
      scratch = try Scratch()
      try Store.open(path: scratch.file("pelapor.db"), access: .daemon).close()
    }

    private struct Result {
      var status: Int32?
      var lines: [String]
      var complaints: String
      var objects: [[String: Any]] {
        lines.compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
      }
      var object: [String: Any] { objects.first ?? [:] }
    }

    private func run(_ arguments: String..., input: String = "") async throws -> Result {
      let program = try Program(arguments + ["--database", database], input: input)
      let status = await program.wait()
      return Result(status: status, lines: program.output.lines.map(\.text), complaints: program.complaints)
    }

    /// With the database held as by a daemon, or not.
    private func beside(_ daemon: Bool, _ body: () async throws -> Void) async throws {
      let store = daemon ? try Store.open(path: database, access: .daemon) : nil
      try await body()
      try store?.close()
    }

    private func add(_ count: Int, state: (Store, Int64) throws -> Void = { _, _ in }) throws {
      let store = try Store.open(path: database, access: .command)
      defer { try? store.close() }
      for number in 1...count {
        let sender = "+6281255500\(100 + number)"
        let deliver = IncomingDeliver(
          sender: sender, senderType: 0x91, serviceCentre: "+6281100000", sentAt: wallClock(), sentAtText: "",
          dataCoding: 0, encoding: "gsm7", userData: [], text: "Anda menang hadiah \(number)")
        _ = try store.ingest(
          [IncomingPDU(hex: "0\(number)", modem: "sim1", sim: "510101234567890", content: .deliver(deliver))],
          at: wallClock(), assemble: { _, _ in nil })
        let composed = try Composer.compose(
          ReportedMessage(sender: sender, text: "Anda menang hadiah \(number)", sentAt: wallClock()),
          for: ReportProfile.shipped[0])
        let verdict = VerdictRecord(
          label: "fraud", band: "auto", probabilities: .init(ham: 0, promo: 0, grey: 0.01, fraud: 0.99),
          reasons: [StoredReason(code: "prize", english: "promises a prize", indonesian: "menjanjikan hadiah")],
          modelVersion: "m", campaign: "7")
        let id = try store.recordVerdict(
          messageID: Int64(number), verdict: verdict, decision: .review(.reviewMode),
          report: NewReport(composed, profile: ReportProfile.shipped[0]), at: wallClock())
        try state(store, try #require(id))
      }
    }

    @Test(arguments: [
      ["messages", "list"], ["reports", "list"], ["outbox", "list"], ["contacts", "list"], ["lists", "list"],
      ["lists", "list", "deny"], ["campaigns"], ["hooks", "list"], ["messages", "list", "--sender", "1166"],
      ["reports", "list", "--state", "queued"],
    ]) func anEmptyListSaysSoToPeopleAlone(command: [String]) async throws {
      for json in [false, true] {
        let program = try Program(command + ["--database", database] + (json ? ["--json"] : []))
        #expect(await program.wait() == 0)
        #expect(program.output.lines.isEmpty)
        #expect(json == program.complaints.isEmpty && program.complaints.split(separator: "\n").count <= 1)
        #expect(json || program.complaints.hasPrefix("No"))
      }
    }

    @Test func notificationsThatAreNotThereAreSaid() async throws {
      for command in ["retry", "discard"] {
        let named = try await run("hooks", command, "7", "8")
        #expect(named.status == 1 && named.complaints.contains("2 of them"))
        #expect(try await run("hooks", command, "--all").status == 0)
        #expect(try await run("hooks", command).status == 64)
      }
    }

    // MARK: Contacts and lists

    @Test(arguments: [false, true]) func contactsComeAndGo(daemon: Bool) async throws {
      try await beside(daemon) {
        let added = try await run("contacts", "add", "0812-5550-0001", "+6281255500002", "--name", "Ani", "--json")
        #expect(added.status == 0 && added.object["v"] as? Int == 1 && added.object["list"] as? String == "contact")
        #expect(added.object["new"] as? Int == 2 && added.object["known"] as? Int == 0)
        #expect(try await run("contacts", "add", "+62 812 5550 0001").lines == ["0 new, 1 known already"])
        let listed = try await run("contacts", "list", "--json")
        #expect(Set(listed.objects.compactMap { $0["address"] as? String }) == ["+6281255500001", "+6281255500002"])
        #expect(listed.objects.allSatisfy { $0["name"] as? String == "Ani" && $0["is_prefix"] as? Bool == false })
        let removed = try await run("contacts", "remove", "081255500001", "081299999999", "--json")
        #expect(removed.status == 1 && removed.object["removed"] as? Int == 1)
        #expect(removed.object["missing"] as? [String] == ["081299999999"])
        #expect(removed.complaints.contains("not on the list"))
        #expect(try await run("contacts", "list").lines.count == 1)
        for wrong in [["contacts", "add"], ["contacts", "add", "?"], ["contacts", "add", "+", "--prefix"]] {
          let program = try Program(wrong + ["--database", database])
          #expect(await program.wait() == 64)
          #expect(program.output.lines.isEmpty && !program.complaints.isEmpty)
        }
      }
    }

    @Test(
      arguments: [
        (
          "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=BCsanto;B=\r\nudi\r\n"
            + "TEL;CELL:0812-5550-0001\r\nTEL;HOME:0812-5550-0002\r\nEND:VCARD\r\n", ["Budi Süsanto"]
        ),
        (
          "BEGIN:VCARD\nVERSION:3.0\nFN:Ibu\\, \n Ani\nitem1.TEL;TYPE=CELL:+62 812 5550 0001\n"
            + "TEL;TYPE=WORK:081255500002\nEND:VCARD\n", ["Ibu, Ani"]
        ),
        (
          "BEGIN:VCARD\nVERSION:4.0\nFN:Cek\nTEL;VALUE=uri:tel:+62-812-5550-0001\nTEL:0812\n 55500002\nEND:VCARD\n",
          ["Cek"]
        ),
        ("\u{FEFF}Name;Phone\r\nCek;081255500001\r\nCek;+6281255500002\r\n", ["Cek"]),
        ("name,Phone 1 - Value\n\"Cek, si\",\"0812 5550 0001\"\n\"Cek, si\",081255500002\n", ["Cek, si"]),
        ("081255500001\n081255500002\n", []),
      ] as [(String, [String])])
    func filesOfContactsAreImported(text: String, names: [String]) async throws {
      let file = try scratch.write(text, to: "contacts.txt")
      let imported = try await run("contacts", "import", file, "--json")
      #expect(imported.status == 0, "\(imported.complaints)")
      #expect(imported.object["v"] as? Int == 1 && imported.object["new"] as? Int == 2)
      #expect(imported.object["problems"] as? [String] == [])
      let listed = try await run("contacts", "list", "--json")
      #expect(Set(listed.objects.compactMap { $0["address"] as? String }) == ["+6281255500001", "+6281255500002"])
      #expect(Set(listed.objects.compactMap { $0["name"] as? String }) == Set(names))
      let again = try await run("contacts", "import", "-", input: text)
      #expect(again.status == 0 && again.lines == ["0 new, 2 known already, 0 lines not used"])
    }

    @Test func aFileThatIsPartlyWrongImportsNothingUnlessAsked() async throws {
      let file = try scratch.write("name,phone\nAni,081255500001\nBudi,nanti\n", to: "contacts.csv")
      let refused = try await run("contacts", "import", file, "--json")
      #expect(refused.status == 1 && refused.lines.isEmpty && refused.complaints.contains("line 3"))
      #expect(try await run("contacts", "list").lines.isEmpty)
      let partial = try await run("contacts", "import", file, "--partial", "--json")
      #expect(partial.status == 0 && partial.object["new"] as? Int == 1)
      #expect((partial.object["problems"] as? [String])?.count == 1)
      let nothing = try scratch.write("halo", to: "letter.txt")
      #expect(try await run("contacts", "import", nothing).status == 1)
      #expect(try await run("contacts", "import", scratch.file("missing.vcf")).status == 1)
    }

    @Test(arguments: [false, true]) func listsTakeAddressesAndTheirBeginnings(daemon: Bool) async throws {
      try await beside(daemon) {
        #expect(try await run("lists", "add", "allow", "BANK-X", "1166", "--json").object["new"] as? Int == 2)
        let prefix = try await run("lists", "add", "deny", "085290", "--prefix", "--json")
        #expect(prefix.object["list"] as? String == "deny" && prefix.object["new"] as? Int == 1)
        let all = try await run("lists", "list", "--json")
        #expect(all.objects.count == 3 && all.objects.count { $0["is_prefix"] as? Bool == true } == 1)
        #expect(try await run("lists", "list", "own").lines.isEmpty)
        // A prefix is taken off as one.
        let wrong = try await run("lists", "remove", "deny", "085290")
        #expect(wrong.status != 0 && !wrong.complaints.isEmpty)
        #expect(try await run("lists", "remove", "deny", "085290", "--prefix").status == 0)
        #expect(try await run("lists", "add", "friends", "081255500001").status == 64)
      }
    }

    // MARK: Reports

    @Test(arguments: [false, true]) func reportsAreDecidedOn(daemon: Bool) async throws {
      try add(3)
      try await beside(daemon) {
        let approved = try await run("reports", "approve", "1", "--json")
        #expect(approved.status == 0 && approved.object["state"] as? String == "queued")
        let again = try await run("reports", "approve", "1", "99", "2", "--json")
        #expect(again.status == 1 && again.objects.map { $0["id"] as? Int } == [2])
        #expect(again.complaints.contains("report 99") || again.complaints.contains("99"))
        let cancelled = try await run("reports", "cancel", "2", "--reason", "kawan", "--json")
        #expect(cancelled.status == 0 && cancelled.object["state"] as? String == "cancelled")
        #expect(try await run("reports", "cancel", "2").status == 1)
        let revoked = try await run("reports", "revoke", "3", "--json")
        #expect(revoked.status == 0 && revoked.object["state"] as? String == "cancelled")
        #expect(try await run("reports", "retry", "3").status == 1)
        #expect(try await run("reports", "resolve", "1", "sent").status == 1)
        for wrong in [["approve"], ["approve", "x"], ["resolve", "1", "perhaps"], ["resolve", "1"]] {
          let program = try Program(["reports"] + wrong + ["--database", database])
          #expect(await program.wait() == 64)
        }
      }
    }

    @Test func whatFailedIsRetriedAndWhatNobodyKnowsIsResolved() async throws {
      try add(2) { store, id in
        try store.approve(reportID: id, by: "ani", dueAt: wallClock(), at: wallClock())
        try store.markSending(.report(id), pdus: ["00"], at: wallClock())
        try store.recordSendResult(
          .report(id), part: 1, outcome: id == 1 ? .failed(reason: "no credit") : .unknown(reason: "no answer"),
          retryAt: wallClock(), at: wallClock())
      }
      let retried = try await run("reports", "retry", "1", "--json")
      #expect(retried.status == 0 && retried.object["state"] as? String == "queued")
      #expect(try await run("reports", "retry", "2").status == 1)
      let resolved = try await run("reports", "resolve", "2", "failed", "--json")
      #expect(resolved.status == 0 && resolved.object["state"] as? String == "failed")
      #expect(try await run("reports", "resolve", "2", "sent").status == 1)
    }

    // MARK: Looking, handing in, forgetting

    @Test(arguments: [false, true]) func aMessageIsExplainedExportedAndForgotten(daemon: Bool) async throws {
      try add(2)
      try await beside(daemon) {
        let explained = try await run("explain", "1", "--json")
        #expect(explained.object["guard"] as? String == "review-mode" && explained.object["report_id"] as? Int == 1)
        #expect(try await run("explain", "1").lines.contains { $0.contains("promises a prize") })
        #expect(try await run("explain", "99").status == 1)
        let campaigns = try await run("campaigns", "--json")
        #expect(campaigns.object["messages"] as? Int == 2)
        #expect(!campaigns.lines.joined().contains("6281255500101"))
        for format in ["json", "csv", "html", "eml", "text"] {
          let file = scratch.file("evidence.\(format)")
          let exported = try await run("export", "1", "2", "--format", format, "--output", file)
          #expect(exported.status == 0, "\(exported.complaints)")
          #expect(try String(contentsOfFile: file, encoding: .utf8).isEmpty == false)
        }
        #expect(try await run("export", "1", "--format", "pdf").status == 64)
        #expect(try await run("export", "99", "--format", "json").status == 1)
        let forgotten = try await run("forget", "0812-5550-0101", "--json")
        #expect(forgotten.status == 0 && forgotten.object["messages"] as? Int == 1)
        for nothing in ["", "+", " "] { #expect(try await run("forget", nothing).status == 64) }
        let nobody = try await run("forget", "0812-9999-0101", "--json")
        #expect(nobody.object["messages"] as? Int == 0)
        #expect(try await run("export", "1", "--format", "json").lines.joined().contains("hadiah") == false)
        #expect(try await run("reports", "show", "1", "--json").object["state"] as? String == "cancelled")
      }
    }

    @Test(arguments: [false, true]) func lessonsAreGivenShownAndReset(daemon: Bool) async throws {
      try add(1)
      try await beside(daemon) {
        let given = try await run("feedback", "1", "ham")
        #expect(given.status == 0 && given.lines.first?.hasPrefix("learnt: message 1 is ham") == true)
        #expect(try await run("feedback", "show", "--json").object["lessons"] as? Int == 1)
        #expect(try await run("feedback", "1", "spam").status == 64)
        #expect(try await run("feedback", "99", "ham").status == 1)
        #expect(try await run("feedback", "reset").status == 0)
        #expect(try await run("feedback", "show", "--json").object["lessons"] as? Int == 0)
      }
    }

    @Test(arguments: [false, true]) func anSMSIsQueuedListedAndStopped(daemon: Bool) async throws {
      try await beside(daemon) {
        let sent = try await run("send", "--to", "081255500009", "--text", "-", "--json", input: "halo\n")
        #expect(sent.status == 0 && sent.object["id"] as? Int == 1)
        let listed = try await run("outbox", "list", "--json")
        #expect(listed.object["state"] as? String == "queued")
        #expect(try await run("outbox", "retry", "1").status == 1)
        #expect(try await run("outbox", "cancel", "1").status == 0)
        for wrong in [
          ["--to", "BANK", "--text", "x"], ["--to", "0812", "--text", "x", "--at", "soon"], ["--text", "x"],
        ] {
          let program = try Program(["send"] + wrong + ["--database", database])
          #expect(await program.wait() == 64)
        }
      }
    }
  }
}
