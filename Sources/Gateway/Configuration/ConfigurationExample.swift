/// Texts made from the list of keys, so that they can't fall behind it.
public enum ConfigurationExample {
  /// A whole file: each key with its default and a comment; keys without a default are commented out.
  public static func yaml() -> String {
    var lines = [
      "# Configuration of Pelapor. Every key with its default; only `modems` must be written.",
      "# `pelapor config check FILE` says what is wrong with a file.",
    ]
    var open: [String] = []
    for key in ConfigurationKeys.all {
      let place = Place(key.path)
      if place.sections.first != open.first { lines.append("") }
      let isNewElement = place.isElement && place.list.map { !open.starts(with: $0) } ?? false
      for (depth, section) in place.sections.enumerated() where depth >= open.count || open[depth] != section {
        lines.append(place.prefix + Place.indent(place.sections, to: depth, list: place.list) + "\(section):")
      }
      open = place.sections
      lines += entry(key, place, opensElement: isNewElement)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The reference table of `docs/configuration.md`.
  public static func markdownTable() -> String {
    var lines = ["| key | value | default | what it does |", "|---|---|---|---|"]
    for key in ConfigurationKeys.all {
      let fallback = key.hasFallback && !key.isList ? "`\(key.exampleText)`" : "none"
      lines.append("| `\(key.path)` | \(key.expectation) | \(fallback) | \(key.comment) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where a key stands in the file.
  private struct Place {
    /// The sections around it; a list counts as one.
    let sections: [String]
    let name: String
    /// The sections down to the list it is an element's key of.
    let list: [String]?
    /// Lists that a file may do without are commented out as a whole.
    let prefix: String

    var isElement: Bool { list != nil }

    init(_ path: String) {
      let levels = path.split(separator: ".").map(String.init)
      sections = levels.dropLast().map { $0.replacing("[]", with: "") }
      name = levels.last ?? ""
      list = levels.firstIndex { $0.hasSuffix("[]") }.map { index in
        levels[...index].map { $0.replacing("[]", with: "") }
      }
      prefix = Self.isCommented(list) ? Self.margin(list) + "# " : ""
    }

    /// The indentation of the section at `depth`; within an element there is a dash before the first key.
    static func indent(_ sections: [String], to depth: Int, list: [String]?) -> String {
      let within = list.map { depth >= $0.count ? 2 : 0 } ?? 0
      return String(repeating: " ", count: depth * 2 + within - (isCommented(list) ? margin(list).count : 0))
    }

    private static func isCommented(_ list: [String]?) -> Bool { list.map { $0 != ["modems"] } ?? false }

    /// What stands before the mark of a comment: the indentation of the list's own key.
    private static func margin(_ list: [String]?) -> String { list?.count == 1 ? "" : "  " }
  }

  private static func entry(_ key: any AnyConfigurationKey, _ place: Place, opensElement: Bool) -> [String] {
    let indent = Place.indent(place.sections, to: place.sections.count, list: place.list)
    let value = key.isList ? "[\(key.exampleText)]" : key.exampleText
    let comment = "\(place.prefix)\(indent)# \(key.comment)"
    if opensElement { return [comment, "\(place.prefix)\(indent.dropLast(2))- \(place.name): \(value)"] }
    // The device has no default, but a file without it is none: it is shown live, like the name.
    let isOptional = (!key.hasFallback && key.path != ConfigurationKeys.Modem.device.path) || key.isList
    let mark = isOptional && place.prefix.isEmpty ? "# " : ""
    return [comment, "\(place.prefix)\(indent)\(mark)\(place.name): \(value)"]
  }
}
