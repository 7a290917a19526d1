import Modem

/// Where a line is recorded, and what opens its trace; the settings of the session are filled in.
package struct LineTrace: Sendable {
  var file: TraceFile
  var header: TraceLine.Header
}

/// A ``ModemSession`` whose every input and action can be recorded; it is used in its place.
struct TracedSession: Sendable {
  private var session: ModemSession
  private var recorder: Recorder?
  /// Recorded and not taken yet.
  private var waiting: [ModemAction] = []

  private struct Recorder: Sendable {
    let file: TraceFile
    let origin: MonotonicTime
    var now: MonotonicTime
    var inMask: TraceMask
    var outMask: TraceMask

    mutating func tell(_ entry: TraceEntry, now: MonotonicTime) {
      self.now = max(self.now, now)
      file.add(TraceLine.text(entry, at: self.now - origin))
    }

    mutating func did(_ action: ModemAction) {
      switch TraceEntry(action) {
      case .wrote(let octets): tell(.wrote(outMask.apply(octets)), now: now)
      case let entry: tell(entry, now: now)
      }
    }
  }

  /// - Parameter trace: where to record, and what opens the trace; nil records nothing.
  init(configuration: ModemSession.Configuration, now: MonotonicTime, trace: LineTrace? = nil) {
    session = ModemSession(configuration: configuration, now: now)
    guard let trace else { return }
    var header = trace.header
    header.configuration = configuration
    header.configuration.pin = configuration.pin.map { String(repeating: "0", count: $0.count) }
    trace.file.add(TraceLine.text(header))
    let mask = TraceMask(hidesContents: header.isRedacted)
    recorder = Recorder(file: trace.file, origin: now, now: now, inMask: mask, outMask: mask)
  }

  mutating func portOpened(usbVendor: UInt16? = nil, now: MonotonicTime) {
    recorder?.tell(.opened(usbVendor: usbVendor), now: now)
    session.portOpened(usbVendor: usbVendor, now: now)
    recordActions()
  }

  mutating func deviceReplaced(now: MonotonicTime) {
    recorder?.tell(.replaced, now: now)
    session.deviceReplaced(now: now)
    recordActions()
  }

  mutating func portClosed(reason: String, now: MonotonicTime) {
    recorder?.tell(.closed(reason: reason), now: now)
    session.portClosed(reason: reason, now: now)
    recordActions()
  }

  mutating func usbReset(_ outcome: USBResetOutcome, now: MonotonicTime) {
    recorder?.tell(.usbReset(outcome), now: now)
    session.usbReset(outcome, now: now)
    recordActions()
  }

  mutating func receive(_ bytes: some Sequence<UInt8>, now: MonotonicTime) {
    if let masked = recorder?.inMask.apply(bytes) { recorder?.tell(.read(masked), now: now) }
    session.receive(bytes, now: now)
    recordActions()
  }

  mutating func advance(to now: MonotonicTime) {
    recorder?.tell(.woke, now: now)
    session.advance(to: now)
    recordActions()
  }

  mutating func stored(_ slots: [MessageSlot], now: MonotonicTime) {
    recorder?.tell(.stored(slots), now: now)
    session.stored(slots, now: now)
    recordActions()
  }

  mutating func notStored(_ slots: [MessageSlot], now: MonotonicTime) {
    recorder?.tell(.notStored(slots), now: now)
    session.notStored(slots, now: now)
    recordActions()
  }

  mutating func acknowledge(_ ticket: UInt64, now: MonotonicTime) {
    recorder?.tell(.acknowledged(ticket), now: now)
    session.acknowledge(ticket, now: now)
    recordActions()
  }

  mutating func notAcknowledged(_ ticket: UInt64, now: MonotonicTime) {
    recorder?.tell(.notAcknowledged(ticket), now: now)
    session.notAcknowledged(ticket, now: now)
    recordActions()
  }

  mutating func pinTryNoted(_ isNoted: Bool, now: MonotonicTime) {
    recorder?.tell(.pinTryNoted(isNoted), now: now)
    session.pinTryNoted(isNoted, now: now)
    recordActions()
  }

  mutating func send(_ request: SendRequest, now: MonotonicTime) {
    if let mask = recorder?.outMask {
      var masked = request
      masked.hex = mask.apply(toWhole: request.hex)
      recorder?.tell(.send(masked), now: now)
    }
    session.send(request, now: now)
    recordActions()
  }

  mutating func stop(now: MonotonicTime) {
    recorder?.tell(.stop, now: now)
    session.stop(now: now)
    recordActions()
  }

  mutating func nextAction() -> ModemAction? {
    if recorder == nil { return session.nextAction() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// At once, so that in the trace actions stand behind what caused them, whenever they are taken.
  private mutating func recordActions() {
    guard recorder != nil else { return }
    while let action = session.nextAction() {
      recorder?.did(action)
      waiting.append(action)
    }
  }

  var deadline: MonotonicTime? { session.deadline }
  var state: ModemState { session.state }

  /// Waits until the trace is on disk.
  func flushTrace() { recorder?.file.flush() }
}
