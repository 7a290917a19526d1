import Reporting

// Written by hand like every other line of the program, so that nothing a modem said reaches a terminal raw; read by
// `Decodable`. A test holds the two to each other.

extension GatewayStatus {
  /// One JSON object; instants as RFC 3339.
  public func json(clock: CivilClock = .local) -> String {
    var object = JSONObjectWriter()
    object.add("running", boolean: isRunning)
    object.add("at", string: clock.shown(at))
    object.add("version", string: version)
    object.add("model_version", string: modelVersion)
    object.add("mode", string: mode)
    object.add("database", string: database)
    object.add("uptime_seconds", integer: uptimeSeconds)
    object.add("stalls", strings: stalls)
    object.add("modems", array: modems.map { $0.json(clock: clock) })
    if let today { object.add("today", json: today.json(clock)) }
    if let queue { object.add("queue", json: queue.json(clock)) }
    if let sending { object.add("sending", json: sending.json(clock)) }
    object.add("last_errors", array: lastErrors.map { $0.json(clock) })
    return object.finished()
  }
}

extension GatewayStatus.Modem {
  /// One JSON object.
  func json(clock: CivilClock) -> String {
    var object = JSONObjectWriter()
    object.add("name", string: name)
    object.add("device", string: device)
    object.add("state", string: state.rawValue)
    object.add("blocked_by", string: blockedBy)
    object.add("since", string: since.map(clock.shown))
    object.add("model", string: model)
    object.add("profile", string: profile)
    object.add("operator", string: networkOperator)
    object.add("registration", string: registration)
    object.add("home_network", string: homeNetwork)
    object.add("technology", string: technology)
    object.add("area_code", integer: areaCode)
    object.add("cell_id", integer: cellID)
    object.add("signal_dbm", integer: signal)
    object.add("sim", string: sim)
    object.add("storages", array: storages.map(\.json))
    object.add("unstored", integer: unstored)
    object.add("sending", integer: sending)
    if let lastError { object.add("last_error", json: lastError.json(clock)) }
    object.add("counters", counts: counters)
    return object.finished()
  }
}

extension GatewayStatus.Storage {
  fileprivate var json: String {
    var object = JSONObjectWriter()
    object.add("name", string: name)
    object.add("used", integer: used)
    object.add("total", integer: total)
    return object.finished()
  }
}

extension GatewayStatus.Problem {
  fileprivate func json(_ clock: CivilClock) -> String {
    var object = JSONObjectWriter()
    object.add("at", string: clock.shown(at))
    object.add("level", string: level)
    object.add("event", string: event)
    object.add("modem", string: modem)
    object.add("code", string: code)
    object.add("reason", string: reason)
    object.add("remedy", string: remedy)
    return object.finished()
  }
}

extension GatewayStatus.Today {
  fileprivate func json(_ clock: CivilClock) -> String {
    var object = JSONObjectWriter()
    object.add("since", string: clock.shown(since))
    object.add("received", integer: received)
    object.add("by_label", counts: byLabel)
    object.add("by_guard", counts: byGuard)
    object.add("reports", counts: reports)
    return object.finished()
  }
}

extension GatewayStatus.Queue {
  fileprivate func json(_ clock: CivilClock) -> String {
    var object = JSONObjectWriter()
    object.add("due", integer: due)
    object.add("held", integer: held)
    object.add("next_due", string: nextDue.map(clock.shown))
    object.add("awaiting_review", integer: awaitingReview)
    object.add("sending", integer: sending)
    object.add("unknown", integer: unknown)
    object.add("outbox", integer: outbox)
    object.add("partial", integer: partial)
    object.add("unclassified", integer: unclassified)
    return object.finished()
  }
}

extension GatewayStatus.Sending {
  fileprivate func json(_ clock: CivilClock) -> String {
    var object = JSONObjectWriter()
    object.add("paused_since", string: pausedSince.map(clock.shown))
    object.add("paused_by", string: pausedBy)
    object.add(
      "breakers",
      array: breakers.map { breaker in
        var object = JSONObjectWriter()
        object.add("breaker", string: breaker.breaker)
        object.add("sim", string: breaker.sim)
        object.add("since", string: clock.shown(breaker.since))
        object.add("reason", string: breaker.reason)
        return object.finished()
      })
    return object.finished()
  }
}

extension CivilClock {
  /// RFC 3339.
  func shown(_ time: WallTime) -> String { rfc3339(time.milliseconds) }
}

extension JSONObjectWriter {
  /// Adds a whole number, or nothing when it is nil.
  mutating func add(_ key: String, integer: Int?) {
    if let integer { add(key, integer: integer) }
  }

  /// Adds an array of what is JSON already.
  mutating func add(_ key: String, array: [String]) {
    add(key, json: "[" + array.joined(separator: ",") + "]")
  }

  /// Adds an object of whole numbers, in alphabetical order.
  mutating func add(_ key: String, counts: [String: Int]) {
    var object = JSONObjectWriter()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { object.add(name, integer: count) }
    add(key, json: object.finished())
  }
}
