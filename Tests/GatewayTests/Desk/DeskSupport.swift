import Foundation
import Modem
import NIOPosix
import Reporting
import SMSCodec
import SpamCore
import Store
import Synchronization

@testable import Gateway

/// A wall clock that goes only when it is told to, and the time since the boot beside it.
final class FakeClock: Sendable {
  private let time: Mutex<(wall: WallTime, boot: Int, elapsed: Int64)>

  init(_ time: WallTime) { self.time = Mutex((time, 1, 0)) }

  var now: WallTime { time.withLock { $0.wall } }
  /// Never jumps.
  var steady: SteadyTime {
    time.withLock { SteadyTime(boot: "boot \($0.boot)", milliseconds: $0.elapsed * 1_000) }
  }

  /// Time passes; a negative one is a jump back.
  func advance(_ seconds: Int64) {
    time.withLock { time in
      time.wall = time.wall.adding(seconds: seconds)
      time.elapsed += max(0, seconds)
    }
  }

  /// The computer is off for so long, and starts anew.
  func reboot(offFor seconds: Int64) {
    time.withLock { time in
      time.wall = time.wall.adding(seconds: seconds)
      time.boot += 1
      time.elapsed = 0
    }
  }

  /// Only the wall clock changes.
  func jump(_ seconds: Int64) { time.withLock { $0.wall = $0.wall.adding(seconds: seconds) } }
}

/// A desk on a clock of its own, with the network in the test's hands.
final class DeskRig {
  /// An SMS that the network got.
  struct Sent: Equatable {
    var destination: String
    var text: String
    var at: WallTime
  }

  /// 18 November 2026.
  static let start = WallTime(seconds: 1_795_000_000)
  static let imsi = "510101234567890"

  let clock = FakeClock(start)
  /// What the desk said.
  let events = Events()
  let folder: String
  private(set) var desk: Desk
  private let settings: PolicySettings
  var sim = SIMIdentity(modem: "sim1", imsi: DeskRig.imsi, registration: .home)
  private(set) var sent: [Sent] = []
  private(set) var lastReference: UInt8 = 0
  private var reference: UInt16 = 0

  init(_ change: (inout PolicySettings) -> Void = { _ in }) throws {
    let memory = "/dev/shm"
    let base =
      FileManager.default.isWritableFile(atPath: memory) ? memory : FileManager.default.temporaryDirectory.path
    folder = base + "/pelapor-desk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    var settings = PolicySettings()
    change(&settings)
    self.settings = settings
    desk = try Self.desk(folder, settings: settings, clock: clock, events: events)
  }

  private static func desk(
    _ folder: String, settings: PolicySettings, clock: FakeClock, events: Events
  ) throws -> Desk {
    Desk(
      store: try Store.open(path: folder + "/pelapor.db", access: .daemon, steadyClock: { clock.steady }),
      classifier: try Shipped.classifier(), policy: Policy(settings: settings), neverReport: [],
      log: EventLog(level: .info, sinks: [events], now: { clock.now.milliseconds }),
      eventLoop: MultiThreadedEventLoopGroup.singleton.next(), now: { clock.now })
  }

  /// The program ends and starts again; `whileDown` happens between.
  func restart(
    _ change: (inout PolicySettings) -> Void = { _ in }, whileDown: () throws -> Void = {}
  ) async throws {
    await desk.close()
    try whileDown()
    var settings = settings
    change(&settings)
    desk = try Self.desk(folder, settings: settings, clock: clock, events: events)
    try await desk.open()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a command does beside the daemon: a connection of its own.
  func command<Result>(_ body: (Store) throws -> Result) throws -> Result {
    let store = try Store.open(path: folder + "/pelapor.db", access: .command)
    defer { try? store.close() }
    return try body(store)
  }

  /// An SMS arrives.
  func receive(_ text: String, from sender: String, sentSecondsAgo age: Int64 = 0, centre: String = "+6281100000")
    async throws
  {
    for hex in try pdus(text, from: sender, sentSecondsAgo: age, centre: centre) {
      _ = await desk.take([hex], from: sim)
    }
  }

  /// The PDUs of an SMS, one a part.
  func pdus(
    _ text: String, from sender: String, sentSecondsAgo age: Int64 = 0, centre: String = "+6281100000"
  ) throws -> [String] {
    let stamp = try SCTS(secondsSinceEpoch: clock.now.milliseconds / 1_000 - age, zoneMinutes: 420)
    reference = (reference + 1) & 0xFF
    var options = Segmentation.Options()
    options.reference = reference
    return try Segmentation.split(text, options: options).map { part in
      let deliver = Deliver(
        originatingAddress: try Address(parsing: sender), dataCodingScheme: part.dataCodingScheme,
        serviceCentreTimestamp: stamp, userData: part.userData)
      return try PDU(smsc: try Address(parsing: centre), tpdu: .deliver(deliver)).hex()
    }
  }

  /// A status report arrives.
  func receiveStatus(_ status: UInt8, reference: UInt8, recipient: String = "1166") async throws {
    let stamp = try SCTS(secondsSinceEpoch: clock.now.milliseconds / 1_000, zoneMinutes: 420)
    let report = StatusReport(
      messageReference: reference, recipientAddress: try Address(parsing: recipient), serviceCentreTimestamp: stamp,
      dischargeTime: stamp, status: Status(rawValue: status))
    _ = await desk.take([try PDU(tpdu: .statusReport(report)).hex()], from: sim)
  }

  /// Asks the desk what to send, and answers for the network; nil when nothing may go now.
  @discardableResult
  func sendNext(_ result: SendResult? = nil) async throws -> Sent? {
    guard case .send(let request) = await desk.nextSubmission(for: sim) else { return nil }
    guard
      case .submit(let submit) = try PDU.decode(hex: request.hex, direction: .mobileOriginated).value.tpdu
    else { return nil }
    let entry = Sent(destination: submit.destinationAddress.description, text: submit.text ?? "", at: clock.now)
    sent.append(entry)
    lastReference &+= 1
    await desk.sendFinished(id: request.id, result ?? .accepted(reference: lastReference))
    return entry
  }

  /// Lets time pass in steps and sends whatever may go.
  func run(_ seconds: Int64, step: Int64 = 10) async throws {
    for _ in 0..<max(1, seconds / step) {
      clock.advance(step)
      while try await sendNext() != nil {}
    }
  }

  func report(_ id: Int64 = 1) throws -> ReportRecord { try command { try $0.report(id) } }
  func states() throws -> [ReportState] { try command { try $0.reports(limit: 1_000).map(\.state) } }
}

extension DeskRig {
  /// A text that is plainly fraud, each number another campaign's words.
  static func fraud(_ number: Int) -> String {
    "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian Gebyar Poin dan berhak atas uang tunai Rp75.000.000. PIN "
      + "pemenang: T\(number)K. Hubungi panitia Bpk Hendra di 0852-9051-\(7_000 + number) atau buka "
      + "www.gebyarpoin-\(number).blogspot.com"
  }

  static func sender(_ number: Int) -> String { "+62812\(55_500_000 + number * 137)" }

  static let temporary = SendResult.failed(
    SendFailure(error: "+CMS ERROR: 42", code: 42, meaning: "congestion", nature: .temporary))
  static let permanent = SendResult.failed(
    SendFailure(error: "+CMS ERROR: 50", code: 50, meaning: "not subscribed", nature: .permanent))
}
