internal import GRDB
public import Reporting

/// The pause and the breakers of a SIM, as they are.
public struct SafetyState: Sendable, Hashable {
  /// Whether a person stopped all sending.
  public internal(set) var isPaused = false
  /// Open breakers.
  public internal(set) var openBreakers: Set<Breaker> = []
  private var marks: [Breaker: Int64] = [:]

  func mark(of breaker: Breaker) -> Int64 { marks[breaker] ?? 0 }

  mutating func setMark(_ mark: Int64, of breaker: Breaker) { marks[breaker] = mark }
}

extension Store {
  /// The pause and the breakers of a SIM.
  public func safety(sim: String) throws(StoreError) -> SafetyState {
    try read { database in try database.switches(of: sim) }
  }

  /// Opens breakers of a SIM for good, until ``resume(sim:by:at:)``. Gives those that were not open before.
  @discardableResult
  public func openBreakers(
    _ breakers: Set<Breaker>, sim: String, at now: WallTime
  ) throws(StoreError) -> Set<Breaker> {
    let new = breakers.subtracting(try safety(sim: sim).openBreakers)
    if new.isEmpty { return [] }
    try write { database in
      for breaker in Breaker.allCases where new.contains(breaker) {
        try database.flip(breaker.rawValue, sim: sim, isOpen: true, by: .policy, at: now)
        try database.audit(.breakerOpened, by: .policy, at: now, sim: sim, detail: breaker.rawValue)
      }
    }
    return new
  }

  /// Stops all sending of all SIMs at once.
  public func pause(by actor: Actor, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.flip(pauseName, sim: everySIM, isOpen: true, by: actor, at: now)
      try database.audit(.paused, by: actor, at: now, sim: everySIM)
    }
  }

  /// Ends the pause and closes the breakers, of one SIM or of all; what they counted begins anew.
  public func resume(sim: String? = nil, by actor: Actor, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.audit(.resumed, by: actor, at: now, sim: sim ?? everySIM)
      try database.flip(pauseName, sim: everySIM, isOpen: false, by: actor, at: now)
      var sims: Set<String> = []
      if let sim {
        sims = [sim]
      } else {
        sims = Set(
          try String.fetchAll(
            database, sql: "SELECT DISTINCT sim FROM audit UNION SELECT sim FROM switches WHERE sim <> ''"))
      }
      for sim in sims where sim != everySIM {
        for breaker in Breaker.allCases {
          try database.flip(breaker.rawValue, sim: sim, isOpen: false, by: actor, at: now)
        }
      }
    }
  }
}

private let pauseName = "pause"
private let everySIM = ""

extension Database {
  func switches(of sim: String) throws -> SafetyState {
    var state = SafetyState()
    let statement = try cachedStatement(sql: "SELECT name, is_open, mark FROM switches WHERE sim IN (?, '')")
    for row in try Row.fetchAll(statement, arguments: [sim]) {
      let name: String = row["name"]
      let isOpen: Bool = row["is_open"]
      if name == pauseName {
        state.isPaused = isOpen
      } else if let breaker = Breaker(rawValue: name) {
        if isOpen { state.openBreakers.insert(breaker) }
        state.setMark(row["mark"], of: breaker)
      }
    }
    return state
  }

  /// Opening keeps the mark; closing sets it to the last audit row.
  fileprivate func flip(_ name: String, sim: String, isOpen: Bool, by actor: Actor, at now: WallTime) throws {
    try run(
      """
      INSERT INTO switches (sim, name, is_open, mark, changed_at, actor)
      VALUES (?1, ?2, ?3, CASE WHEN ?3 THEN 0 ELSE (SELECT COALESCE(MAX(id), 0) FROM audit) END, ?4, ?5)
      ON CONFLICT (sim, name) DO UPDATE SET is_open = excluded.is_open, changed_at = excluded.changed_at,
        actor = excluded.actor, mark = CASE WHEN excluded.is_open THEN mark ELSE excluded.mark END
      """, [sim, name, isOpen, now.milliseconds, actor.description])
  }
}
