import Foundation
import Glibc
import Testing

@testable import Gateway

extension EndToEndProcesses {
  /// `pelapor tail` as a process.
  @Suite struct TailProgram {
    private func line(_ number: Int, event: String = "sms.received") -> String {
      #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"info","event":"\#(event)","modem":"sim1","message_id":\#(number)}"#
    }

    @Test func itFollowsAFileThatComesLateIsRotatedAndCut() async throws {
      let scratch = try Scratch()
      let file = scratch.file("pelapor.jsonl")
      let program = try Program(["tail", file, "--json"])
      let append = { (text: String) in
        let handle = fopen(file, "a")
        fputs(text + "\n", handle)
        fclose(handle)
      }
      append(line(1))
      #expect(await program.output.wait(for: "sms.received"))
      append(line(2))
      #expect(await program.output.wait(for: "sms.received", count: 2))
      #expect(rename(file, file + ".1") == 0)
      append("garbage \u{1B}[2J")
      append(line(3, event: "sms.incomplete"))
      #expect(await program.output.wait(for: "sms.incomplete"))
      #expect(truncate(file, 0) == 0)
      // Nothing to see yet; what comes may be longer than what was there.
      append(line(4, event: "sms.duplicate"))
      #expect(await program.output.wait(for: "sms.duplicate"))
      program.send(SIGTERM)
      #expect(await program.wait() == -SIGTERM)
      #expect(
        program.output.lines.map(\.text) == [
          line(1), line(2), line(3, event: "sms.incomplete"), line(4, event: "sms.duplicate"),
        ])
      #expect(program.complaints.contains("\(file) was cut"))
    }

    @Test func itShowsTheLastLinesThatAreWanted() async throws {
      let scratch = try Scratch()
      let lines = (1...2_000).map { line($0, event: $0 % 100 == 0 ? "report.review" : "sms.received") }
      let file = try scratch.write(lines.joined(separator: "\n"), to: "pelapor.jsonl")
      let program = try Program(["tail", file, "--no-follow", "--event", "report.*", "-n", "2", "--modem", "sim1"])
      #expect(await program.wait() == 0)
      #expect(
        program.output.lines.map(\.text) == [
          "2026-11-24", "20:44:07  sim1    report.review       #1900", "20:44:07  sim1    report.review       #2000",
        ])
    }

    @Test(arguments: [
      (
        ["tail", "/nonexistent", "--no-follow"], Int32(1),
        "/nonexistent can't be read: there is no such file; check the name"
      ),
      (["tail", "/", "--no-follow"], 1, "is a folder"),
      (["tail", "--event", "report.snet"], 64, "no event is of the pattern"),
      (["tail", "--label", "spam"], 64, "--label must be one of ham, promo, grey, fraud"),
      (["tail", "--since", "soon"], 64, "--since must be"),
      (["tail", "--lines=-1"], 64, "--lines must be"),
      (["tail", "x", "--journal"], 64, "give only one of"),
    ]) func wrongUseIsSaid(arguments: [String], status: Int32, complaint: String) async throws {
      let program = try Program(arguments)
      #expect(await program.wait() == status)
      #expect(program.complaints.contains(complaint), "\(program.complaints)")
    }

    /// With a journal file that systemd's own tools made.
    @Test(.enabled(if: hasJournalWriter)) func itReadsARealJournal() async throws {
      let scratch = try Scratch()
      let journal = scratch.file("test.journal")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Self.journalWriter)
      process.arguments = ["--output=\(journal)", "-"]
      let entries = (1...3).map { number in
        """
        __REALTIME_TIMESTAMP=179552784712345\(number)
        __MONOTONIC_TIMESTAMP=\(number)
        _BOOT_ID=5c4d0a3e8f1b4e0b9f0a6d2f3c1b7a99
        _SYSTEMD_UNIT=pelapor.service
        MESSAGE=a report
        MESSAGE_ID=\(EventName.reportSent.messageID)
        PRIORITY=6
        EVENT=report.sent
        MODEM=sim\(number)
        REPORT_ID=\(number)

        """
      }
      let made = try process.answer(to: entries.joined(separator: "\n") + "\n")
      #expect(made.status == 0, "\(made.errors)")
      let program = try Program(["tail", "--journal-file", journal, "--no-follow", "--json", "--modem", "sim2"])
      #expect(await program.wait() == 0)
      #expect(program.output.lines.count == 1 && program.output.lines.first?.reportID == 2, "\(program.complaints)")
      #expect(program.output.lines.first?.violations == [])
    }

    private static let journalWriter = "/lib/systemd/systemd-journal-remote"
    private static let hasJournalWriter: Bool = {
      if access(journalWriter, X_OK) == 0 { return true }
      print("skipped: systemd-journal-remote is not installed")
      return false
    }()
  }
}
