/// pelapor.yaml(5), of the table of keys in `docs/configuration.md` and the example file.
struct ConfigurationPage {
  /// `docs/configuration.md`.
  let reference: String
  /// What `pelapor config example` prints.
  let example: String
  let date: String
  let version: String

  struct Key {
    var name, value, fallback, meaning: String
  }

  /// The rows of the table; empty when there is none.
  var keys: [Key] {
    guard let begin = reference.firstRange(of: "<!-- begin:keys -->"),
      let end = reference.firstRange(of: "<!-- end:keys -->"), begin.upperBound < end.lowerBound
    else { return [] }
    return reference[begin.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2).compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard cells.count >= 6 else { return nil }
      return Key(
        name: cells[1].filter { $0 != "`" }, value: cells[2], fallback: cells[3],
        meaning: cells[4..<(cells.count - 1)].joined(separator: "|"))
    }
  }

  func roff() -> String {
    var roff = Roff()
    roff.title("pelapor.yaml", section: 5, date: date, version: version)
    roff.section("NAME")
    roff.raw("pelapor.yaml \\- configuration of pelapor")
    roff.section("SYNOPSIS")
    roff.raw("\\fI/etc/pelapor/pelapor.yaml\\fR")
    roff.section("DESCRIPTION")
    roff.text(
      """
      One YAML file. Only `modems` must be written. `pelapor config check FILE` says everything that is wrong with one; \
      the daemon refuses to start on a wrong file.

      Later ones win: the file; environment variables, `PELAPOR_` and the key in capitals with `_` for `.` and `-`, the \
      modems counted from 0 (`PELAPOR_MODEMS_0_DEVICE`); `--set key=value` of `pelapor run`.
      """)
    roff.section("KEYS")
    for key in keys {
      let fallback = key.fallback == "none" ? "" : " Default: \(key.fallback)."
      let value = key.value.prefix(1).uppercased() + key.value.dropFirst()
      roff.item(Roff.bold(key.name), "\(key.meaning) \(value).\(fallback)")
    }
    roff.section("EXAMPLE")
    roff.verbatim(example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    roff.section("SEE ALSO")
    roff.raw("\\fBpelapor\\fR(1), \\fBpelapor\\-config\\fR(1), \\fBpelapor\\-run\\fR(1)")
    return roff.page
  }
}
