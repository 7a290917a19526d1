/// Texts made from the list of keys, so that they can't fall behind it.
public enum ConfigurationExample {
  /// A whole file: each key with its default and a comment; keys without a default are commented out.
  public static func yaml() -> String {
    var lines = [
      "# Configuration of Pelapor. Every key with its default; only `modems` must be written.",
      "# `pelapor config check FILE` says what is wrong with a file.",
    ]
    var section = ""
    var isFirstOfElement = false
    for key in ConfigurationKeys.all {
      let levels = key.path.replacing("[]", with: "").split(separator: ".").map(String.init)
      if levels[0] != section {
        section = levels[0]
        lines.append("")
        lines.append("\(section):")
        isFirstOfElement = key.path.contains("[]")
      }
      let isElement = key.path.contains("[]")
      let indent = isElement ? "    " : "  "
      lines.append("\(indent)# \(key.comment)")
      lines.append(line(key, name: levels[1], indent: indent, opensElement: isElement && isFirstOfElement))
      isFirstOfElement = false
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

  private static func line(_ key: any AnyConfigurationKey, name: String, indent: String, opensElement: Bool) -> String {
    let value = key.isList ? "[\(key.exampleText)]" : key.exampleText
    if opensElement { return "  - \(name): \(value)" }
    // The device has no default, but a file without it is none: it is shown live, like the name.
    let isOptional = (!key.hasFallback && key.path != ConfigurationKeys.Modem.device.path) || key.isList
    return isOptional ? "\(indent)# \(name): \(value)" : "\(indent)\(name): \(value)"
  }
}
