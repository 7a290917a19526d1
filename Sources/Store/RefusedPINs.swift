internal import Digest
internal import GRDB
public import Reporting

extension Store {
  /// Remembers that the SIM in a modem refused a PIN: three wrong ones block the SIM, and a daemon that is restarted
  /// must not use them up. The PIN itself is not kept.
  public func noteRefusedPIN(_ pin: String, modem: String, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.run(
        """
        INSERT INTO refused_pins (modem, digest, refused_at) VALUES (?, ?, ?)
        ON CONFLICT (modem) DO UPDATE SET digest = excluded.digest, refused_at = excluded.refused_at
        """, [modem, Self.digest(ofPIN: pin, modem: modem), now.milliseconds])
    }
  }

  /// Whether this very PIN was refused before. With another PIN, or none, the refusal is forgotten: a person has acted.
  public func isPINRefused(_ pin: String?, modem: String) throws(StoreError) -> Bool {
    let refused = try read { database in
      try String.fetchOne(database, sql: "SELECT digest FROM refused_pins WHERE modem = ?", arguments: [modem])
    }
    guard let refused else { return false }
    if let pin, Self.digest(ofPIN: pin, modem: modem) == refused { return true }
    try write { database in try database.run("DELETE FROM refused_pins WHERE modem = ?", [modem]) }
    return false
  }

  private static func digest(ofPIN pin: String, modem: String) -> String {
    SHA256.hex(of: "\(modem)\u{0}\(pin)".utf8)
  }
}
