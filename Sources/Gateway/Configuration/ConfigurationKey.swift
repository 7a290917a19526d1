/// A key of the configuration file: where it stands, what it takes, what it is when absent.
///
/// The keys in ``ConfigurationKeys`` are the only list: the loader, `config example` and the reference in `docs/` all
/// come from it.
struct ConfigurationKey<Value: Sendable>: Sendable {
  /// The place in the file, dots between levels; `modems[].` marks a key of each element of the list `modems`.
  let path: String
  /// What a missing key means; nil when there is no value without it.
  private(set) var fallback: Value?
  /// The default as the example file writes it; an illustration, commented out, when there is none.
  let exampleText: String
  /// One sentence for the person who edits the file.
  let comment: String
  /// What the value may be, for error messages and the reference: `0…86400`.
  let expectation: String
  /// Whether a list of scalars is written instead of one scalar.
  let isList: Bool
  /// Whether the value must never be printed.
  let isSecret: Bool
  /// What stands between the elements of a list in an environment variable or a flag.
  var separator: Character = ","
  /// Reads the value; nil when it is not what ``expectation`` says.
  let read: @Sendable (ConfigurationText) -> Value?
  /// What is wrong with a value that is refused, where more can be said than ``expectation``.
  var complaint: @Sendable (ConfigurationText) -> String? = { _ in nil }
}

/// What the loader and the documentation need of a key, whatever its type.
protocol AnyConfigurationKey: Sendable {
  var path: String { get }
  var exampleText: String { get }
  var comment: String { get }
  var expectation: String { get }
  var hasFallback: Bool { get }
  var isList: Bool { get }
  var isSecret: Bool { get }
  var separator: Character { get }
  func accepts(_ text: ConfigurationText) -> Bool
  var complaint: @Sendable (ConfigurationText) -> String? { get }
}

extension ConfigurationKey: AnyConfigurationKey {
  var hasFallback: Bool { fallback != nil }

  func accepts(_ text: ConfigurationText) -> Bool { read(text) != nil }
}

/// A value as it stands in the file, an environment variable or a flag, before its key gives it a type.
struct ConfigurationText: Sendable, Equatable {
  /// One scalar, or the elements of a list.
  var items: [String]
  var isList: Bool
  /// Quoted in the file: then it is a string and nothing else (`"10"` is no number).
  var isQuoted: Bool
  /// Where it was set, for error messages.
  var origin: ConfigurationOrigin

  var scalar: String? { isList ? nil : items.first }

  /// The scalar unless it was quoted: what numbers, booleans and choices are read from.
  var plain: String? { isQuoted ? nil : scalar }
}

/// Where a configuration value was set.
enum ConfigurationOrigin: Sendable, Equatable {
  case file(line: Int)
  case environment(variable: String)
  case flag
}

extension ConfigurationKey where Value == Int {
  static func integer(_ path: String, default fallback: Int, in range: ClosedRange<Int>, _ comment: String) -> Self {
    Self(
      path: path, fallback: fallback, exampleText: String(fallback), comment: comment,
      expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)", isList: false, isSecret: false,
      read: { text in text.plain.flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil } })
  }

  /// Without a default: what holds then, the comment says.
  static func integer(_ path: String, example: Int, in range: ClosedRange<Int>, _ comment: String) -> Self {
    var key = integer(path, default: example, in: range, comment)
    key.fallback = nil
    return key
  }

  static func oneOf(_ path: String, default fallback: Int, _ values: [Int], _ comment: String) -> Self {
    Self(
      path: path, fallback: fallback, exampleText: String(fallback), comment: comment,
      expectation: "one of " + values.map(String.init).joined(separator: ", "), isList: false, isSecret: false,
      read: { text in text.plain.flatMap { Int($0) }.flatMap { values.contains($0) ? $0 : nil } })
  }
}

extension ConfigurationKey where Value == Bool {
  static func boolean(_ path: String, default fallback: Bool, _ comment: String) -> Self {
    Self(
      path: path, fallback: fallback, exampleText: String(fallback), comment: comment, expectation: "true or false",
      isList: false, isSecret: false,
      read: { text in
        switch text.plain {
        case "true": true
        case "false": false
        case .some, .none: nil
        }
      })
  }
}

extension ConfigurationKey where Value == Bool {
  /// Without a default: what holds then, the comment says.
  static func boolean(_ path: String, example: Bool, _ comment: String) -> Self {
    var key = boolean(path, default: example, comment)
    key.fallback = nil
    return key
  }
}

extension ConfigurationKey where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// Without a default: what holds then, the comment says.
  static func choice(_ path: String, example: Value, _ comment: String) -> Self {
    var key = choice(path, default: example, comment)
    key.fallback = nil
    return key
  }

  static func choice(_ path: String, default fallback: Value, _ comment: String) -> Self {
    let names = Value.allCases.map(\.rawValue)
    return Self(
      path: path, fallback: fallback, exampleText: fallback.rawValue, comment: comment,
      // YAML 1.1 readers take a bare `off` for a boolean; here a scalar's text counts, so both spellings work.
      expectation: "one of " + names.joined(separator: ", "), isList: false, isSecret: false,
      read: { text in text.scalar.flatMap { Value(rawValue: $0) } })
  }
}

extension ConfigurationKey where Value == String {
  static func text(
    _ path: String, default fallback: String? = nil, example: String? = nil, isSecret: Bool = false,
    expectation: String, _ comment: String, where isValid: @escaping @Sendable (String) -> Bool
  ) -> Self {
    Self(
      path: path, fallback: fallback, exampleText: example ?? fallback ?? "", comment: comment,
      expectation: expectation, isList: false, isSecret: isSecret,
      read: { text in text.scalar.flatMap { isValid($0) ? $0 : nil } })
  }
}

extension ConfigurationKey where Value == [String] {
  static func list(
    _ path: String, example: String, expectation: String, _ comment: String,
    where isValid: @escaping @Sendable (String) -> Bool
  ) -> Self {
    Self(
      path: path, fallback: [], exampleText: example, comment: comment, expectation: expectation, isList: true,
      isSecret: false,
      read: { text in text.items.allSatisfy(isValid) ? text.items : nil })
  }
}
