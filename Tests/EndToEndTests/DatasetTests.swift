import Foundation
import ModemSimulator
import SpamCore
import Testing

extension EndToEnd {
  /// A labelled set of real messages as traffic: what 1166 receives must be fraud and nothing else.
  @Suite struct RealMessages {
    @Test(.enabled(if: SharedFiles.has("datasets/wibisono_dev.csv")))
    func onlyFraudIsReported() async throws {
      let rows = try rows("datasets/wibisono_dev.csv")
      #expect(rows.count > 700)
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      var network = SimulatedNetwork.Configuration()
      network.reportService.delay = .milliseconds(10)
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 100))], network: network),
        links: [link])
      defer { host.stop() }
      let daemon = try TestDaemon(links: [link], database: database)
      #expect(await daemon.log.wait(for: "modem.ready"))
      for row in rows { _ = host.withSimulation { $0.send(OutgoingText(from: row.sender, text: row.text)) } }
      #expect(await daemon.log.wait(for: "sms.classified", count: rows.count, upTo: .seconds(180)))
      #expect(
        await daemon.log.wait(untilCounts: { $0["report.queued"] == $0["report.sent"] }))
      #expect(await host.isEmptied())
      try await daemon.stop()
      daemon.log.check(against: host.record)

      let labels = Dictionary(uniqueKeysWithValues: rows.map { ("0" + $0.sender.dropFirst(3), $0.label) })
      let reported = Reported(host.record)
      #expect(reported.repeated.isEmpty)
      let innocent = reported.numbers.filter { labels[$0] != "fraud" }
      #expect(innocent.isEmpty, "\(innocent.map { labels[$0] ?? "nobody" })")
      let frauds = rows.count { $0.label == "fraud" }
      print("reported \(reported.texts.count) of \(frauds) frauds among \(rows.count) messages")
      #expect(reported.texts.count * 2 > frauds)
      for submission in host.record.submissions {
        #expect(submission.destination == "1166")
        #expect(submission.typeOfAddress == 0x81)
        #expect(submission.text?.hasPrefix("PENIPUAN#08") == true)
        #expect(submission.part == (1, 1))
        #expect(submission.statusReportRequested)
      }
      let delivered = try Database(database).count("SELECT count(*) FROM sends WHERE state = 'delivered'")
      #expect(delivered == reported.texts.count)
      // Answers within one second are the same to the octet, so they count as one answer delivered twice.
      #expect(!daemon.log.all("report.acknowledged").isEmpty)
    }

    private struct Row: Sendable {
      var sender: String
      var text: String
      var label: String
    }

    /// Each row is written by somebody else.
    private func rows(_ name: String) throws -> [Row] {
      let path = try #require(SharedFiles.path(name))
      let table = try CSVTable(String(contentsOfFile: path, encoding: .utf8))
      let text = try #require(table.column("text"))
      let label = try #require(table.column("label"))
      return table.rows.enumerated().map { index, row in
        Row(sender: "+62813\(20_000_000 + index * 101)", text: row[text], label: row[label])
      }
    }
  }
}
