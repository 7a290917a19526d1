import Glibc
import Modem
import NIOCore
import Reporting
import Store
import Synchronization

/// What stands behind the routes: asks the desk and the lines, each within a bound, and never waits for one that is
/// stuck.
final class ControlService: Sendable {
  let configuration: Configuration
  let switchboard: Switchboard
  let board: StatusBoard
  let pulses: Pulses
  let modelVersion: String
  let privacy: RecordPrivacy
  let eventLoop: any EventLoop
  let now: @Sendable () -> WallTime
  let uptime: @Sendable () -> MonotonicTime
  /// Notifications of hooks were changed: whoever tells them looks again.
  let hooksChanged: @Sendable () async -> Void
  private let patience: Patience
  private let started: MonotonicTime
  /// Its path without links.
  private let database: String?
  /// What each line said last.
  private let lastSnapshots = Mutex<[String: LineSnapshot]>([:])

  /// How long others may take to answer it.
  struct Patience {
    /// SQLite waits five seconds for another process.
    var desk = TimeAmount.seconds(8)
    /// A status without the database's share is better than none.
    var overview = TimeAmount.seconds(2)
    var line = TimeAmount.seconds(1)
  }

  init(
    configuration: Configuration, switchboard: Switchboard, board: StatusBoard, pulses: Pulses, modelVersion: String,
    eventLoop: any EventLoop, now: @escaping @Sendable () -> WallTime,
    uptime: @escaping @Sendable () -> MonotonicTime, patience: Patience = Patience(),
    hooksChanged: @escaping @Sendable () async -> Void = {}
  ) {
    self.configuration = configuration
    self.switchboard = switchboard
    self.board = board
    self.pulses = pulses
    self.modelVersion = modelVersion
    self.eventLoop = eventLoop
    self.now = now
    self.uptime = uptime
    self.hooksChanged = hooksChanged
    self.patience = patience
    database = Courier.resolved(configuration.storage.path)
    privacy = configuration.control.includeText ? .everything : .masked
    started = uptime()
  }

  /// The answer to a request, whatever it is.
  func answer(_ request: ControlRequest) async -> ControlAnswer {
    do throws(Problem) {
      if let given = request.database, given != database { throw .otherDatabase }
      let (route, argument) = try ControlRoute.find(method: request.method, path: try request.path())
      let query = try ControlQuery(try request.query(of: route))
      switch route {
      case .status: return .json(await status().json())
      case .modems: return .json(await modems())
      case .modem: return try await modem(argument)
      case .messages: return try await messages(query)
      case .message: return try await message(argument)
      case .explanation: return try await explanation(argument)
      case .reports: return try await reports(query)
      case .report: return try await report(argument)
      case .outbox: return try await outbox(query)
      case .submission: return try await submission(argument)
      case .approve, .cancel, .revoke, .retry, .resolve, .pause, .resume, .send, .cancelSubmission, .retrySubmission,
        .retryHooks, .discardHooks:
        return try await act(route, argument, request)
      case .events: return .events(try query.eventFilter())
      case .metrics:
        let status = await status()
        return .body(status: 200, type: MetricsPage.mediaType, text: MetricsPage.text(status, board: board.current))
      case .health: return health()
      }
    } catch {
      return .problem(error)
    }
  }

  // MARK: Asking

  /// Asks the desk, within a bound.
  func ask<Value: Sendable>(
    _ body: @escaping @Sendable (Store) throws(StoreError) -> Value
  ) async throws(Problem) -> Value {
    let desk = switchboard.desk
    switch await eventLoop.value(within: patience.desk, of: { try await desk.ask(body) }) {
    case .success(let value): return value
    case .failure(let error as StoreError): throw Problem(error)
    case .failure: throw .stopping
    case nil: throw .deskSilent
    }
  }

  /// How everything is now.
  func status() async -> GatewayStatus {
    let (time, board) = (now(), board.current)
    var status = GatewayStatus(
      isRunning: true, at: time, version: Version.text, modelVersion: modelVersion,
      mode: configuration.reporting.mode.rawValue, database: configuration.storage.path,
      uptimeSeconds: Int((uptime() - started).components.seconds), stalls: stalls(board),
      modems: await snapshots().map { GatewayStatus.Modem($0, record: board.modems[$0.name], privacy: privacy) },
      lastErrors: board.problems)
    let desk = switchboard.desk
    let since = CivilClock.local.startOfDay(time)
    let overview = await eventLoop.value(within: patience.overview) {
      let overview = try await desk.ask { store throws(StoreError) in try store.overview(since: since, now: time) }
      return (overview, await desk.policy.settings.mode)
    }
    // The mode may have been changed since the start.
    if case .success(let (overview, mode)) = overview {
      status.add(overview)
      status.mode = mode.rawValue
    }
    return status
  }

  private func stalls(_ board: Board) -> [String] {
    Health.stalls(
      silences: pulses.silences(), modems: switchboard.modemNames, board: board, uptime: uptime(),
      started: started)
  }

  /// What the lines say, or said last.
  private func snapshots() async -> [LineSnapshot] {
    var snapshots: [LineSnapshot] = []
    for line in switchboard.lines {
      let fresh = await eventLoop.value(within: patience.line) { await line.snapshot() }
      if case .success(let snapshot) = fresh { lastSnapshots.withLock { $0[line.name] = snapshot } }
      if let snapshot = lastSnapshots.withLock({ $0[line.name] }) { snapshots.append(snapshot) }
    }
    return snapshots
  }

  private func health() -> ControlAnswer {
    let stalls = stalls(board.current)
    var object = JSONObjectWriter()
    object.add("healthy", boolean: stalls.isEmpty)
    object.add("stalls", strings: stalls)
    return .json(object.finished(), status: stalls.isEmpty ? 200 : 503)
  }

  private func modems() async -> String {
    var object = JSONObjectWriter()
    object.add("modems", array: await status().modems.map { $0.json(clock: .local) })
    return object.finished()
  }

  private func modem(_ name: String) async throws(Problem) -> ControlAnswer {
    guard let modem = await status().modems.first(where: { $0.name == name }) else {
      throw Problem(
        status: 404, code: "not-found", what: "no modem is called \"\(visible(String(name.prefix(40))))\"",
        place: "path", remedy: "there are: " + switchboard.modemNames.joined(separator: ", "))
    }
    return .json(modem.json(clock: .local))
  }

  // MARK: Whose doing it is

  /// Who asks, for the audit trail. Root and the daemon's own account, who could write anything to the database, may say
  /// for whom.
  static func actor(_ request: ControlRequest) -> String {
    switch request.caller {
    case .token: return "api-token"
    case .account(let uid):
      if uid == 0 || uid == geteuid(), let person = request.person, !person.isEmpty { return String(person.prefix(64)) }
      var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
      var buffer = [CChar](repeating: 0, count: 4_096)
      guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name else {
        return "uid \(uid)"
      }
      return String(cString: name)
    }
  }
}

extension EventLoop {
  /// What `work` gives, or nil when it takes longer; then it goes on, and what it gives is let go.
  func value<Value: Sendable>(
    within limit: TimeAmount, of work: @escaping @Sendable () async throws -> Value
  ) async -> Result<Value, any Error>? {
    let promise = makePromise(of: Result<Value, any Error>?.self)
    let timer = scheduleTask(in: limit) { promise.succeed(nil) }
    Task {
      do { promise.succeed(.success(try await work())) } catch { promise.succeed(.failure(error)) }
    }
    let result = try? await promise.futureResult.get()
    timer.cancel()
    return result ?? nil
  }
}
