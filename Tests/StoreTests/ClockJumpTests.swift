import GRDB
import Reporting
import Testing

@testable import Store

/// A machine without a battery starts years ago; one with a bad battery may start years ahead.
@Suite("When the clock jumps")
struct ClockJumpTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private let day: Int64 = 86_400
  private let unset = WallTime(seconds: 1_000)

  /// One maintenance, as the daemon does it every ten minutes.
  private func maintain(_ now: WallTime, retentionDays: Int = 180) throws {
    _ = try store.expireAssemblies(olderThan: now.adding(hours: -72), at: now, assemble: join)
    while try store.purge(olderThan: now.adding(days: -retentionDays), at: now) > 0 {}
  }

  private func texts() throws -> Int { try store.messages(limit: 1000).count { $0.text != nil } }

  // MARK: - Behind

  @Test("what came while the clock was not set is as old as the first maintenance after it")
  func unsetClock() throws {
    _ = try store.queueReport("Anda menang", at: unset)
    try store.send(1, at: unset)
    try store.receive([sms("separuh", from: "081200000009", part: (1, of: 2))], at: unset)
    try maintain(unset)
    try maintain(at(0))
    #expect(try store.message(1).text == "Anda menang" && store.report(1).text != nil)
    #expect(try store.sends(of: .report(1))[0].hex != nil)
    #expect(try store.message(1).receivedAt == at(0) && store.report(1).createdAt == at(0))
    #expect(try store.message(2).state == .partial)
    // From there on it ages like the rest.
    for hour in 1...(181 * 24) where hour % 24 == 0 { try maintain(at(Int64(hour) * 3600)) }
    #expect(try store.message(1).text == nil && store.message(2).state == .incomplete)
  }

  @Test("while the clock is not set nothing is emptied and nothing is given up")
  func nothingWhileUnset() throws {
    try store.receive([sms("halo", part: (1, of: 2)), sms("satu")], at: WallTime(seconds: 0))
    let later = unset.adding(days: 4000)
    try maintain(later, retentionDays: 1)
    #expect(try texts() == 1)
    #expect(try store.message(1).state == .partial)
  }

  // MARK: - Ahead

  @Test("a jump of ten years empties a day's worth an hour, and nothing more once the clock is right again")
  func jumpAhead() throws {
    for index in 0..<100 { try store.receive([sms("teks \(index)")], at: at(Int64(index) * day)) }
    let last = at(100 * day)
    try maintain(last)
    let wrong = last.adding(days: 3650)
    for minutes in stride(from: Int64(0), through: 60, by: 10) {
      try maintain(wrong.adding(seconds: minutes * 60), retentionDays: 90)
    }
    // Ten were older than ninety days before the jump; two runs an hour apart passed two days more.
    #expect(try texts() == 88)
    try maintain(last.adding(seconds: 7200), retentionDays: 90)
    #expect(try texts() == 88)
  }

  @Test("after a year without power what is too old goes within two weeks")
  func longOff() throws {
    for index in 0..<100 { try store.receive([sms("teks \(index)")], at: at(Int64(index) * day)) }
    try maintain(at(100 * day))
    let again = at(465 * day)
    try maintain(again)
    #expect(try texts() == 100)
    for hour in 1...336 { try maintain(again.adding(hours: hour)) }
    #expect(try texts() == 0)
  }

  @Test("a daemon that receives nothing for long still empties in time")
  func idle() throws {
    try store.receive([sms("halo")], at: at(0))
    for hour in 0...(180 * 24) where hour % 24 == 0 { try maintain(at(Int64(hour) * 3600)) }
    #expect(try texts() == 1)
    try maintain(at(180 * day + 7200))
    #expect(try texts() == 0)
  }
}
