import Modem
import NIOCore
import NIOPosix
import Numbering
import Reporting
import SpamCore
import Store

/// Where messages are stored, judged and turned into reports: the one user of the database.
///
/// An actor on a thread of its own, because SQLite blocks. Nothing here knows a modem; a line asks
/// (``take(_:from:)``, ``nextSubmission(for:)``) and is answered.
actor Desk {
  nonisolated var unownedExecutor: UnownedSerialExecutor { eventLoop.executor.asUnownedSerialExecutor() }

  private nonisolated let eventLoop: any EventLoop
  let store: Store
  let classifier: SpamClassifier
  let policy: Policy
  let log: EventLog
  let now: @Sendable () -> WallTime

  /// Numbers the configuration protects, besides the lists in the store.
  let neverReport: Set<MSISDN>
  var outbox = Outbox()

  /// SIMs seen since the start, by their key: pending messages are judged with what is known of their SIM.
  private var sims: [String: SIMIdentity] = [:]
  private var isFailing = false

  init(
    store: Store, classifier: SpamClassifier, policy: Policy, neverReport: [String], log: EventLog,
    eventLoop: any EventLoop, now: @escaping @Sendable () -> WallTime
  ) {
    self.neverReport = Set(neverReport.compactMap { MSISDN($0) })
    self.store = store
    self.classifier = classifier
    self.policy = policy
    self.log = log
    self.eventLoop = eventLoop
    self.now = now
  }

  /// Settles what a crash left behind; to be called once, before any line.
  func open() throws(StoreError) {
    for item in try store.recoverAfterCrash(at: now()) {
      logUnknown(item, reason: "the daemon ended while it was being sent; it is not sent again by itself")
    }
    judgePending()
  }

  /// Closes the database.
  func close() {
    do { try store.close() } catch { log.emit(failure(error)) }
  }

  /// Stores what a modem delivered, then judges what became whole.
  ///
  /// Returns whether it is on disk: only then may it be deleted from the SIM.
  func take(_ pdus: [String], from sim: SIMIdentity) -> Bool {
    sims[sim.key] = sim
    let outcomes: [IngestOutcome]
    do {
      outcomes = try store.ingest(
        pdus.map { IncomingDecoder.read($0, from: sim) }, at: now(), assemble: IncomingDecoder.text)
    } catch {
      storeFailed(error)
      return false
    }
    storeWorks()
    for (hex, outcome) in zip(pdus, outcomes) { tell(outcome, of: hex, from: sim) }
    judgePending()
    return true
  }

  /// Gives up on parts that did not come, judges what was left over, removes what is too old to keep.
  func maintain(retentionDays: Int) {
    do {
      let expired = try store.expireAssemblies(
        olderThan: now().adding(hours: -Self.assemblyHours), at: now(), assemble: IncomingDecoder.text)
      for id in expired { log.emit(Event(.smsIncomplete, .warning, [.messageID: .integer(Int(id))])) }
      while try store.purge(olderThan: now().adding(days: -retentionDays), at: now()) > 0 {}
      storeWorks()
    } catch {
      storeFailed(error)
    }
    judgePending()
  }

  /// Parts of a long message are awaited this long: networks try for up to three days, senders' phones for less.
  private static let assemblyHours = 72

  // MARK: Judging

  /// Classifies and decides what is whole and has no verdict yet; after a crash that includes what was stored before it.
  private func judgePending() {
    do {
      while case let pending = try store.pendingClassification(limit: 200), !pending.isEmpty {
        for message in pending { try judge(message) }
      }
    } catch {
      storeFailed(error)
    }
  }

  func sim(of message: MessageRecord) -> SIMIdentity {
    if let known = sims[message.sim] { return known }
    let isIMSI = message.sim.utf8.count >= 14 && message.sim.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return SIMIdentity(modem: message.modem, imsi: isIMSI ? message.sim : nil, registration: .unknown)
  }

  // MARK: PINs

  /// The modems whose configured PIN their SIM has refused in an earlier life of the program.
  func refusedPINs(of modems: [Configuration.Modem]) throws(StoreError) -> Set<String> {
    var refused: Set<String> = []
    for modem in modems where try store.isPINRefused(modem.pin, modem: modem.name) { refused.insert(modem.name) }
    return refused
  }

  /// Remembered beyond a restart, so that a wrong PIN is tried once and not once a start.
  func pinRefused(_ pin: String, modem: String) {
    do { try store.noteRefusedPIN(pin, modem: modem, at: now()) } catch { storeFailed(error) }
  }

  // MARK: Troubles of the disk

  func storeFailed(_ error: StoreError) {
    // Said once, not with every message that waits.
    if !isFailing { log.emit(failure(error)) }
    isFailing = true
  }

  private func storeWorks() {
    if isFailing { log.emit(Event(.storeRecovered)) }
    isFailing = false
  }

  private func failure(_ error: StoreError) -> Event {
    Event(.storeFailed, .error, [.reason: .string("\(error)")])
  }
}
