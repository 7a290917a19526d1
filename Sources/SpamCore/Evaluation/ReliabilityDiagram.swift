/// How often messages given a probability of fraud are frauds, in ten steps.
public struct ReliabilityDiagram: Sendable {
  /// One step of 0.1.
  public struct Bin: Sendable, Hashable {
    /// Messages in it.
    public let count: Int
    /// Their mean predicted probability.
    public let predicted: Double
    /// The share of frauds among them.
    public let observed: Double
  }

  /// Ten steps, from 0 to 1.
  public let bins: [Bin]

  /// Mean difference of predicted and observed, weighted by the number of messages.
  public var expectedError: Double {
    let total = bins.reduce(0) { $0 + $1.count }
    guard total > 0 else { return 0 }
    return bins.reduce(0.0) { $0 + abs($1.predicted - $1.observed) * Double($1.count) } / Double(total)
  }

  init(_ outcomes: [(probability: Double, isFraud: Bool)]) {
    var counts = [Int](repeating: 0, count: 10)
    var sums = [Double](repeating: 0, count: 10)
    var frauds = [Int](repeating: 0, count: 10)
    for (probability, isFraud) in outcomes {
      let bin = min(max(Int(probability * 10), 0), 9)
      counts[bin] += 1
      sums[bin] += probability
      if isFraud { frauds[bin] += 1 }
    }
    bins = (0..<10).map { bin in
      let count = Double(max(counts[bin], 1))
      return Bin(count: counts[bin], predicted: sums[bin] / count, observed: Double(frauds[bin]) / count)
    }
  }

  /// The diagram as a stand-alone SVG picture; the area of a dot grows with the number of messages.
  public func svg(title: String) -> String {
    let size = 300.0
    let margin = 40.0
    func x(_ value: Double) -> String { Decimal.text(margin + value * size, places: 1) }
    func y(_ value: Double) -> String { Decimal.text(margin + (1 - value) * size, places: 1) }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 390" font-family="sans-serif" font-size="11">
      <title>\(Self.escaped(title))</title>
      <rect width="380" height="390" fill="#fff"/>
      <rect x="\(x(0))" y="\(y(1))" width="300" height="300" fill="none" stroke="#888"/>
      <line x1="\(x(0))" y1="\(y(0))" x2="\(x(1))" y2="\(y(1))" stroke="#bbb" stroke-dasharray="4 4"/>
      <text x="190" y="24" text-anchor="middle">\(Self.escaped(title))</text>
      <text x="190" y="378" text-anchor="middle">predicted probability of fraud</text>
      <text x="14" y="190" text-anchor="middle" transform="rotate(-90 14 190)">observed share of fraud</text>

      """
    for tick in 0...5 {
      let value = Double(tick) / 5
      svg += "<text x=\"\(x(value))\" y=\"356\" text-anchor=\"middle\">\(Decimal.text(value, places: 1))</text>\n"
      svg += "<text x=\"34\" y=\"\(y(value))\" text-anchor=\"end\">\(Decimal.text(value, places: 1))</text>\n"
    }
    let filled = bins.filter { $0.count > 0 }
    let points = filled.map { "\(x($0.predicted)),\(y($0.observed))" }.joined(separator: " ")
    svg += "<polyline points=\"\(points)\" fill=\"none\" stroke=\"#1f77b4\"/>\n"
    for bin in filled {
      let radius = 2 + min(Double(bin.count).squareRoot() / 8, 8)
      svg +=
        "<circle cx=\"\(x(bin.predicted))\" cy=\"\(y(bin.observed))\" r=\"\(Decimal.text(radius, places: 1))\" fill=\"#1f77b4\"/>\n"
    }
    return svg + "</svg>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
  }
}
