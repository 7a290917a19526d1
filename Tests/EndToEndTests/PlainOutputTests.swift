import Foundation
import Glibc
import Reporting
import Store
import Testing

extension EndToEndProcesses {
  /// What the program shows a person: without `--json`.
  @Suite struct PlainOutput {
    private let scratch: Scratch
    private var database: String { scratch.file("pelapor.db") }
    private static let fraud = "SELAMAT! Nomor Anda menang Rp75.000.000, hubungi 085290517734\u{1B}[31m"

    init() throws {
      scratch = try Scratch()
      let store = try Store.open(path: scratch.file("pelapor.db"), access: .daemon)
      let message = IncomingDeliver(
        sender: "081255500001", senderType: 0x91, sentAt: wallClock(), sentAtText: "", dataCoding: 0, encoding: "gsm7",
        userData: [], text: Self.fraud)
      let pdu = IncomingPDU(hex: "00", modem: "sim1", sim: "510101234567890", content: .deliver(message))
      _ = try store.ingest([pdu], at: wallClock(), assemble: { _, _ in nil })
      try store.close()
    }

    private func run(_ arguments: [String]) async throws -> (status: Int32?, text: String, complaints: String) {
      let program = try Program(arguments)
      let status = await program.wait()
      return (status, program.output.lines.map(\.text).joined(separator: "\n"), program.complaints)
    }

    @Test func theDemonstrationReportsAFraudAndLeavesNothingOnTheSIM() async throws {
      let program = try Program(["demo"])
      #expect(await program.wait(upTo: .seconds(180)) == 0)
      let text = program.output.lines.map(\.text).joined(separator: "\n")
      #expect(text.contains("➜ 1166 received: PENIPUAN#085290517734#") && text.contains("report.acknowledged"))
      #expect(text.contains(#/left on the SIM +0 /#) && text.contains(#/reported +[1-9]/#), "\(text.suffix(1_000))")
      #expect(!text.contains("store.failed"))
    }

    @Test(arguments: [
      ["messages", "list"], ["messages", "show", "1"], ["database", "check"], ["status"], ["reports", "pause"],
    ])
    func aCommandTellsAPersonInPlainText(command: [String]) async throws {
      let (status, text, complaints) = try await run(command + ["--database", database])
      #expect(status == 0 && !(text + complaints).isEmpty, "\(complaints)")
      // Neither colours on a pipe, nor what a swindler put into the text.
      #expect(!text.contains("\u{1B}"))
      #expect(command[0] != "messages" || text.contains("SELAMAT!"))
    }

    @Test func aRestoreTellsWhatWasKeptAndWhatWaits() async throws {
      let store = try Store.open(path: database, access: .daemon)
      _ = try store.queue(
        NewSubmission(
          sim: NewSubmission.anySIM, destination: "081255500009", destinationType: 0x91, text: "halo",
          requestedBy: .person("ani")), at: wallClock())
      _ = try store.queue([
        NewNotification(
          hook: "h", event: "report.sent", at: wallClock(), line: "{}", messageID: nil, reportID: nil, key: "k")
      ])
      try store.close()
      let backup = scratch.file("backup.db")
      #expect(try await run(["backup", backup, "--database", database]).status == 0)
      let (status, text, complaints) = try await run(["restore", backup, "--database", database])
      #expect(status == 0 && text.contains("\(database) is restored from \(backup)"))
      #expect(text.contains("what was there is kept as \(database).before-restore-"))
      #expect(complaints.contains("1 other SMS may have been sent since: pelapor outbox list"))
      #expect(complaints.contains("1 notification of hooks may have been told since: pelapor hooks list"))
    }

    @Test func doctorSaysWhatIsWrongAndWhatToDo() async throws {
      let good = try scratch.write(
        configuration(links: [scratch.file("no-modem")], database: database), to: "pelapor.yaml")
      let (status, text, _) = try await run(["doctor", "--config", good])
      #expect(status == 1 && text.contains("This machine\n") && text.contains("\nModem sim1\n"))
      #expect(text.contains("→ ") && text.contains(#/\n[1-9][0-9]* problems?/#), "\(text)")
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })

      let wrong = try scratch.write("modems: []\nreporting:\n  mode: loud\n", to: "wrong.yaml")
      let told = try await run(["doctor", "--config", wrong])
      #expect(told.status == 1 && told.text.contains("reporting.mode"), "\(told)")
    }

    @Test func lessonsAreTakenAlong() async throws {
      let file = scratch.file("lessons")
      let nothing = try await run(["feedback", "export", file, "--database", database])
      #expect(nothing.status == 1 && nothing.complaints.contains("nothing was taught yet"))
      #expect(try await run(["feedback", "1", "fraud", "--database", database]).status == 0)
      #expect(try await run(["feedback", "export", file, "--database", database]).status == 0)
      #expect(FileManager.default.contents(atPath: file)?.isEmpty == false)
      let shown = try await run(["feedback", "show", "--database", database])
      #expect(shown.status == 0 && shown.text.contains("1 lesson for model") && shown.text.contains("fraud: 1"))
    }

    @Test func messagesOfAFileAreMeasured() async throws {
      let file = try scratch.write(
        "text,label\n\"\(Self.fraud)\",fraud\nIbu besok jemput adik jam empat ya,ham\n", to: "messages.csv")
      let (status, text, complaints) = try await run(["evaluate", file])
      #expect(status == 0 && text.contains("fraud") && !text.contains("\u{1B}"), "\(complaints)")
      #expect(try await run(["evaluate"]).status == 64)
      #expect(try await run(["evaluate", file, "--errors", "10001"]).status == 64)
      #expect(try await run(["evaluate", scratch.file("none.csv")]).status == 1)
      let empty = try scratch.write("text,label\n", to: "empty.csv")
      #expect(try await run(["evaluate", empty]).complaints.contains("no messages in there"))
      let odd = try scratch.write("words\nhalo\n", to: "odd.csv")
      #expect(try await run(["classify", "--file", odd]).status != 0)
    }
  }
}
