import Foundation
import Modem
import Reporting
import Testing

@testable import Gateway

@Suite struct StatusJSONTests {
  static let example: GatewayStatus = {
    let time = WallTime(milliseconds: 1_795_000_000_123)
    let problem = GatewayStatus.Problem(
      at: time, level: "error", event: "modem.problem", modem: "sim1", code: "port",
      reason: "bad \u{202E}\u{1B}[31m text", remedy: "plug it in")
    var status = GatewayStatus(
      isRunning: true, at: time, version: "0.1.0", modelVersion: "m", mode: "auto", database: "/d", uptimeSeconds: 7,
      stalls: ["one"],
      modems: [
        GatewayStatus.Modem(
          name: "sim1", device: "/dev/ttyUSB0", state: .blocked, blockedBy: "pin-required", since: time, model: "E173",
          profile: "huawei", networkOperator: "TELKOMSEL", registration: "home", homeNetwork: "51010",
          technology: "UMTS", areaCode: 11_289, cellID: 27_440_068, signal: -79, sim: "51010******7890",
          storages: [GatewayStatus.Storage(name: "SM", used: 3, total: 20)], unstored: 1, sending: 2,
          lastError: problem, counters: ["commands": 4])
      ], lastErrors: [problem])
    status.today = GatewayStatus.Today(
      since: time, received: 3, byLabel: ["fraud": 1], byGuard: ["ask-band": 1], reports: ["queued": 1])
    status.queue = GatewayStatus.Queue(
      due: 1, held: 2, nextDue: time, awaitingReview: 3, sending: 4, unknown: 5, outbox: 6, partial: 7, unclassified: 8)
    status.sending = GatewayStatus.Sending(
      pausedSince: time, pausedBy: "person:sari",
      breakers: [.init(breaker: "burst", sim: "sim1", since: time, reason: "many")])
    return status
  }()

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    let json = Self.example.json(clock: .fixed(secondsEast: 25_200))
    #expect(try JSONDecoder().decode(GatewayStatus.self, from: Data(json.utf8)) == Self.example)
    #expect(!json.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test(
    arguments: [(RecordPrivacy.everything, 27_440_068, 11_289), (.masked, nil, nil)] as [(RecordPrivacy, Int?, Int?)])
  func whereAModemStandsIsToldToWhomTextsAre(privacy: RecordPrivacy, cell: Int?, area: Int?) {
    var session = ModemSession().state
    (session.network.cell, session.network.area, session.network.technology) = (27_440_068, 11_289, "UMTS")
    let line = LineSnapshot(name: "sim1", device: "/dev/ttyUSB0", isOpen: true, unstored: 0, session: session)
    let modem = GatewayStatus.Modem(line, record: nil, privacy: privacy)
    #expect(modem.cellID == cell && modem.areaCode == area && modem.technology == "UMTS")
    let json = modem.json(clock: .fixed(secondsEast: 0))
    #expect(json.contains("cell_id") == (cell != nil) && json.contains("area_code") == (area != nil))
  }

  @Test(arguments: [
    ("2026-11-24T20:44:07.123+07:00", Int64(1_795_527_847_123)), ("2026-11-24T13:44:07Z", 1_795_527_847_000),
    ("1969-12-31T23:59:59.5Z", -500), ("2024-02-29T00:00:00-01:00", 1_709_168_400_000),
  ]) func instantsAreRead(text: String, milliseconds: Int64) {
    #expect(WallTime(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: ["", "2026-11-24", "2026-13-01T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T20:44:07"])
  func whatIsNoInstantIsRefused(text: String) {
    #expect(WallTime(rfc3339: text) == nil)
  }

  @Test func aSIMIsShownByItsNetworkAndItsLastDigitsAlone() {
    #expect(maskedSIM("510101234567890") == "51010******7890")
    #expect(maskedSIM("sim1") == "sim1")
  }

  @Test func metricsAreOfThePrometheusFormat() {
    var board = Board()
    board.note(Event(.smsClassified, .info, [.label: .string("fraud")]), at: WallTime(seconds: 1), uptime: .zero)
    board.observe(.sync, 0.004, uptime: .zero)
    var status = Self.example
    status.modems[0].name = "si\"m\\1"
    let text = MetricsPage.text(status, board: board)
    let sample = #/pelapor_[a-z_]+(\{[a-z_]+="([^"\\\n]|\\["\\n])*"(,[a-z_]+="([^"\\\n]|\\["\\n])*")*\})? -?[0-9.e+-]+/#
    var declared: Set<Substring> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# TYPE ") { declared.insert(line.split(separator: " ")[2]) }
      if line.hasPrefix("#") { continue }
      // `le="+Inf"` and the like are labels as any.
      #expect(line.wholeMatch(of: sample) != nil || line.contains("_bucket{le="), "\(line)")
      let name = line.prefix { $0 != "{" && $0 != " " }
      #expect(declared.contains { name.hasPrefix($0) }, "\(line)")
    }
    #expect(text.hasSuffix("\n"))
    #expect(text.contains("pelapor_messages_total{label=\"fraud\"} 1\n"))
    #expect(text.contains("pelapor_store_sync_seconds_bucket{le=\"0.005\"} 1\n"))
    #expect(text.contains("pelapor_modem_commands_total{modem=\"si\\\"m\\\\1\"} 4\n"))
  }
}
