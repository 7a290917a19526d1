import Foundation
import Gateway
import ModemSimulator
import Reporting
import SpamCore
import Store

/// What the demonstration shows besides the log.
struct DemoStage: Sendable {
  let isColoured: Bool
  let log: any EventSink

  init(isColoured: Bool) {
    self.isColoured = isColoured
    log = LogSinks.demonstration(isColoured: isColoured)
  }

  func introduce() {
    Console.print(bold("Pelapor demonstration"))
    Console.print("A simulated modem with a Telkomsel SIM gets SMS; the real daemon reads, judges and reports them.")
    Console.print("Everything here is invented. Below is the daemon's log in its human form; Ctrl-C ends it early.\n")
  }

  /// An SMS as its destination received it.
  func show(_ message: NetworkRecord.Received) {
    log.flush()
    Console.print(bold("          ➜ \(message.destination) received: \(visible(message.text))"))
  }

  func summarise(database: String, record: NetworkRecord) throws {
    let store = try Store.open(path: database, access: .reading)
    defer { try? store.close() }
    let summary = try store.summary()
    let replies = summary.byDecision["reply", default: 0]
    Console.print("\n" + bold("Summary"))
    Console.print(row("received", "\(summary.messages - replies)", "and \(replies) answers of 1166"))
    for label in Label.allCases {
      Console.print(row("  \(label.rawValue)", "\(summary.byLabel[label.rawValue, default: 0])", meaning(label)))
    }
    let reports = try store.reports(limit: 100)
    let made = reports.filter(\.state.mayHaveReachedDestination)
    let acknowledged = made.count { $0.reply == .acknowledged }
    Console.print(row("reported", "\(made.count)", "\(acknowledged) acknowledged by 1166"))
    Console.print(row("held back", "\(heldBack(summary).map(\.count).reduce(0, +))", "suspected, but not reported:"))
    for held in heldBack(summary) {
      Console.print(row("  \(held.guardName.rawValue)", "\(held.count)", held.guardName.reason))
    }
    Console.print(
      row("left on the SIM", "\(record.takenCount - record.deletedCount)", "deleted only after they were on disk"))
    Console.print("\nNext: `pelapor config example > pelapor.yaml`, then `pelapor run --config pelapor.yaml`.")
  }

  /// What was suspected and not reported, by guard; not those nobody suspected, nor the answers of 1166.
  private func heldBack(_ summary: Summary) -> [(guardName: Guard, count: Int)] {
    Guard.allCases.compactMap { name in
      guard name != .notFraud, name != .replyOfDestination, let count = summary.byGuard[name.rawValue] else {
        return nil
      }
      return (name, count)
    }
  }

  private func meaning(_ label: SpamCore.Label) -> String {
    switch label {
    case .ham: "wanted, or at least honest"
    case .promo: "legitimate advertising"
    case .grey: "unwanted offers; never reported"
    case .fraud: "deception for money or data"
    }
  }

  private func row(_ name: String, _ count: String, _ remark: String) -> String {
    let padding = String(repeating: " ", count: max(0, 4 - count.count))
    return Columns.line([("  " + name, 26), (padding + count, 5), (remark, 0)])
  }

  private func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
