import Foundation
import Reporting

/// Makes a checked ``Configuration`` of a YAML file, `PELAPOR_…` environment variables over it, and `--set key=value`
/// flags over both.
public struct ConfigurationLoader {
  private(set) var document: ConfigurationDocument
  var problems: [ConfigurationProblem] = []

  /// Reads the file at `path`.
  ///
  /// - Parameters:
  ///   - path: the YAML file; nil means defaults, environment and flags alone.
  ///   - environment: variables such as `PELAPOR_REPORTING_MODE` or `PELAPOR_MODEMS_0_PIN`.
  ///   - settings: `key=value` texts such as `reporting.mode=dry-run` or `modems.0.device=/dev/ttyUSB1`.
  /// - Throws: ``ConfigurationError`` with everything that is wrong, not just the first.
  public static func load(
    path: String?, environment: [String: String] = [:], settings: [String] = []
  ) throws(ConfigurationError) -> Configuration {
    guard let path else { return try load(yaml: "", name: "defaults", environment: environment, settings: settings) }
    let data: Data
    do { data = try UserFile.octets(path, limit: 1 << 20 + 1) } catch {
      let hint = error.isMissing ? ", or begin with what `pelapor config example` prints" : ""
      throw ConfigurationError(problems: [
        ConfigurationProblem(place: path, key: "", message: error.words + hint)
      ])
    }
    guard data.count <= 1 << 20, let yaml = String(validatingUTF8: data) else {
      throw ConfigurationError(problems: [
        ConfigurationProblem(place: path, key: "", message: "not a configuration: it must be UTF-8 text under 1 MiB")
      ])
    }
    return try load(yaml: yaml, name: path, environment: environment, settings: settings)
  }

  /// The same from the text of a file called `name`.
  public static func load(
    yaml: String, name: String, environment: [String: String] = [:], settings: [String] = []
  ) throws(ConfigurationError) -> Configuration {
    var loader = ConfigurationLoader(document: ConfigurationDocument(yaml: yaml, name: name))
    loader.overlay(environment: environment)
    loader.overlay(settings: settings)
    let configuration = loader.build()
    loader.problems = loader.document.problems + loader.problems
    if !loader.problems.isEmpty { throw ConfigurationError(problems: loader.problems) }
    return configuration
  }

  private init(document: ConfigurationDocument) {
    self.document = document
  }

  // MARK: Layers

  private mutating func overlay(environment: [String: String]) {
    let prefix = "PELAPOR_"
    let sections = ["MODEMS_", "REPORTING_", "STORAGE_", "LOG_", "CONTROL_", "HOOKS_", "WEBHOOKS_"]
    for (variable, text) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix(prefix) {
      let rest = variable.dropFirst(prefix.count)
      guard sections.contains(where: rest.hasPrefix) else { continue }
      guard let path = ConfigurationPaths.path(ofVariable: String(rest)) else {
        problem(
          .environment(variable: variable), key: "",
          "no configuration key has this name; `pelapor config example` prints all of them")
        continue
      }
      set(path, text, origin: .environment(variable: variable))
    }
  }

  private mutating func overlay(settings: [String]) {
    for setting in settings {
      guard let equals = setting.firstIndex(of: "=") else {
        problem(.flag, key: setting, "must be key=value, for example reporting.mode=dry-run")
        continue
      }
      set(String(setting[..<equals]), String(setting[setting.index(after: equals)...]), origin: .flag)
    }
  }

  private mutating func set(_ path: String, _ text: String, origin: ConfigurationOrigin) {
    if let key = ConfigurationPaths.key(of: path), key.isList {
      let items = text.split(separator: key.separator).map { $0.trimmingCharacters(in: .whitespaces) }
      document.set(path, toList: items, origin: origin)
    } else {
      document.set(path, to: text, origin: origin)
    }
  }

  // MARK: Values

  private mutating func build() -> Configuration {
    checkKeys()
    let modems = (0..<count(of: "modems")).map { modem($0) }
    checkNames(modems)
    checkSelectors(modems)
    return Configuration(
      modems: modems,
      reporting: Configuration.Report(
        mode: value(ConfigurationKeys.Report.mode, or: .off),
        holdSeconds: value(ConfigurationKeys.Report.hold, or: 0),
        minimumGapSeconds: value(ConfigurationKeys.Report.gap, or: 0),
        perHour: value(ConfigurationKeys.Report.perHour, or: 0),
        perDay: value(ConfigurationKeys.Report.perDay, or: 0),
        perCampaignPerDay: value(ConfigurationKeys.Report.perCampaign, or: 0),
        sameSenderDays: value(ConfigurationKeys.Report.senderDays, or: 0),
        maximumAgeHours: value(ConfigurationKeys.Report.maximumAge, or: 0),
        burstPerHour: value(ConfigurationKeys.Report.burst, or: 0),
        parts: value(ConfigurationKeys.Report.parts, or: 1),
        neverReport: value(ConfigurationKeys.Report.neverReport, or: []), profiles: profiles()),
      storage: Configuration.Storage(
        path: value(ConfigurationKeys.Storage.path, or: ""),
        retentionDays: value(ConfigurationKeys.Storage.retentionDays, or: 0)),
      log: Configuration.Log(
        format: value(ConfigurationKeys.Log.format, or: .json),
        level: value(ConfigurationKeys.Log.level, or: .info),
        file: optional(ConfigurationKeys.Log.file),
        includeText: value(ConfigurationKeys.Log.includeText, or: false)),
      hooks: hooks(), control: control())
  }

  private mutating func modem(_ index: Int) -> Configuration.Modem {
    Configuration.Modem(
      name: value(ConfigurationKeys.Modem.name, index, or: ""), selector: selector(index),
      baud: value(ConfigurationKeys.Modem.baud, index, or: 0),
      pin: optional(ConfigurationKeys.Modem.pin, index),
      pinFile: optional(ConfigurationKeys.Modem.pinFile, index).flatMap { PINFile(parsing: $0) },
      promptDelayMilliseconds: value(ConfigurationKeys.Modem.promptDelay, index, or: 0),
      profile: profile(index), overrides: overrides(index), allowsUSBReset: allowsUSBReset(index),
      numberType: value(ConfigurationKeys.Commands.numberType, index, or: .unknown))
  }

  private mutating func checkKeys() {
    for path in document.order {
      guard let text = document.values[path] else { continue }
      guard let key = ConfigurationPaths.key(of: path) else {
        let hint = ConfigurationPaths.nearest(to: path).map { "; did you mean \($0)?" } ?? ""
        problem(text.origin, key: path, "unknown key\(hint)")
        continue
      }
      if !key.accepts(text) {
        if let complaint = key.complaint(text) {
          problem(text.origin, key: path, complaint)
          continue
        }
        let shown = key.isSecret ? "a secret value" : text.items.map { "\"\($0)\"" }.joined(separator: ", ")
        var unquoted = text
        unquoted.isQuoted = false
        let quoted = text.isQuoted && key.accepts(unquoted) ? " (without quotes)" : ""
        problem(text.origin, key: path, "must be \(key.expectation)\(quoted), not \(shown.isEmpty ? "empty" : shown)")
      }
    }
    if count(of: "modems") == 0 {
      problems.append(
        ConfigurationProblem(
          place: document.name, key: "modems",
          message: "at least one modem is needed: give its name and device; `pelapor config example` shows how"))
    }
  }

  /// How many elements of a list the file, the environment and the flags speak of.
  func count(of list: String) -> Int {
    document.order.compactMap { ConfigurationPaths.index(of: $0, in: list) }.map { min($0, 255) + 1 }.max() ?? 0
  }

  private mutating func checkNames(_ modems: [Configuration.Modem]) {
    for (index, modem) in modems.enumerated() {
      let earlier = modems[..<index]
      if modem.pin != nil, modem.pinFile != nil {
        problems.append(
          ConfigurationProblem(
            place: document.name, key: "modems.\(index).pin-file", message: "give either pin or pin-file, not both"))
      }
      if !modem.name.isEmpty, earlier.contains(where: { $0.name == modem.name }) {
        problems.append(
          ConfigurationProblem(
            place: document.name, key: "modems.\(index).name", message: "\"\(modem.name)\" names another modem already")
        )
      }
    }
  }

  /// The value of a key; `placeholder` only stands in where a problem has been reported, so it is never used.
  mutating func value<Value>(_ key: ConfigurationKey<Value>, _ index: Int = 0, or placeholder: Value) -> Value {
    let path = ConfigurationPaths.concrete(key.path, index)
    if let value = optional(key, index) { return value }
    if document.values[path] == nil, !document.values.keys.contains(where: { $0.hasPrefix(path + ".") }) {
      problems.append(
        ConfigurationProblem(place: document.name, key: path, message: "is missing: \(key.expectation)"))
    }
    return placeholder
  }

  func optional<Value>(_ key: ConfigurationKey<Value>, _ index: Int = 0) -> Value? {
    guard let text = document.values[ConfigurationPaths.concrete(key.path, index)] else { return key.fallback }
    return key.read(text)
  }

  mutating func problem(_ origin: ConfigurationOrigin, key: String, _ message: String) {
    let place =
      switch origin {
      case .file(let line): "\(document.name):\(line)"
      case .environment(let variable): "the environment variable \(variable)"
      case .flag: "--set"
      }
    problems.append(ConfigurationProblem(place: place, key: key, message: message))
  }
}

extension String {
  /// Nil when the octets are not UTF-8.
  fileprivate init?(validatingUTF8 data: Data) {
    self.init(data: data, encoding: .utf8)
  }
}
