import Devices
import Modem
import NIOCore
import NIOPosix
import SerialPort

/// The one owner of a modem: opens its port, feeds its session bytes and time, carries out what the session asks.
///
/// Runs on the event loop of its channel, so that bytes are handled where they arrive. Messages go to the ``Desk`` in
/// batches: while one is being stored the next collects, so that a slow disk makes larger transactions instead of a
/// longer queue. How many can collect is bounded by the session.
actor ModemLine {
  nonisolated let name: String
  nonisolated var unownedExecutor: UnownedSerialExecutor { eventLoop.executor.asUnownedSerialExecutor() }

  nonisolated let eventLoop: any EventLoop
  let settings: Configuration.Modem
  private let desk: Desk
  let log: EventLog
  let opener: any LineOpener
  /// Nil where ports need no search: then the endpoint of the configuration is opened.
  let ports: PortDirectory?
  private let onReady: @Sendable () -> Void

  private var stopwatch: LineStopwatch?
  var session: TracedSession
  var connection: (any LineConnection)?
  /// Connections that are being made, one for each address of a server, so that stopping need not wait for one that
  /// does not answer.
  var connecting: [any LineConnection] = []
  var opening: Task<Void, Never>?
  var failedOpenings = 0
  /// Times the line ended since the modem was last ready.
  private var losses = 0
  /// What goes on all night is said a few times and then now and then.
  var isTold: Bool { losses <= 5 || losses % 60 == 0 }
  private var timer: Scheduled<Void>?
  private var timerDue: MonotonicTime?
  var reopening: Scheduled<Void>?
  /// With the SIM each was read from: another may be in the modem when they are stored.
  private var received: [(pdu: ReceivedPDU, sim: SIMIdentity, at: MonotonicTime)] = []
  private var storing: Task<Void, Never>?
  private var notingPIN: Task<Void, Never>?
  var isStopping = false
  var lastOpenFailure: String?
  /// Where it was opened last.
  var openedAt: Endpoint?
  /// The path that was opened last and the node that it led to; empty once that has gone.
  var devicePaths: Set<String> = []
  /// A device came while the last one was still being closed, or a search was under way.
  var opensAtOnce = false
  /// It has gone; what is opened next is another device, or the same after a reset.
  var isDeviceReplaced = false
  private var sendResults: [UInt64: CheckedContinuation<SendResult, Never>] = [:]
  private var senderWakeUp: CheckedContinuation<Void, Never>?
  private var senderTimer: Scheduled<Void>?
  private var sender: Task<Void, Never>?
  private var counting: RepeatedTask?
  private var whenStopped: [CheckedContinuation<Void, Never>] = []

  init(
    _ settings: Configuration.Modem, pinWasRefused: Bool, desk: Desk, log: EventLog,
    timings: (any TimingObserver)? = nil, eventLoop: any EventLoop, opener: any LineOpener = LineChannel(),
    ports: PortDirectory? = nil, trace: LineTrace? = nil, onReady: @escaping @Sendable () -> Void
  ) {
    name = settings.name
    self.settings = settings
    self.desk = desk
    self.log = log
    stopwatch = timings.map { LineStopwatch($0) }
    self.eventLoop = eventLoop
    self.opener = opener
    self.ports = ports
    self.onReady = onReady
    var configuration = ModemSession.Configuration()
    configuration.pin = settings.pin
    configuration.pinWasRefused = pinWasRefused
    configuration.profile = settings.profile
    configuration.overrides = settings.overrides
    configuration.allowsUSBReset = settings.allowsUSBReset
    // Trying costs one transaction; people who make room should not have to wait.
    configuration.storePause = .seconds(10)
    if settings.promptDelayMilliseconds > 0 {
      configuration.promptDelay = .milliseconds(settings.promptDelayMilliseconds)
    }
    session = TracedSession(configuration: configuration, now: Self.now(of: eventLoop), trace: trace)
  }

  /// Begins to open the port and to work.
  func start() {
    sender = Task { await runSender() }
    opening = Task { await open() }
    counting = eventLoop.scheduleRepeatedTask(initialDelay: Self.countingInterval, delay: Self.countingInterval) {
      [self] _ in assumeIsolated { $0.log.emit(ModemEvents.counted($0.session.state.counters, modem: name)) }
    }
  }

  /// Finishes what is under way and closes the port; returns when that is done, within the session's stop time.
  func stop() async {
    guard !isStopping else { return }
    isStopping = true
    reopening?.cancel()
    wakeSender()
    for connection in connecting { connection.drop() }
    opening?.cancel()
    await opening?.value
    // What is being stored will be deleted from the SIM; what waits behind it stays there.
    await storing?.value
    await storeDirect()
    await notingPIN?.value
    if connection != nil {
      await withCheckedContinuation { continuation in
        whenStopped.append(continuation)
        session.stop(now: now)
        carryOut()
        // Whatever happens to the modem meanwhile, the daemon ends.
        eventLoop.scheduleTask(in: Self.longestStop) { [self] in assumeIsolated { $0.finishStopping() } }
      }
    }
    await notingPIN?.value
    await close()
    // Over by now, whatever the modem did; what came directly and was refused has one more chance.
    session.stop(now: now)
    session.portClosed(reason: "the line was closed", now: now)
    carryOut()
    await storeDirect()
    for (_, waiting) in sendResults { waiting.resume(returning: .unknown(reason: "the line was closed")) }
    sendResults = [:]
    await sender?.value
    counting?.cancel()
    log.emit(ModemEvents.counted(session.state.counters, modem: name))
    await desk.release(name)
    session.flushTrace()
  }

  /// The condition of this line now.
  func snapshot() -> LineSnapshot {
    LineSnapshot(
      name: name, device: openedAt?.description ?? settings.selector.description, isOpen: connection != nil,
      openFailure: lastOpenFailure,
      unstored: received.count, session: session.state)
  }

  private static let countingInterval = TimeAmount.hours(24)

  /// A little more than the session's own stop time.
  private static let longestStop = TimeAmount.milliseconds(1_800)

  // MARK: Port

  func add(connecting connection: any LineConnection) {
    // The next address of a server may be tried after the stop was asked for.
    if isStopping { connection.drop() } else { connecting.append(connection) }
  }

  /// 1, 2, 4, 8, 10, 10 … s: looking whether a port is there costs nothing, and somebody may just be plugging it in.
  var reopeningPause: Duration { .seconds(min(10, 1 << min(failedOpenings, 4))) }

  func scheduleOpening(after delay: Duration) {
    reopening?.cancel()
    reopening = eventLoop.scheduleTask(in: .init(delay)) { [self] in
      assumeIsolated { line in
        line.reopening = nil
        line.opening = Task { await line.open() }
      }
    }
  }

  func close() async {
    timer?.cancel()
    timer = nil
    if let open = connection {
      connection = nil
      await open.close()
    }
    await ports?.release(name)
  }

  func connectionClosed(_ closed: any LineConnection, reason: String) {
    // One that was closed on purpose is not this line's connection any more.
    guard let open = connection, open === closed else { return }
    connection = nil
    session.portClosed(reason: reason, now: now)
    carryOut()
    if isStopping { finishStopping() }
  }

  /// The session wants a fresh port, or the port has gone by itself.
  private func reopen(after delay: Duration, reason: String, resettingUSB: Bool = false) {
    losses += 1
    failedOpenings += 1
    log.emit(
      Event(
        .modemLost, isTold ? .warning : .debug,
        [
          .modem: .string(name), .reason: .string(reason),
          .retry: .integer(Int(delay.components.seconds)),
        ]))
    Task {
      await close()
      // What the disk refused is offered again without a port, too.
      setTimer()
      await desk.release(name)
      if resettingUSB, !isStopping { await resetUSB() }
      if isStopping { finishStopping() } else { scheduleOpening(after: pause(atLeast: delay)) }
    }
  }

  // MARK: Session

  /// The time of the event loop, so that a simulated one brings its own.
  private static func now(of eventLoop: any EventLoop) -> MonotonicTime {
    .nanoseconds(Int64(clamping: eventLoop.now.uptimeNanoseconds))
  }

  var now: MonotonicTime { Self.now(of: eventLoop) }

  func receive(_ bytes: ByteBufferView) {
    // One octet after the other is asked for: of an array that is far cheaper than of a view of a buffer.
    session.receive(Array(bytes), now: now)
    if let wrong = wrongModem { return refuse(wrong) }
    carryOut()
  }

  func carryOut() {
    while let action = session.nextAction() {
      switch action {
      case .write(let octets): write(octets)
      case .received(let pdu): received.append((pdu, sim(of: pdu), now))
      case .sendStarted: break
      case .notePINTry: notePINTry()
      case .pinAccepted: notePIN { await $0.desk.pinAccepted(modem: $0.name) }
      case .sendFinished(let id, let result): sendResults.removeValue(forKey: id)?.resume(returning: result)
      case .reopenPort(let delay, let reason): reopen(after: delay, reason: reason)
      case .resetUSB(let delay, let reason): reopen(after: delay, reason: reason, resettingUSB: true)
      case .stopped: finishStopping()
      case .event(let event): handle(event)
      }
    }
    storeReceived()
    setTimer()
    stopwatch?.noteDeletions(session.state, at: now)
  }

  private func write(_ octets: [UInt8]) {
    connection?.write(octets)
  }

  private func setTimer() {
    guard session.deadline != timerDue || timer == nil else { return }
    timer?.cancel()
    timerDue = session.deadline
    guard let due = timerDue else {
      timer = nil
      return
    }
    timer = eventLoop.scheduleTask(in: .init(max(.zero, due - now))) { [self] in
      assumeIsolated { line in
        line.timer = nil
        line.session.advance(to: line.now)
        line.carryOut()
      }
    }
  }

  private func finishStopping() {
    for waiting in whenStopped { waiting.resume() }
    whenStopped = []
  }

  private func handle(_ event: ModemEvent) {
    log.emit(ModemEvents.logged(event, modem: name, state: session.state))
    switch event {
    case .ready:
      (losses, failedOpenings, lastOpenFailure) = (0, 0, nil)
      onReady()
      wakeSender()
    case .networkChanged: wakeSender()
    case .lateSendResult(let id, let reference):
      Task { await desk.sendTurnedOut(id: id, reference: reference) }
    case .lost(let reason): reopen(after: reopeningPause, reason: reason)
    case .pinRefused:
      guard let pin = settings.pin else { return }
      notePIN { await $0.desk.pinRefused(pin, modem: $0.name) }
    case .simMissing, .simRemoved, .subscriberChanged: Task { await desk.release(name) }
    case .noNetwork, .storageLevels, .storageNearlyFull, .storageFull, .pinRequired, .pukRequired, .simFault, .locked,
      .polling, .announcedMessageMissing, .deleteRefused,
      .readingPaused, .directMessagesLost, .commandTimedOut, .usbReset, .radioRestarting, .radioRestartRefused, .radioWasOff, .recovering,
      .recovered, .restarted, .poweringDown, .sendDiagnosis:
      break
    }
  }

  private func notePINTry() {
    guard let pin = settings.pin else { return }
    notePIN { line in
      let isNoted = await line.desk.pinTryBegins(pin, modem: line.name)
      line.session.pinTryNoted(isNoted, now: line.now)
      line.carryOut()
    }
  }

  /// One note after the other, so that what is known last of a try is what stays.
  private func notePIN(_ note: @escaping @Sendable (isolated ModemLine) async -> Void) {
    let last = notingPIN
    notingPIN = Task {
      await last?.value
      await note(self)
    }
  }

  // MARK: Receiving

  private var sim: SIMIdentity { sim(session.state.identity.imsi) }

  private func sim(of pdu: ReceivedPDU) -> SIMIdentity { sim(pdu.subscriber) }

  private func sim(_ imsi: String?) -> SIMIdentity {
    SIMIdentity(
      modem: name, imsi: imsi, registration: session.state.network.registration, numberType: settings.numberType)
  }

  private func storeReceived(evenStopping: Bool = false) {
    guard storing == nil, evenStopping || !isStopping, let sim = received.first?.sim else { return }
    let group = received.prefix { $0.sim.key == sim.key }
    let (batch, arrivals) = (group.map(\.pdu), group.map(\.at))
    received.removeFirst(batch.count)
    storing = Task {
      finishStoring(batch, arrivals, stored: await desk.take(batch.map(\.hex), from: sim))
    }
  }

  /// What came directly lies nowhere else.
  private func storeDirect() async {
    received.removeAll { $0.pdu.slot != nil }
    while !received.isEmpty {
      storeReceived(evenStopping: true)
      await storing?.value
    }
  }

  private func finishStoring(_ batch: [ReceivedPDU], _ arrivals: [MonotonicTime], stored: [Bool]) {
    storing = nil
    stopwatch?.noteStored(zip(arrivals, stored).filter(\.1).map(\.0), at: now)
    var kept: [MessageSlot] = []
    var refused: [MessageSlot] = []
    for (pdu, isStored) in zip(batch, stored) {
      switch pdu.origin {
      case .slot(let slot): if isStored { kept.append(slot) } else { refused.append(slot) }
      case .direct(let ticket):
        if isStored {
          session.acknowledge(ticket, now: now)
        } else {
          session.notAcknowledged(ticket, now: now)
        }
      }
    }
    if !kept.isEmpty {
      stopwatch?.awaitDeletion(of: kept.count, deleted: session.state.counters[.deleted], at: now)
      session.stored(kept, now: now)
    }
    if !refused.isEmpty { session.notStored(refused, now: now) }
    if !kept.isEmpty { wakeSender() }
    carryOut()
  }

  // MARK: Sending

  /// One SMS at a time: asks the desk what is due, gives it to the session, tells the desk what became of it.
  private func runSender() async {
    while !isStopping {
      guard session.state.phase == .ready else {
        await sleepSender(nil)
        continue
      }
      let asked = sim
      switch await desk.nextSubmission(for: asked) {
      case .send(let request): await desk.sendFinished(id: request.id, await send(request, from: asked))
      case .idle(let delay): await sleepSender(delay)
      }
    }
  }

  private func send(_ request: SendRequest, from asked: SIMIdentity) async -> SendResult {
    if isStopping { return .notAttempted(reason: "the line is being closed") }
    if sim.key != asked.key { return .notAttempted(reason: "another SIM is in the modem now") }
    return await withCheckedContinuation { continuation in
      sendResults[request.id] = continuation
      session.send(request, now: now)
      carryOut()
    }
  }

  private func sleepSender(_ delay: Duration?) async {
    if isStopping { return }
    await withCheckedContinuation { continuation in
      senderWakeUp = continuation
      guard let delay else { return }
      senderTimer = eventLoop.scheduleTask(in: .init(delay)) { [self] in assumeIsolated { $0.wakeSender() } }
    }
  }

  /// Something may have become due.
  func wakeSender() {
    senderTimer?.cancel()
    senderTimer = nil
    senderWakeUp?.resume()
    senderWakeUp = nil
  }
}
