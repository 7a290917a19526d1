/// A JSON value (RFC 8259) whose objects keep the order of their keys.
enum JSONValue {
  case string(String)
  case integer(Int64)
  /// Four places.
  case decimal(Double)
  case array([JSONValue])
  case object([(key: String, value: JSONValue?)])

  /// Indented, for people too; what is nil is left out.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .string(let text): return Escaping.json(text)
    case .integer(let number): return String(number)
    case .decimal(let number): return Self.decimal(number)
    case .array(let values):
      if values.isEmpty { return "[]" }
      return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let fields):
      let lines = fields.compactMap { key, value in
        value.map { inner + Escaping.json(key) + ": " + $0.text(indent: inner) }
      }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func decimal(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e9 else { return "null" }
    let scaled = Int((abs(number) * 10_000).rounded())
    let fraction = String(scaled % 10_000 + 10_000).dropFirst()
    return "\(number < 0 && scaled > 0 ? "-" : "")\(scaled / 10_000).\(fraction)"
  }
}
