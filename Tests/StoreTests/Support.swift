import Foundation
import Reporting
import Store
import Synchronization

/// A folder of its own for each test, removed with it; in memory where there is one, since a test of many thousand synced
/// transactions is not one of the disk.
final class TemporaryFolder {
  let path: String

  init() throws {
    let memory = "/dev/shm"
    let base =
      FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    path = base + "/pelapor-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  var database: String { path + "/pelapor.db" }
}

/// A computer's clock that never jumps.
final class TestComputer: Sendable {
  private let time = Mutex<(boot: Int, milliseconds: Int64)>((1, 0))

  var now: SteadyTime {
    time.withLock { SteadyTime(boot: "boot \($0.boot)", milliseconds: $0.milliseconds) }
  }

  func run(milliseconds: Int64) { time.withLock { $0.milliseconds += milliseconds } }
  func reboot() { time.withLock { $0 = ($0.boot + 1, 0) } }
}

/// A moment in November 2026, and so many seconds later.
func at(_ seconds: Int64) -> WallTime { WallTime(seconds: 1_795_000_000 + seconds) }

let sim = "510101234567890"

/// Joins parts as if their octets were ASCII; a missing part is `…`.
func join(_ parts: [StoredPart], _ total: Int) -> String? {
  (1...max(1, total)).map { sequence in
    parts.first { $0.sequence == sequence }.map { String(decoding: $0.userData, as: UTF8.self) } ?? "…"
  }.joined()
}

/// A single message, or a part of one; its "PDU" is made of what is in it.
func sms(
  _ text: String, from sender: String = "+6281234567890", at sent: WallTime = at(0), part: (Int, of: Int)? = nil,
  reference: UInt16 = 7, sim: String = sim, modem: String = "sim1"
) -> IncomingPDU {
  let place = part.map {
    IncomingConcatenation(
      reference: reference, referenceBits: 8, total: UInt8($0.of), sequence: UInt8($0.0))
  }
  let content = "\(sender)|\(sent.milliseconds)|\(text)|\(part?.0 ?? 0)/\(part?.of ?? 0)|\(reference)"
  return IncomingPDU(
    hex: content.utf8.map { String(format: "%02X", $0) }.joined(), modem: modem, sim: sim,
    content: .deliver(
      IncomingDeliver(
        sender: sender, senderType: 0x91, serviceCentre: "+6281100000", sentAt: sent,
        sentAtText: "2026-11-18T12:00:00+07:00", dataCoding: 0, encoding: "gsm7", concatenation: place,
        userData: Array(text.utf8), text: part == nil ? text : nil)))
}

let fraud = VerdictRecord(
  label: "fraud", band: "auto", probabilities: .init(ham: 0.001, promo: 0.001, grey: 0.008, fraud: 0.99),
  reasons: [StoredReason(code: "prize", english: "promises a prize", indonesian: "menjanjikan hadiah")],
  modelVersion: "test-1")

let profile = ReportProfile.shipped[0]

extension Store {
  @discardableResult
  func receive(_ batch: [IncomingPDU], at now: WallTime = at(0)) throws -> [IngestOutcome] {
    try ingest(batch, at: now, assemble: join)
  }

  /// Receives a message and queues its report; the report's row number.
  func queueReport(
    _ text: String, from sender: String = "+6281234567890", at now: WallTime = at(0), due: WallTime? = nil,
    campaign: String? = nil
  ) throws -> Int64 {
    let outcome = try receive([sms(text, from: sender, at: now)], at: now)
    guard case .completed(let messageID) = outcome[0] else { throw Unexpected("\(outcome)") }
    let composed = try Composer.compose(ReportedMessage(sender: sender, text: text, sentAt: now), for: profile)
    var verdict = fraud
    verdict.campaign = campaign
    let id = try recordVerdict(
      messageID: messageID, verdict: verdict, decision: .report(due: due ?? now),
      report: NewReport(composed, profile: profile), at: now)
    guard let id else { throw Unexpected("no report") }
    return id
  }

  /// Sends a queued report.
  func send(_ id: Int64, at now: WallTime, outcome: SendOutcome = .accepted(reference: 1)) throws {
    try markSending(.report(id), pdus: ["0011"], at: now)
    try recordSendResult(.report(id), part: 1, outcome: outcome, retryAt: now.adding(seconds: 60), at: now)
  }
}

struct Unexpected: Error {
  let what: String

  init(_ what: String) {
    self.what = what
  }
}
