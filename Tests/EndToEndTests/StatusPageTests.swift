import Foundation
import Gateway
import Reporting
import Testing

@testable import pelapor

/// What `pelapor status` draws, from a value, on no terminal.
struct StatusPageTests {
  private func status(modems: Int = 1, errors: Int = 1) throws -> GatewayStatus {
    let problem =
      #"{"at":"2026-11-24T18:00:14Z","level":"error","event":"modem.problem","modem":"sim1","code":"port","#
      + #""reason":"no \u001b[31mport\u202e, which is a long story that no line of eighty columns could ever tell whole"}"#
    let modem =
      #"{"name":"sim1","device":"/dev/ttyUSB0","state":"ready","since":"2026-11-24T15:00:00Z","#
      + #""operator":"電信\u001b[2J","registration":"home","technology":"LTE","signal_dbm":-71,"#
      + #""sim":"51010******7890","storages":[{"name":"SM","used":3,"total":20}],"unstored":0,"sending":0,"counters":{}}"#
    let json =
      #"{"running":true,"at":"2026-11-24T18:00:20Z","version":"0.1.0","model_version":"m","mode":"auto","#
      + #""database":"/d","uptime_seconds":190000,"stalls":[],"modems":["#
      + Array(repeating: modem, count: modems).joined(separator: ",")
      + #"],"today":{"since":"2026-11-24T00:00:00Z","received":12,"by_label":{"fraud":3,"ham":9},"by_guard":{"ask-band":2},"#
      + #""reports":{"sent":1}},"queue":{"due":0,"held":1,"next_due":"2026-11-24T18:02:00Z","awaiting_review":2,"#
      + #""sending":0,"unknown":0,"outbox":0,"partial":0,"unclassified":0},"sending":{"breakers":[]},"last_errors":["#
      + Array(repeating: problem, count: errors).joined(separator: ",") + "]}"
    return try JSONDecoder().decode(GatewayStatus.self, from: Data(json.utf8))
  }

  private func page(
    _ status: GatewayStatus, width: Int = 80, height: Int? = nil, isColoured: Bool = false
  ) -> [String] {
    StatusPage(
      status: status, width: width, height: height, isColoured: isColoured, clock: .fixed(secondsEast: 0)
    ).lines()
  }

  @Test(arguments: [40, 60, 80, 132]) func everyLineFitsAndNothingAModemSaidActsOnTheTerminal(width: Int) throws {
    for line in page(try status(modems: 2, errors: 9), width: width) {
      #expect(cells(line) <= max(width, 60), "\(line)")
      #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E }, "\(line)")
    }
  }

  @Test func itSaysWhatAPersonLooksFor() throws {
    let text = page(try status()).joined(separator: "\n")
    for part in [
      "Pelapor 0.1.0   up 2 d 4 h   mode auto", "18:00:20", "ready 3 h", "[####] -71 dBm",
      "12 received   fraud 3   ham 9",
      "held 1 (next 18:02:00)", "for review 2", "SENDING\n  goes on", "18:00:14 sim1 port: no ",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test(arguments: [8, 12, 24]) func itNeverHasMoreLinesThanTheTerminal(height: Int) throws {
    #expect(page(try status(modems: 30, errors: 20), height: height).count == height)
    #expect(page(try status(errors: 20), height: height).count <= height)
  }

  @Test func coloursAreOnlyThereWhenAskedFor() throws {
    #expect(page(try status(), isColoured: true).contains { $0.contains("\u{1B}[32m") })
    #expect(!page(try status()).contains { $0.contains("\u{1B}") })
  }

  @Test func withoutADaemonItSaysSoAndWhatIsStoppedIsSeen() throws {
    var status = try status()
    status.isRunning = false
    status.sending?.pausedSince = WallTime(seconds: 1_795_543_200)
    status.sending?.pausedBy = "person:sari"
    let text = page(status).joined(separator: "\n")
    #expect(text.contains("The daemon does not run"))
    #expect(text.contains("PAUSED since") && text.contains("person:sari") && text.contains("pelapor reports resume"))
  }
}
