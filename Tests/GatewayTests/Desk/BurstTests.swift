import Foundation
import NIOPosix
import Reporting
import SpamCore
import Store
import Synchronization
import Testing

@testable import Gateway

/// Many messages wait for their verdict at once, as after hours without the daemon: they are judged some at a time in one
/// transaction, and as if each came alone.
struct BurstTests {
  private final class Lines: EventSink {
    private let taken = Mutex<[Event]>([])
    var events: [Event] { taken.withLock { $0 } }
    func write(_ event: Event, at milliseconds: Int64) { taken.withLock { $0.append(event) } }
    func flush() {}
  }

  private let clock = FakeClock(DeskRig.start)
  private let lines = Lines()
  private let folder = FileManager.default.temporaryDirectory.path + "/pelapor-burst-" + UUID().uuidString

  private func desk(_ store: Store) throws -> Desk {
    let clock = clock
    return Desk(
      store: store, classifier: try Shipped.classifier(),
      policy: Policy(settings: PolicySettings()), neverReport: [],
      log: EventLog(level: .info, sinks: [lines], now: { clock.now.milliseconds }),
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), now: { clock.now })
  }

  private func message(_ number: Int, from sender: String, text: String) -> IncomingPDU {
    IncomingPDU(
      hex: "AA\(number)", modem: "sim1", sim: DeskRig.imsi,
      content: .deliver(
        IncomingDeliver(
          sender: sender, senderType: 0x91, serviceCentre: "+6281100000", sentAt: clock.now, sentAtText: "now",
          dataCoding: 0, encoding: "gsm7", userData: [], text: text)))
  }

  @Test func eachIsJudgedByTheLedgerWithThoseBeforeIt() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store.open(path: folder + "/pelapor.db", access: .daemon)
    // Five senders, each with forty frauds, and as many harmless messages.
    let batch = (0..<200).flatMap { number in
      [
        message(2 * number, from: DeskRig.sender(number % 5), text: DeskRig.fraud(number)),
        message(2 * number + 1, from: DeskRig.sender(1_000 + number), text: "Halo bu, besok jadi jam \(number % 12)?"),
      ]
    }
    _ = try store.ingest(batch, at: clock.now, assemble: { _, _ in nil })
    try await desk(store).open()
    let reader = try Store.open(path: folder + "/pelapor.db", access: .reading)
    #expect(try reader.pendingClassification(limit: 1).isEmpty)
    let reports = try reader.reports(state: .queued, limit: 1_000)
    #expect(!reports.isEmpty && reports.count <= 5)
    #expect(Set(reports.compactMap(\.sender)).count == reports.count)
    // One line a message, in their order.
    let classified = lines.events.filter { $0.name == .smsClassified }
    #expect(classified.count == 400)
    #expect(classified.map { $0[.messageID] } == (1...400).map { .integer($0) })
  }

  @Test func nothingIsSaidOfWhatWasNotCommitted() {
    let clock = clock
    let log = DeskLog(EventLog(level: .info, sinks: [lines], now: { clock.now.milliseconds }))
    log.hold()
    log.emit(Event(.smsDuplicate))
    log.drop()
    #expect(lines.events.isEmpty)
    log.hold()
    log.emit(Event(.smsReceived))
    log.emit(Event(.smsClassified))
    #expect(lines.events.isEmpty)
    log.release()
    log.emit(Event(.storeFailed))
    #expect(lines.events.map(\.name) == [.smsReceived, .smsClassified, .storeFailed])
  }
}
