internal import GRDB
internal import Reporting

/// How much time has surely passed since the database was made, by which the windows of the limits are measured. It is
/// never ahead of real time, so no jump of the wall clock frees a window, and none keeps it shut.
///
/// Within a boot it goes with the steady clock, whether the program runs or not. After a reboot it goes on by what the
/// new boot has lasted, and by no more than the wall clock says: a database may have been carried to another computer.
/// How long the computer was off nobody can tell, and counts for nothing.
struct PassedTime: Hashable {
  /// Milliseconds.
  private(set) var passed: Int64 = 0
  private(set) var steady: SteadyTime
  private(set) var wall: WallTime

  /// The beginning.
  init(steady: SteadyTime, wall: WallTime) {
    self.steady = steady
    self.wall = wall
  }

  fileprivate init(row: Row) {
    passed = row["passed"]
    steady = SteadyTime(boot: row["boot"], milliseconds: row["steady_at"])
    wall = WallTime(milliseconds: row["wall_at"])
  }

  /// The same, now.
  func moved(to now: SteadyTime, wall nowWall: WallTime) -> PassedTime {
    let gone =
      now.boot == steady.boot
      ? difference(now.milliseconds, steady.milliseconds) : min(now.milliseconds, nowWall.milliseconds(since: wall))
    var moved = PassedTime(steady: now, wall: nowWall)
    moved.passed = WallTime(milliseconds: passed).adding(milliseconds: max(0, gone)).milliseconds
    return moved
  }

  /// How seldom it is written down while nothing else is: so much may be missing after a reboot.
  private static let noteInterval: Int64 = 3_600_000

  /// Whether `later` has to be written down for the next to go on from.
  func isWorthNoting(_ later: PassedTime) -> Bool {
    later.steady.boot != steady.boot || later.steady.milliseconds < steady.milliseconds
      || difference(later.passed, passed) >= Self.noteInterval
  }
}

/// Stops at the ends of the range, as ``WallTime`` does.
private func difference(_ later: Int64, _ earlier: Int64) -> Int64 {
  WallTime(milliseconds: later).milliseconds(since: WallTime(milliseconds: earlier))
}

extension Store {
  /// So much time has passed, for reading.
  func passedTime(at now: WallTime, in database: Database) throws -> Int64 {
    let steady = steadyTime(at: now)
    return try database.passedTime()?.moved(to: steady, wall: now).passed ?? 0
  }

  /// So much time has passed, written down with what is stamped with it.
  func passTime(at now: WallTime, in database: Database) throws -> Int64 {
    let steady = steadyTime(at: now)
    let moved = try database.passedTime()?.moved(to: steady, wall: now) ?? PassedTime(steady: steady, wall: now)
    try database.note(moved)
    return moved.passed
  }

  /// Writes down how much time has passed, now and then: whoever sends seldom wants windows to end after a reboot, too.
  func notePassedTime(at now: WallTime) throws(StoreError) {
    let steady = steadyTime(at: now)
    let isNeeded = try read { database in
      guard let noted = try database.passedTime() else { return true }
      return noted.isWorthNoting(noted.moved(to: steady, wall: now))
    }
    if isNeeded { try write { database in _ = try passTime(at: now, in: database) } }
  }

  /// Without a steady clock the wall clock has to do; then a jump ahead is time that passed.
  private func steadyTime(at now: WallTime) -> SteadyTime {
    steadyClock?() ?? SteadyTime(boot: "", milliseconds: now.milliseconds)
  }
}

extension Database {
  fileprivate func passedTime() throws -> PassedTime? {
    let statement = try cachedStatement(sql: "SELECT passed, boot, steady_at, wall_at FROM passed_time WHERE id = 1")
    return try Row.fetchOne(statement).map(PassedTime.init)
  }

  fileprivate func note(_ time: PassedTime) throws {
    try run(
      """
      INSERT INTO passed_time (id, passed, boot, steady_at, wall_at) VALUES (1, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET passed = excluded.passed, boot = excluded.boot, steady_at = excluded.steady_at,
        wall_at = excluded.wall_at
      """, [time.passed, storable(time.steady.boot), time.steady.milliseconds, time.wall.milliseconds])
  }
}
