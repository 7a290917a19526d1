import Devices
import Modem
import Numbering
public import Reporting
public import Store

extension GatewayStatus.Modem {
  /// A modem as its line and the board know it.
  init(_ line: LineSnapshot, record: Board.ModemRecord?, privacy: RecordPrivacy) {
    let session = line.session
    let (state, block) = Self.state(session.phase, isOpen: line.isOpen)
    self.init(
      name: line.name, device: line.device, state: state, blockedBy: block, since: record?.since,
      model: session.identity.model, profile: session.identity.profile,
      networkOperator: session.network.operatorName, registration: session.network.registration.rawValue,
      homeNetwork: session.identity.imsi.map { String($0.prefix(5)) }, technology: session.network.technology,
      areaCode: privacy.place(session.network.area), cellID: privacy.place(session.network.cell),
      signal: session.network.signalDBm, sim: session.identity.imsi.map(maskedSIM),
      storages: session.storages.map { GatewayStatus.Storage(name: $0.storage, used: $0.used, total: $0.total) },
      unstored: line.unstored + session.outstanding, sending: session.queuedSends, lastError: record?.lastError,
      counters: Dictionary(
        uniqueKeysWithValues: ModemCounter.allCases.map { ($0.rawValue, Int(clamping: session.counters[$0])) }))
  }

  private static func state(_ phase: ModemState.Phase, isOpen: Bool) -> (State, String?) {
    switch phase {
    case .closed: (.closed, nil)
    case .bringingUp: (isOpen ? .settingUp : .closed, nil)
    case .blocked(let block): (.blocked, name(of: block))
    case .ready: (.ready, nil)
    case .recovering: (.recovering, nil)
    case .stopping: (.stopping, nil)
    case .stopped: (.stopped, nil)
    }
  }

  /// As the log's `code` calls it.
  private static func name(of block: ModemBlock) -> String {
    switch block {
    case .pinRequired: "pin-required"
    case .pinRefused: "pin-refused"
    case .pukRequired: "puk-required"
    case .simMissing: "sim-missing"
    case .simFault: "sim-fault"
    case .locked: "locked"
    }
  }
}

/// A SIM as a status page may show it: its home network and its last four digits, or the modem's name it is known by.
func maskedSIM(_ key: String) -> String {
  let isIMSI = key.utf8.count >= 10 && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
  return isIMSI ? "\(key.prefix(5))\(String(repeating: "*", count: key.utf8.count - 9))\(key.suffix(4))" : key
}

extension GatewayStatus {
  /// Fills in what the database knows.
  mutating func add(_ overview: Overview) {
    today = Today(
      since: overview.day.since, received: overview.day.messages, byLabel: overview.day.byLabel,
      byGuard: overview.day.byGuard,
      reports: Dictionary(uniqueKeysWithValues: overview.day.reportsByState.map { ($0.key.rawValue, $0.value) }))
    queue = Queue(
      due: overview.due, held: overview.held, nextDue: overview.nextDue, awaitingReview: overview.awaitingReview,
      sending: overview.sending, unknown: overview.unknown, outbox: overview.outbox, partial: overview.partial,
      unclassified: overview.unclassified)
    sending = Sending(
      pausedSince: overview.pause?.since, pausedBy: overview.pause?.actor,
      breakers: overview.openBreakers.map { open in
        Sending.OpenBreaker(
          breaker: open.breaker.rawValue, sim: maskedSIM(open.sim), since: open.since, reason: open.breaker.reason)
      })
  }

  /// What can be said without a daemon: what the database holds, and which modems there would be.
  public static func withoutDaemon(
    store: Store, modems: [Configuration.Modem], mode: String?, at now: WallTime, clock: CivilClock = .local
  ) throws(StoreError) -> GatewayStatus {
    var status = GatewayStatus(
      isRunning: false, at: now, version: Version.text, mode: mode, database: store.path, stalls: [],
      modems: modems.map { modem in
        Modem(
          name: modem.name, device: modem.selector.description, state: .stopped, registration: "unknown", storages: [],
          unstored: 0, sending: 0, counters: [:])
      }, lastErrors: [])
    status.add(try store.overview(since: clock.startOfDay(now), now: now))
    return status
  }
}

extension CivilClock {
  /// The last midnight.
  func startOfDay(_ time: WallTime) -> WallTime {
    let seconds = timeOfDay(time.milliseconds).split(separator: ":").compactMap { Int64($0) }
      .reduce(0) { $0 * 60 + $1 }
    // On a day whose clock was changed this is an hour off; then the day is 23 or 25 hours long.
    return time.adding(milliseconds: -(seconds * 1_000 + ((time.milliseconds % 1_000) + 1_000) % 1_000))
  }
}
