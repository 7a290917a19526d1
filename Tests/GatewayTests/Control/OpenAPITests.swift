import Foundation
import Testing
import Yams

@testable import Gateway

/// Holds `docs/openapi.yaml` and the routes to each other.
@Suite struct OpenAPITests {
  private func document() throws -> [String: Any] {
    let url = DocumentationTests.root.appendingPathComponent("docs/openapi.yaml")
    let text = try String(contentsOf: url, encoding: .utf8)
    return try #require(try Yams.load(yaml: text) as? [String: Any])
  }

  private func resolved(_ value: Any?, in document: [String: Any]) -> [String: Any] {
    guard let object = value as? [String: Any] else { return [:] }
    guard let reference = object["$ref"] as? String else { return object }
    let place = reference.dropFirst(2).split(separator: "/").reduce(document as Any?) { value, key in
      (value as? [String: Any])?[String(key)]
    }
    return resolved(place, in: document)
  }

  @Test func everyRouteIsDescribedWithItsParametersAndNothingElseIs() throws {
    let document = try document()
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    for route in ControlRoute.allCases {
      let what = "\(route.method) \(route.template)"
      let operation = try #require(paths[route.template]?[route.method.lowercased()] as? [String: Any], "\(what)")
      let parameters = (operation["parameters"] as? [Any] ?? []).map { resolved($0, in: document) }
      #expect(parameters.compactMap { $0["name"] as? String }.sorted() == route.parameters.sorted(), "\(what)")
      let responses = try #require(operation["responses"] as? [String: Any], "\(what)")
      #expect(responses.keys.contains { $0.hasPrefix("20") } && responses["default"] != nil, "\(what)")
    }
    let described = paths.flatMap { path, item in
      item.keys.filter { ["get", "post", "put", "delete"].contains($0) }.map { "\($0.uppercased()) \(path)" }
    }
    #expect(Set(described) == Set(ControlRoute.allCases.map { "\($0.method) \($0.template)" }))
  }

  @Test func theStatusIsOfTheDescribedShape() throws {
    let document = try document()
    let json = StatusJSONTests.example.json()
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any]
    #expect(faults(of: value, against: schemas?["Status"], in: document, at: "status") == [])
    let problem = try JSONSerialization.jsonObject(with: Data(Problem.noSuchPath.json.utf8))
    #expect(faults(of: problem, against: schemas?["Problem"], in: document, at: "problem") == [])
    // The check can fail.
    let wrong = faults(of: ["running": 1], against: schemas?["Status"], in: document, at: "status")
    #expect(wrong.contains("status.running is no boolean") && wrong.contains("status.at is missing"))
  }

  /// The part of JSON Schema that the document uses; a field it does not know is a fault here, that docs may not lag.
  private func faults(of value: Any, against schema: Any?, in document: [String: Any], at place: String) -> [String] {
    let schema = resolved(schema, in: document)
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
          return faults(of: field, against: known, in: document, at: "\(place).\(name)")
        }
    case "array":
      guard let elements = value as? [Any] else { return ["\(place) is no array"] }
      return elements.flatMap { faults(of: $0, against: schema["items"], in: document, at: "\(place)[]") }
    case "string": return value is String ? [] : ["\(place) is no string"]
    case "integer": return value is Int ? [] : ["\(place) is no integer"]
    case "boolean": return value is Bool ? [] : ["\(place) is no boolean"]
    case let other: return ["\(place) has the type \(other ?? "none")"]
    }
  }
}
