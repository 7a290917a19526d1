/// Numbers as text with a fixed number of places, without Foundation.
enum Decimal {
  static func text(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "-" }
    var factor = 1
    for _ in 0..<places { factor *= 10 }
    let scaled = Int((abs(value) * Double(factor)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % factor)
    return "\(sign)\(scaled / factor).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
  }

  /// A share as a percentage with one place.
  static func percent(_ share: Double) -> String { text(share * 100, places: 1) + " %" }
}
