import Foundation
import ModemSimulator
import Testing

/// PDUs of other projects' tests, where they are at hand: a folder `shared` beside the project or in one above it.
private let vectors: [String] = {
  var places = [ProcessInfo.processInfo.environment["PELAPOR_SHARED"]].compactMap { $0 }
  var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  while folder.path != "/" {
    places.append(folder.appendingPathComponent("shared").path)
    folder.deleteLastPathComponent()
  }
  let text = places.lazy.compactMap { try? String(contentsOfFile: $0 + "/vectors/pdu_decode.jsonl", encoding: .utf8) }
  let pdus = (text.first ?? "").split(separator: "\n").compactMap { line -> String? in
    guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
      object["direction"] as? String == "mt", let hex = (object["hex"] ?? object["pdu"]) as? String
    else { return nil }
    return object["tpdu_or_full"] as? String == "full" ? hex : "00" + hex
  }
  if pdus.isEmpty { print("skipped: no shared/vectors/pdu_decode.jsonl") }
  return pdus
}()

@Suite(.enabled(if: !vectors.isEmpty, "shared/vectors is not here"))
struct SharedVectorTests {
  @Test func whateverTheNetworkHasComesOutOfTheModemAsItIs() {
    var terminal = ModemTerminal(.init(sim: SIMCard(slots: 1000)))
    _ = terminal.ask("ATE0")
    let carried = vectors.filter { terminal.simulation.deliver(pdu: $0) != nil }
    #expect(carried.count > vectors.count * 9 / 10)
    let lines = terminal.ask("AT+CMGL=4").split(separator: "|").filter { !$0.hasPrefix("+CMGL") && $0 != "OK" }
    #expect(lines.map(String.init) == carried.map { $0.uppercased() })
    // Text mode has to show each of them somehow.
    let listing = terminal.ask("AT+CMGF=1;+CMGL=\"ALL\"")
    #expect(listing.hasSuffix("|OK|"))
  }
}
