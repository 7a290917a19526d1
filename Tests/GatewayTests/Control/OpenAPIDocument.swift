import Foundation
import Reporting
import Testing
import Yams

@testable import Gateway

/// `docs/openapi.yaml`, and whether an answer is what it describes.
struct OpenAPIDocument {
  let document: [String: Any]

  init() throws {
    let url = DocumentationTests.root.appendingPathComponent("docs/openapi.yaml")
    let text = try String(contentsOf: url, encoding: .utf8)
    document = try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  var paths: [String: [String: Any]] { document["paths"] as? [String: [String: Any]] ?? [:] }

  func schema(_ name: String) -> Any? {
    ((document["components"] as? [String: Any])?["schemas"] as? [String: Any])?[name]
  }

  func operation(_ route: ControlRoute) -> [String: Any]? {
    paths[route.template]?[route.method.lowercased()] as? [String: Any]
  }

  func resolved(_ value: Any?) -> [String: Any] {
    guard let object = value as? [String: Any] else { return [:] }
    guard let reference = object["$ref"] as? String else { return object }
    let place = reference.dropFirst(2).split(separator: "/").reduce(document as Any?) { value, key in
      (value as? [String: Any])?[String(key)]
    }
    return resolved(place)
  }

  /// What is wrong with an answer to a route.
  func faults(of body: String, type: String, status: Int, route: ControlRoute) -> [String] {
    let what = "\(route.method) \(route.template) \(status)"
    let responses = operation(route)?["responses"] as? [String: Any] ?? [:]
    guard let response = responses[String(status)] ?? (status >= 400 ? responses["default"] : nil) else {
      return ["\(what) is not described"]
    }
    let content = resolved(response)["content"] as? [String: Any] ?? [:]
    let media = String(type.prefix { $0 != ";" })
    guard let described = content.first(where: { $0.key.prefix { $0 != ";" } == media })?.value as? [String: Any] else {
      return ["\(what): \(type) is not described"]
    }
    guard media.hasSuffix("json") else { return [] }
    guard let value = try? JSONSerialization.jsonObject(with: Data(body.utf8)) else { return ["\(what) is no JSON"] }
    return faults(of: value, against: described["schema"], at: what)
  }

  /// The part of JSON Schema that the document uses; a field it does not know is a fault here, that docs may not lag.
  func faults(of value: Any, against schema: Any?, at place: String) -> [String] {
    let schema = resolved(schema)
    if let choices = schema["enum"] as? [String] {
      return (value as? String).map(choices.contains) == true ? [] : ["\(place) is none of \(choices)"]
    }
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
      let properties = schema["properties"] as? [String: Any] ?? [:]
      let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
        "\(place).\($0) is missing"
      }
      return missing
        + object.flatMap { name, field -> [String] in
          guard let known = properties[name] ?? schema["additionalProperties"] else {
            return ["\(place).\(name) is not described"]
          }
          return faults(of: field, against: known, at: "\(place).\(name)")
        }
    case "array":
      guard let elements = value as? [Any] else { return ["\(place) is no array"] }
      return elements.flatMap { faults(of: $0, against: schema["items"], at: "\(place)[]") }
    case "string":
      guard let text = value as? String else { return ["\(place) is no string"] }
      guard schema["format"] as? String == "date-time" else { return [] }
      return WallTime(rfc3339: text) == nil ? ["\(place) is no time: \(text)"] : []
    case "integer": return value is Int ? [] : ["\(place) is no integer"]
    case "number": return value is Double ? [] : ["\(place) is no number"]
    case "boolean": return value is Bool ? [] : ["\(place) is no boolean"]
    case let other: return ["\(place) has the type \(other ?? "none")"]
    }
  }
}
