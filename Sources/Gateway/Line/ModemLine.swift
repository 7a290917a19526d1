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
  let desk: Desk
  let log: EventLog
  let opener: any LineOpener
  /// Nil where ports need no search: then the endpoint of the configuration is opened.
  let ports: PortDirectory?
  private let onReady: @Sendable () -> Void

  var stopwatch: LineStopwatch?
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
  var received: [(pdu: ReceivedPDU, sim: SIMIdentity, at: MonotonicTime)] = []
  var storing: Task<Void, Never>?
  var notingPIN: Task<Void, Never>?
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
  var sendResults: [UInt64: CheckedContinuation<SendResult, Never>] = [:]
  var senderWakeUp: CheckedContinuation<Void, Never>?
  var senderTimer: Scheduled<Void>?
  var sender: Task<Void, Never>?
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
    session = TracedSession(
      configuration: ModemSession.Configuration(settings, pinWasRefused: pinWasRefused), now: Self.now(of: eventLoop),
      trace: trace)
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
      .readingPaused, .directMessagesLost, .commandTimedOut, .usbReset, .radioRestarting, .radioRestartRefused,
      .radioWasOff, .recovering,
      .recovered, .restarted, .poweringDown, .sendDiagnosis:
      break
    }
  }
}
