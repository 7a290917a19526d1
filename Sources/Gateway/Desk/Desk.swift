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

  nonisolated let eventLoop: any EventLoop
  let store: Store
  /// The model as it was trained; ``classifier`` may have been taught by people.
  private let model: SpamModel
  private(set) var classifier: SpamClassifier
  private var learntAt: WallTime?
  /// Lessons exist that this model can't use: what people corrected might be reported again.
  private(set) var lacksLessons = false
  private(set) var policy: Policy
  let log: DeskLog
  private let timings: (any TimingObserver)?
  let now: @Sendable () -> WallTime
  /// How long the outbox sleeps at most: a person may have changed the database meanwhile. A look is a few indexed reads.
  let longestSleep: Duration

  /// Numbers the configuration protects, besides the lists in the store.
  private(set) var neverReport: Set<MSISDN>
  /// What a reloaded configuration says, over what ``maintain(retentionDays:)`` is told.
  private var retentionDays: Int?
  var outbox = Outbox()
  var campaigns = CampaignIndex()

  /// SIMs seen since the start, by their key: pending messages are judged with what is known of their SIM.
  private var sims: [String: SIMIdentity] = [:]
  /// Which modem serves a SIM, by the SIM's key.
  private var owners: [String: String] = [:]
  /// Modems that were told that another one serves their SIM.
  private var contested: Set<String> = []
  /// PINs that were refused and that the disk had no room for yet, by modem.
  var unnotedPINs: [String: String] = [:]
  /// Up to where the audit trail was looked through for people who were forgotten.
  var auditRow: Int64 = 0
  private var isFailing = false
  /// Messages whose verdict the store refused; they are tried again at the next start.
  private var unjudgeable: Set<Int64> = []

  init(
    store: Store, classifier: SpamClassifier, policy: Policy, neverReport: [String], log: EventLog,
    timings: (any TimingObserver)? = nil, eventLoop: any EventLoop, longestSleep: Duration = .seconds(5),
    now: @escaping @Sendable () -> WallTime
  ) {
    self.longestSleep = longestSleep
    self.neverReport = Set(neverReport.compactMap { MSISDN($0) })
    self.store = store
    model = classifier.model
    self.classifier = classifier
    self.policy = policy
    self.log = DeskLog(log)
    self.timings = timings
    self.eventLoop = eventLoop
    self.now = now
  }

  /// Settles what a crash left behind; to be called once, before any line.
  func open() throws(StoreError) {
    for item in try store.recoverAfterCrash(at: now()) {
      logUnknown(item, reason: "the daemon ended while it was being sent; it is not sent again by itself")
    }
    auditRow = try store.lastAuditRow()
    try restoreCampaigns()
    judgePending()
  }

  /// Goes by another configuration from now on. What is queued already is asked for again before it is sent.
  func apply(_ configuration: Configuration) {
    policy = Policy(settings: configuration.policySettings)
    neverReport = Set(configuration.reporting.neverReport.compactMap { MSISDN($0) })
    retentionDays = configuration.storage.retentionDays
  }

  /// Closes the database.
  func close() {
    noteRefusedPINs()
    do { try store.close() } catch { log.emit(failure(error)) }
  }

  /// Stores what a modem delivered, then judges what became whole.
  ///
  /// Returns for each PDU whether it is on disk: only then may it be deleted from the SIM.
  func take(_ pdus: [String], from sim: SIMIdentity) -> [Bool] {
    guard claim(sim) else { return pdus.map { _ in false } }
    sims[sim.key] = sim
    let stored: [Bool]
    do {
      try ingest(pdus, from: sim)
      stored = pdus.map { _ in true }
    } catch {
      // One message the store can't hold must not keep the others on the SIM for ever.
      stored = error.isTransient ? pdus.map { _ in false } : pdus.map { ingestAlone($0, from: sim) }
      if stored.contains(false) { storeFailed(error) }
    }
    if !stored.contains(false) { storeWorks() }
    judgePending()
    return stored
  }

  /// Whether a modem is the one that serves its SIM. Two ports of one stick, configured as two modems, would delete each
  /// other's messages.
  func claim(_ sim: SIMIdentity) -> Bool {
    let owner = owners[sim.key] ?? sim.modem
    owners[sim.key] = owner
    if owner == sim.modem {
      contested.remove(sim.modem)
      return true
    }
    if contested.insert(sim.modem).inserted {
      log.emit(
        Event(
          .modemProblem, .error,
          [
            .modem: .string(sim.modem), .code: .string("sim-served"),
            .reason: .string("the modem \(owner) serves this SIM already"),
            .remedy: .string("if both are ports of one stick, take one of them out of the configuration"),
          ]))
    }
    return false
  }

  /// A modem has lost its SIM or its port.
  func release(_ modem: String) {
    owners = owners.filter { $0.value != modem }
  }

  private func ingest(_ pdus: [String], from sim: SIMIdentity) throws(StoreError) {
    let began = eventLoop.now
    let outcomes = try store.ingest(
      pdus.map { IncomingDecoder.read($0, from: sim) }, at: now(), assemble: IncomingDecoder.text)
    noteStep(since: began)
    for (hex, outcome) in zip(pdus, outcomes) { tell(outcome, of: hex, from: sim) }
  }

  /// As it is, or else raw.
  private func ingestAlone(_ hex: String, from sim: SIMIdentity) -> Bool {
    do {
      try ingest([hex], from: sim)
      return true
    } catch {
      let raw = IncomingPDU(
        hex: hex, modem: sim.modem, sim: sim.key, content: .undecodable(reason: "it could not be stored: \(error)"))
      guard let outcomes = try? store.ingest([raw], at: now(), assemble: IncomingDecoder.text) else { return false }
      for outcome in outcomes { tell(outcome, of: hex, from: sim) }
      return true
    }
  }

  /// Gives up on parts that did not come, judges what was left over, removes what is too old to keep.
  func maintain(retentionDays: Int) {
    let retentionDays = self.retentionDays ?? retentionDays
    noteRefusedPINs()
    do {
      let expired = try store.expireAssemblies(
        olderThan: now().adding(hours: -Self.assemblyHours), at: now(), assemble: IncomingDecoder.text)
      for id in expired { tellIncomplete(id) }
      while try store.purge(olderThan: now().adding(days: -retentionDays), at: now()) > 0 {
        timings?.noteProgress()
      }
      try store.purgeNotifications(olderThan: now().adding(days: -retentionDays))
      storeWorks()
    } catch {
      storeFailed(error)
    }
    judgePending()
  }

  /// Parts of a long message are awaited this long: networks try for up to three days, senders' phones for less.
  private static let assemblyHours = 72

  // MARK: Judging

  private static let judgedTogether = 64

  /// Classifies and decides what is whole and has no verdict yet; after a crash that includes what was stored before it.
  private func judgePending() {
    do {
      // A destination's question is about what is known to have gone.
      for sim in outbox.unrecorded.keys { try recordWaiting(of: sim) }
      try learn()
      try noticeForgotten()
      while try !pendingMessages().isEmpty { try judgeTogether() }
    } catch {
      storeFailed(error)
    }
  }

  /// As many verdicts as wait in one synced transaction: a burst costs a few syncs instead of one a message. Each message
  /// is judged by what the ledger says with those before it.
  ///
  /// They are read in that transaction: nothing is written of somebody who is forgotten meanwhile.
  private func judgeTogether() throws(StoreError) {
    let (known, announced) = (campaigns, outbox.announcedStops)
    let began = eventLoop.now
    log.hold()
    do throws(StoreError) {
      try store.together { try judgeEach(pendingMessages()) }
      noteStep(since: began)
    } catch {
      (campaigns, outbox.announcedStops) = (known, announced)
      log.drop()
      throw error
    }
    log.release()
  }

  private func judgeEach(_ messages: [MessageRecord]) throws(StoreError) {
    for message in messages {
      do throws(StoreError) {
        try judge(message)
      } catch  where !error.isTransient {
        // It stays without a verdict, so it is never reported; the others go on.
        unjudgeable.insert(message.id)
        log.emit(Event(.storeFailed, .error, [.messageID: .integer(Int(message.id)), .reason: .string("\(error)")]))
      }
    }
  }

  /// Takes over what people taught since the last look.
  private func learn() throws(StoreError) {
    let learning = try store.learning()
    guard learning?.changedAt != learntAt else { return }
    learntAt = learning?.changedAt
    lacksLessons = false
    guard let learning else {
      classifier = SpamClassifier(model: model)
      return
    }
    do throws(FeedbackError) {
      let feedback = try Feedback(exported: learning.octets)
      guard feedback.modelVersion == model.version else {
        throw .otherModel(feedback: feedback.modelVersion, model: model.version)
      }
      classifier = SpamClassifier(model: model.taught(by: feedback))
    } catch {
      classifier = SpamClassifier(model: model)
      lacksLessons = true
      log.emit(Event(.daemonProblem, .warning, [.code: .string("feedback"), .reason: .string(error.description)]))
    }
  }

  private func pendingMessages() throws(StoreError) -> [MessageRecord] {
    // So few that a command beside the daemon waits a moment for its turn, not seconds.
    try store.pendingClassification(limit: Self.judgedTogether + unjudgeable.count).filter {
      !unjudgeable.contains($0.id)
    }
  }

  func sim(of message: MessageRecord) -> SIMIdentity {
    if let known = sims[message.sim] { return known }
    let isIMSI = message.sim.utf8.count >= 14 && message.sim.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return SIMIdentity(modem: message.modem, imsi: isIMSI ? message.sim : nil, registration: .unknown)
  }

  /// A transaction is done: what the metrics measure, and the progress that the watchdog wants to see.
  private func noteStep(since began: NIODeadline) {
    timings?.observe(.sync, .nanoseconds((eventLoop.now - began).nanoseconds))
  }

  // MARK: Troubles of the disk

  func storeFailed(_ error: StoreError) {
    // Said once, not with every message that waits.
    if !isFailing { log.emit(failure(error)) }
    isFailing = true
  }

  func storeWorks() {
    if isFailing { log.emit(Event(.storeRecovered)) }
    isFailing = false
  }

  private func failure(_ error: StoreError) -> Event {
    Event(.storeFailed, .error, [.reason: .string("\(error)")])
  }
}
