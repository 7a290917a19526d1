/// How keys are written in the file, on the command line and in the environment.
enum ConfigurationPaths {
  /// The key a concrete path such as `modems.0.device` belongs to.
  static func key(of path: String) -> (any AnyConfigurationKey)? {
    let pattern = general(path)
    return ConfigurationKeys.all.first { $0.path == pattern }
  }

  /// `modems[].device` with an index is `modems.0.device`.
  static func concrete(_ pattern: String, _ index: Int) -> String { pattern.replacing("[]", with: ".\(index)") }

  /// The lists of sections, such as `modems`, each before those within it.
  static let lists: [String] = ConfigurationKeys.all.reduce(into: []) { lists, key in
    guard let brackets = key.path.firstRange(of: "[]") else { return }
    let list = String(key.path[..<brackets.lowerBound])
    if !lists.contains(list) { lists.append(list) }
  }

  /// The index in `modems.0.device` for the list `modems`; nil for a path that is not in that list.
  static func index(of path: String, in list: String) -> Int? {
    guard path.hasPrefix(list + ".") else { return nil }
    let digits = path.dropFirst(list.utf8.count + 1).prefix { $0 != "." }
    return Int(digits).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The path a variable sets, given without `PELAPOR_`: `MODEMS_0_PROMPT_DELAY_MILLISECONDS`.
  static func path(ofVariable name: String) -> String? {
    for key in ConfigurationKeys.all {
      let levels = key.path.replacing("[]", with: ".#").split(separator: ".").map { level in
        level.replacing("-", with: "_").uppercased()
      }
      guard levels.contains("#") else {
        if levels.joined(separator: "_") == name { return key.path }
        continue
      }
      let parts = levels.joined(separator: "_").split(separator: "#", maxSplits: 1).map(String.init)
      guard parts.count == 2, name.hasPrefix(parts[0]), name.hasSuffix(parts[1]),
        name.utf8.count > parts[0].utf8.count + parts[1].utf8.count
      else { continue }
      let index = name.dropFirst(parts[0].count).dropLast(parts[1].count)
      if let index = Int(index), (0..<256).contains(index) { return concrete(key.path, index) }
    }
    return nil
  }

  /// The existing key most like a mistyped one; nil when none is near.
  static func nearest(to path: String) -> String? {
    let index = lists.lazy.compactMap { Self.index(of: path, in: $0) }.first ?? 0
    let candidates = ConfigurationKeys.all.map { concrete($0.path, index) }
    let scored = candidates.map { candidate in
      // A key under the wrong section is as near as one with a typing error.
      (candidate, min(editDistance(path, candidate), 1 + editDistance(lastLevel(path), lastLevel(candidate))))
    }
    guard let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= max(2, lastLevel(path).count / 3) else { return nil }
    return best.0
  }

  private static func general(_ path: String) -> String {
    for list in lists {
      guard let index = index(of: path, in: list) else { continue }
      let head = "\(list).\(index)."
      return path.hasPrefix(head) ? "\(list)[]." + path.dropFirst(head.count) : path
    }
    return path
  }

  private static func lastLevel(_ path: String) -> String {
    path.split(separator: ".").last.map(String.init) ?? path
  }

  /// Levenshtein's distance, of texts cut to 64 characters.
  static func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(64))
    let right = Array(right.prefix(64))
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let substituted = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
