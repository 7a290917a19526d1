/// `docs/log.schema.json`: what the lines of this version look like, as a JSON Schema (2020-12).
///
/// Made from the lists of events and fields. It is strict, so that a test with it can fail: a later version may have
/// events and fields that it does not know.
public enum EventSchema {
  /// The whole file.
  public static func json() -> String {
    let definitions =
      [("v", version), ("ts", definition(.instant, "when it happened")), ("level", level)]
      .map { entry(fieldName($0), $1) }
      + EventKey.allCases.map { entry(fieldName($0.rawValue), definition($0.kind, $0.meaning)) }
      + EventName.allCases.map { entry(eventName($0), event($0)) }
    let alternatives = EventName.allCases.map { "    " + reference(eventName($0)) }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pelapor:log:\(JSONLines.schemaVersion)",
        "title": "A line of Pelapor's log with log.format json",
        "oneOf": [
      \(alternatives.joined(separator: ",\n"))
        ],
        "$defs": {
      \(definitions.joined(separator: ",\n"))
        }
      }

      """
  }

  private static var version: String {
    var json = JSONObjectWriter()
    json.add("const", integer: JSONLines.schemaVersion)
    return json.finished()
  }

  private static var level: String { definition(.oneOf(LogLevel.allCases.map(\.rawValue)), "how much it matters") }

  private static func event(_ name: EventName) -> String {
    var event = JSONObjectWriter()
    event.add("const", string: name.rawValue)
    var properties = JSONObjectWriter()
    for shared in ["v", "ts", "level"] { properties.add(shared, json: reference(fieldName(shared))) }
    properties.add("event", json: event.finished())
    for key in name.keys { properties.add(key.rawValue, json: reference(fieldName(key.rawValue))) }
    var json = JSONObjectWriter()
    json.add("description", string: name.summary)
    json.add("type", string: "object")
    json.add("properties", json: properties.finished())
    json.add("required", strings: ["v", "ts", "level", "event"] + name.certainKeys.map(\.rawValue))
    json.add("additionalProperties", boolean: false)
    return json.finished()
  }

  private static func definition(_ kind: EventFieldKind, _ meaning: String) -> String {
    var json = JSONObjectWriter()
    json.add("description", string: meaning)
    switch kind {
    case .text: json.add("type", string: "string")
    case .code:
      json.add("type", string: "string")
      json.add("pattern", string: EventFieldKind.codePattern)
    case .oneOf(let values): json.add("enum", strings: values)
    case .integer(let range):
      json.add("type", string: "integer")
      json.add("minimum", integer: range.lowerBound)
      if range.upperBound != .max { json.add("maximum", integer: range.upperBound) }
    case .share:
      json.add("type", string: "number")
      json.add("minimum", integer: 0)
      json.add("maximum", integer: 1)
    case .texts:
      var items = JSONObjectWriter()
      items.add("type", string: "string")
      json.add("type", string: "array")
      json.add("items", json: items.finished())
    case .instant:
      json.add("type", string: "string")
      json.add("pattern", string: EventFieldKind.instantPattern)
    case .counts(let names):
      var known = JSONObjectWriter()
      known.add("enum", strings: names)
      var value = JSONObjectWriter()
      value.add("type", string: "integer")
      value.add("minimum", integer: 1)
      json.add("type", string: "object")
      json.add("propertyNames", json: known.finished())
      json.add("additionalProperties", json: value.finished())
    }
    return json.finished()
  }

  private static func fieldName(_ key: String) -> String { "field:\(key)" }

  private static func eventName(_ name: EventName) -> String { "event:\(name.rawValue)" }

  private static func reference(_ name: String) -> String { "{\"$ref\":\"#/$defs/\(name)\"}" }

  private static func entry(_ name: String, _ json: String) -> String { "    \"\(name)\": \(json)" }
}
