/// What becomes of the modems when a configuration is read anew. One whose entry is the same goes on, wherever it stands.
struct ModemChanges: Equatable, Sendable {
  /// All there will be, in the order of the configuration.
  let modems: [Configuration.Modem]
  /// Names that are new.
  let added: [String]
  /// Names that are gone.
  let removed: [String]
  /// Names that stay with other settings: they are ended and begun anew.
  let changed: [String]
  /// Those to be begun whose configured PIN their SIM has refused before.
  var refusedPINs: Set<String> = []

  init(from old: [Configuration.Modem], to new: [Configuration.Modem]) {
    let known = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.map(\.name))
    modems = new
    added = new.map(\.name).filter { known[$0] == nil }
    removed = old.map(\.name).filter { !names.contains($0) }
    changed = new.filter { known[$0.name] != nil && known[$0.name] != $0 }.map(\.name)
  }

  /// Those whose lines end, and those whose lines begin.
  var ending: Set<String> { Set(removed + changed) }
  var beginning: Set<String> { Set(added + changed) }
}
