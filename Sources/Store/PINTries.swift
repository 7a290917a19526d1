internal import Digest
internal import GRDB
public import Reporting

// Three wrong PINs block a SIM, and a daemon that is started anew must not use them up. The PIN itself is not kept.
extension Store {
  /// Remembers that a PIN is tried next, on disk when this returns. Until ``notePINRefused(_:modem:at:)`` or
  /// ``forgetPINTries(modem:)`` it is a try of which nobody knows what came of it.
  public func notePINTry(_ pin: String, modem: String, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.run(
        """
        INSERT INTO pin_tries (modem, digest, at, unanswered) VALUES (?, ?, ?, 1)
        ON CONFLICT (modem) DO UPDATE SET digest = excluded.digest, at = excluded.at,
          unanswered = iif(digest = excluded.digest, unanswered, 0) + 1
        """, [modem, Self.digest(ofPIN: pin, modem: modem), now.milliseconds])
    }
  }

  /// Remembers that the SIM in a modem refused a PIN.
  public func notePINRefused(_ pin: String, modem: String, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.run(
        """
        INSERT INTO pin_tries (modem, digest, at, unanswered) VALUES (?, ?, ?, 0)
        ON CONFLICT (modem) DO UPDATE SET digest = excluded.digest, at = excluded.at, unanswered = 0
        """, [modem, Self.digest(ofPIN: pin, modem: modem), now.milliseconds])
    }
  }

  /// The SIM in a modem took its PIN, so that all its tries are there again.
  public func forgetPINTries(modem: String) throws(StoreError) {
    try write { database in try database.run("DELETE FROM pin_tries WHERE modem = ?", [modem]) }
  }

  /// Whether this very PIN must not be tried: it was refused, or two tries ended before anybody knew what came of them
  /// (one may be a power failure at the wrong moment, which must not stop a right PIN; a third could block the SIM).
  /// With another PIN, or none, all is forgotten: a person has acted.
  public func isPINRefused(_ pin: String?, modem: String) throws(StoreError) -> Bool {
    let known = try read { database in
      try Row.fetchOne(database, sql: "SELECT digest, unanswered FROM pin_tries WHERE modem = ?", arguments: [modem])
        .map { (digest: $0["digest"] as String, unanswered: $0["unanswered"] as Int) }
    }
    guard let known else { return false }
    if let pin, Self.digest(ofPIN: pin, modem: modem) == known.digest { return known.unanswered != 1 }
    try forgetPINTries(modem: modem)
    return false
  }

  private static func digest(ofPIN pin: String, modem: String) -> String {
    SHA256.hex(of: "\(modem)\u{0}\(pin)".utf8)
  }
}
