import Foundation
import ModemSimulator
import SMSCodec
import Testing

extension EndToEnd {
  @Suite struct Receiving {
    /// GSM 7-bit, UCS-2, 8-bit, two parts in the wrong order, an alphanumeric sender, and what is no SMS at all.
    static let own = [
      "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07",
      "0791269001000000040C9126182143658700086211421030108208D83CDF93004F006B",
      "0791269001000000040C91261821436587000462114210402082040102FF00",
      "0791269001000000440C9126182143658700006211421050308210050003AA0202C8329BFD6681D0EF3B",
      "0791269001000000440C9126182143658700006211421050308210050003AA0201C8329BFD6681D0EF3B",
      "07912690010000000408D0C2A04100000062114210604082" + "05C8329BFD06",
      "0004", "000405", "07912690010000000406A1", "00FF0011223344556677", "0001000691261800F0",
    ]

    @Test func everythingThatComesIsKeptOnceAndTheSIMIsEmptied() async throws {
      try await receiveTwice(Self.own)
    }

    @Test(.enabled(if: SharedFiles.has("vectors/pdu_decode.jsonl")))
    func everyDeliverOfOtherProjectsIsKeptOnceAndTheSIMIsEmptied() async throws {
      let delivers = try SharedFiles.lines("vectors/pdu_decode.jsonl").compactMap(Self.deliver)
      #expect(delivers.count > 180)
      try await receiveTwice(delivers)
    }

    /// The PDU of a vector that comes from the network and whose TP-MTI says SMS-DELIVER.
    private static func deliver(_ line: String) throws -> String? {
      let vector = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      guard vector["direction"] as? String == "mt", let hex = vector["hex"] as? String else { return nil }
      let full = vector["tpdu_or_full"] as? String == "tpdu" ? "00" + hex : hex
      guard let centre = Int(full.prefix(2), radix: 16),
        let first = UInt8(full.dropFirst((centre + 1) * 2).prefix(2), radix: 16), first & 3 == 0
      else { return nil }
      // Half an octet, or no TPDU at all: what no network hands over.
      return full.utf8.count.isMultiple(of: 2) && full.utf8.count > (centre + 2) * 2 ? full.uppercased() : nil
    }

    private func receiveTwice(_ pdus: [String]) async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      // Fewer slots than messages, so that the network has to hold some back.
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 8))]), links: [link])
      defer { host.stop() }
      let first = try await receive(pdus, host: host, link: link, database: database)
      #expect(Set(first.raw) == Set(pdus))
      #expect(first.raw.count == Set(pdus).count)
      #expect(first.messages > 0)
      let second = try await receive(pdus, host: host, link: link, database: database)
      #expect(second.messages == first.messages)
      #expect(second.raw == first.raw)
    }

    private func receive(
      _ pdus: [String], host: PTYHost, link: String, database: String
    ) async throws -> (messages: Int, raw: [String]) {
      let daemon = try TestDaemon(links: [link], database: database)
      #expect(await daemon.log.wait(for: "modem.ready"))
      for pdu in pdus { #expect(host.withSimulation { $0.deliver(pdu: pdu) } != nil, "no network carries \(pdu)") }
      #expect(await host.isEmptied())
      try await daemon.stop()
      daemon.log.check(against: host.record)
      #expect(daemon.log.last?.event == "daemon.stopped")
      #expect(daemon.log.all("store.failed").isEmpty)
      let store = try Database(database)
      // Whatever can't be read is a message too, so that a person sees it.
      #expect(try store.count("SELECT count(*) FROM pdus WHERE message_id IS NULL AND kind <> 'status-report'") == 0)
      #expect(try store.count("SELECT count(*) FROM messages WHERE state = 'complete' AND classified_at IS NULL") == 0)
      return (
        try store.count("SELECT count(*) FROM messages"), try store.texts("SELECT hex FROM pdus ORDER BY id")
      )
    }
  }
}
