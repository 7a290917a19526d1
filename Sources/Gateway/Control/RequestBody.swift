import Foundation

/// The JSON object in the body of a request: of plain values, and every field is known.
struct RequestBody {
  private enum Scalar: Decodable {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    case integers([Int])
    case null
    case other

    init(from decoder: any Decoder) throws {
      guard let container = try? decoder.singleValueContainer() else {
        self = .other
        return
      }
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Int.self) {
        self = .integer(value)
      } else if let value = try? container.decode(String.self) {
        self = .text(value)
      } else if let value = try? container.decode([Int].self) {
        self = .integers(value)
      } else {
        self = .other
      }
    }
  }

  private let fields: [String: Scalar]

  /// An empty body is an object without fields.
  init(_ octets: [UInt8], fields known: [String]) throws(Problem) {
    guard !octets.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      fields = [:]
      return
    }
    let given: [String: Scalar]
    do {
      given = try JSONDecoder().decode([String: Scalar].self, from: Data(octets))
    } catch {
      throw .badBody("", "the body is no JSON object", remedy: "send one object in UTF-8, such as {\"reason\":\"…\"}")
    }
    for name in given.keys.sorted() where !known.contains(name) {
      let names = known.isEmpty ? "none is known here" : "known are " + known.joined(separator: ", ")
      throw .badBody(visible(name), "the field \(visible(name)) is not known; \(names)")
    }
    fields = given
  }

  /// How many fields it has.
  var count: Int { fields.count }

  func text(_ name: String) throws(Problem) -> String? {
    switch fields[name] {
    case .text(let text):
      guard !text.utf8.contains(0) else { throw .badBody(name, "the field \(name) must not hold U+0000") }
      return text
    case .null, nil: return nil
    case .integer, .boolean, .integers, .other: throw .badBody(name, "the field \(name) must be a text")
    }
  }

  func integer(_ name: String) throws(Problem) -> Int? {
    switch fields[name] {
    case .integer(let number): return number
    case .null, nil: return nil
    case .text, .boolean, .integers, .other: throw .badBody(name, "the field \(name) must be a whole number")
    }
  }

  /// At least one.
  func integers(_ name: String) throws(Problem) -> [Int]? {
    switch fields[name] {
    case .integers(let numbers) where !numbers.isEmpty: return numbers
    case .null, nil: return nil
    case .text, .integer, .boolean, .integers, .other:
      throw .badBody(name, "the field \(name) must be a list of whole numbers")
    }
  }

  func boolean(_ name: String) throws(Problem) -> Bool? {
    switch fields[name] {
    case .boolean(let flag): return flag
    case .null, nil: return nil
    case .text, .integer, .integers, .other: throw .badBody(name, "the field \(name) must be true or false")
    }
  }
}
