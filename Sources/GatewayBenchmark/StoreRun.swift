import Foundation
import ModemSimulator
import Reporting
import Store

/// What storing costs while the database grows: the same work with few and with many messages in it.
struct StoreRun {
  /// As many as a modem hands over at once.
  private static let batch = 20
  /// How many messages a figure is the mean of.
  private static let sample = 1_000
  private static let sim = "510101234567890"
  private static let start = WallTime(seconds: 1_795_000_000)

  /// Fills a database up to each size in turn and measures there.
  ///
  /// - Parameter sizes: in ascending order.
  /// - Parameter tell: each result when it is there.
  func run(sizes: [Int], tell: (StoreResult) -> Void) throws {
    let folder = NSTemporaryDirectory() + "/pelapor-store-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store.open(path: folder + "/pelapor.db", access: .daemon)
    defer { try? store.close() }
    var count = 0
    for size in sizes {
      while count + Self.sample < size {
        // Many to a transaction, or filling would take the time of a million syncs.
        let numbers = count..<min(count + 1_000, size - Self.sample)
        try store.together { try keep(numbers, in: store) }
        count = numbers.upperBound
        if count % 100_000 == 0 { Progress.say("store: \(count) messages …") }
      }
      tell(try measure(store, from: count, to: size, path: folder + "/pelapor.db"))
      count = size
    }
  }

  private func measure(_ store: Store, from: Int, to size: Int, path: String) throws -> StoreResult {
    let messages = size - from
    let storing = try microseconds {
      for first in stride(from: from, to: size, by: Self.batch) {
        try keep(first..<min(first + Self.batch, size), in: store)
      }
    }
    let now = Self.time(size)
    let asking = try microseconds {
      for number in from..<size {
        _ = try store.facts(
          sender: Self.sender(number), sim: Self.sim, textDigest: nil, campaign: nil, limits: PolicyLimits(), now: now)
      }
    }
    let due = try microseconds {
      for _ in from..<size { _ = try store.nextDue(sim: Self.sim, modem: "sim1") }
    }
    let listing = try microseconds { for _ in 0..<100 { _ = try store.messages(limit: 20) } }
    let octets = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    return StoreResult(
      messages: size, storing: storing / Double(messages), asking: asking / Double(messages),
      due: due / Double(messages), listing: listing / 100, octetsPerMessage: Double(octets) / Double(size))
  }

  private func keep(_ numbers: Range<Int>, in store: Store) throws {
    let outcomes = try store.ingest(numbers.map(Self.pdu), at: Self.time(numbers.upperBound)) { _, _ in nil }
    try store.together {
      for case .completed(let id) in outcomes {
        try store.recordVerdict(
          messageID: id, verdict: Self.verdict, decision: .withhold(.notFraud), report: nil,
          at: Self.time(numbers.upperBound))
      }
    }
  }

  private func microseconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return Runs.seconds(clock.now - start) * 1e6
  }

  private static func time(_ number: Int) -> WallTime {
    WallTime(milliseconds: start.milliseconds + Int64(number) * 20)
  }

  private static func sender(_ number: Int) -> String { "+62812\(10_000_000 + number % 100_000)" }

  private static func pdu(_ number: Int) -> IncomingPDU {
    let text = Runs.message(number).text
    let hex = "\(number)|\(text)".utf8.map { String($0, radix: 16, uppercase: true) }.joined()
    return IncomingPDU(
      hex: hex, modem: "sim1", sim: sim,
      content: .deliver(
        IncomingDeliver(
          sender: sender(number), senderType: 0x91, serviceCentre: "+6281100000", sentAt: time(number),
          sentAtText: "2026-11-18T12:00:00+07:00", dataCoding: 0, encoding: "gsm7", concatenation: nil,
          userData: Array(text.utf8), text: text)))
  }

  private static let verdict = VerdictRecord(
    label: "ham", band: "none", probabilities: .init(ham: 0.99, promo: 0.004, grey: 0.004, fraud: 0.002), reasons: [],
    modelVersion: "benchmark")
}

/// The mean costs at one size of the database, in microseconds of wall time.
struct StoreResult {
  var messages: Int
  /// Storing and judging a message, two synced transactions for twenty of them.
  var storing: Double
  /// What the policy asks about a sender.
  var asking: Double
  /// When the next SMS is due.
  var due: Double
  /// The newest twenty messages.
  var listing: Double
  var octetsPerMessage: Double

  /// One JSON object; version 1 of its schema.
  var json: String {
    let figures: [(String, Double)] = [
      ("store_us_per_message", storing), ("facts_us", asking), ("next_due_us", due), ("list_20_us", listing),
      ("octets_per_message", octetsPerMessage),
    ]
    let members = figures.map { "\"\($0)\":\(String(format: "%.4g", $1))" }.joined(separator: ",")
    return "{\"v\":1,\"run\":\"store\",\"program\":\"pelapor\",\"messages\":\(messages),\(members)}"
  }
}
