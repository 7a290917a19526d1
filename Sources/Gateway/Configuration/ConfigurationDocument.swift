import Yams

/// The scalars of a YAML file by their path, `modems.0.device`, with the lines they stand on.
struct ConfigurationDocument {
  /// Values by path; list elements have their index in it.
  private(set) var values: [String: ConfigurationText] = [:]
  /// Paths in the order of the file.
  private(set) var order: [String] = []
  private(set) var problems: [ConfigurationProblem] = []
  let name: String

  /// A document without a file.
  init(name: String) {
    self.name = name
  }

  /// Reads a file's text; what can't be read is in ``problems``.
  init(yaml: String, name: String) {
    self.name = name
    do {
      guard let root = try Yams.compose(yaml: yaml) else { return }
      guard case .mapping(let mapping) = root else {
        report(root, "", "the file must be `key: value` lines; `pelapor config example` prints a whole one")
        return
      }
      add(mapping, at: "")
    } catch {
      problems.append(ConfigurationProblem(place: name, key: "", message: Self.explain(error)))
    }
  }

  mutating func set(_ path: String, to text: String, origin: ConfigurationOrigin) {
    if values[path] == nil { order.append(path) }
    values[path] = ConfigurationText(items: [text], isList: false, isQuoted: false, origin: origin)
  }

  mutating func set(_ path: String, toList items: [String], origin: ConfigurationOrigin) {
    if values[path] == nil { order.append(path) }
    values[path] = ConfigurationText(items: items, isList: true, isQuoted: false, origin: origin)
  }

  private mutating func add(_ mapping: Node.Mapping, at prefix: String) {
    for (keyNode, value) in mapping {
      guard case .scalar(let key) = keyNode else {
        report(keyNode, prefix, "a key must be a plain word")
        continue
      }
      let path = prefix.isEmpty ? key.string : "\(prefix).\(key.string)"
      add(value, at: path, line: key.mark?.line ?? 0)
    }
  }

  private mutating func add(_ node: Node, at path: String, line: Int) {
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      // `key:` with nothing behind it is YAML's null: the default holds.
      if !isQuoted, ["", "~", "null"].contains(scalar.string) { return }
      insert(
        path, ConfigurationText(items: [scalar.string], isList: false, isQuoted: isQuoted, origin: .file(line: line)))
    case .mapping(let mapping):
      add(mapping, at: path)
    case .sequence(let sequence):
      add(sequence, at: path, line: line)
    case .alias:
      report(node, path, "YAML aliases are not supported: write the value out")
    }
  }

  private mutating func add(_ sequence: Node.Sequence, at path: String, line: Int) {
    if sequence.isEmpty, ConfigurationPaths.lists.contains(path) { return }
    let scalars = sequence.compactMap { node in
      if case .scalar(let scalar) = node { scalar.string } else { nil }
    }
    if scalars.count == sequence.count {
      insert(path, ConfigurationText(items: scalars, isList: true, isQuoted: false, origin: .file(line: line)))
      return
    }
    for (index, element) in sequence.enumerated() {
      guard case .mapping(let mapping) = element else {
        report(element, path, "the elements of a list must all be of one kind")
        continue
      }
      add(mapping, at: "\(path).\(index)")
    }
  }

  private mutating func insert(_ path: String, _ text: ConfigurationText) {
    if values.updateValue(text, forKey: path) == nil { order.append(path) }
  }

  private mutating func report(_ node: Node, _ path: String, _ message: String) {
    let line = node.mark.map { ":\($0.line)" } ?? ""
    problems.append(ConfigurationProblem(place: name + line, key: path, message: message))
  }

  private static func explain(_ error: any Error) -> String {
    guard let error = error as? YamlError else { return "the file could not be read as YAML" }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return "line \(mark.line), column \(mark.column): not valid YAML: \(problem)"
    case .duplicatedKeysInMapping(let duplicates, let context):
      return "line \(context.mark.line): the key \(duplicates.map { "\($0)" }.joined(separator: ", ")) stands twice"
    case .reader(let problem, let offset, _, _):
      return "not readable at octet \(offset.map(String.init) ?? "?"): \(problem); save the file as UTF-8 text"
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      // Not the error's own text: it quotes the file, and the file may hold a PIN.
      return "the file could not be read as YAML"
    }
  }
}
