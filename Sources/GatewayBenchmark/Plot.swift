import Foundation

/// Draws the messages a second of each program as bars, ten times as many for each step to the right.
enum Plot {
  private struct Line: Decodable {
    var run: String
    var program: String
    var rate: Double?

    enum CodingKeys: String, CodingKey {
      case run, program
      case rate = "messages_per_second"
    }
  }

  /// - Parameter results: JSON lines as the runs print them; others are passed over.
  /// - Returns: an SVG; nil when there is nothing to draw.
  static func svg(_ results: String) -> String? {
    let bars = results.split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
      .filter { ($0.rate ?? 0) > 0 }
    guard let most = bars.compactMap(\.rate).max() else { return nil }
    let decades = max(1, Int(log10(most).rounded(.up)) + 1)
    let (left, width, step) = (130.0, 560.0, 26.0)
    // The axis begins at 0.1 a second.
    func x(_ value: Double) -> Double { left + width * max(0, log10(value) + 1) / Double(decades) }
    var runs: [String] = []
    for bar in bars where !runs.contains(bar.run) { runs.append(bar.run) }
    var (grid, parts): ([String], [String]) = ([], [])
    var y = 34.0
    for run in runs {
      parts.append("<text x=\"8\" y=\"\(y)\" font-weight=\"bold\">\(run)</text>")
      y += 10
      for bar in bars where bar.run == run {
        let value = bar.rate ?? 0
        let color = bar.program == "pelapor" ? "#1f6f8b" : "#b8b8b8"
        let end = String(format: "%.1f", x(value))
        let length = String(format: "%.1f", x(value) - left)
        parts.append("<text x=\"8\" y=\"\(y + 14)\">\(bar.program)</text>")
        parts.append("<rect x=\"\(left)\" y=\"\(y)\" width=\"\(length)\" height=\"18\" fill=\"\(color)\"/>")
        let figure = String(format: value < 100 ? "%.3g" : "%.0f", value)
        parts.append("<text x=\"\(end)\" y=\"\(y + 14)\" dx=\"5\">\(figure)</text>")
        y += step
      }
      y += 24
    }
    for decade in 0...decades {
      let place = String(format: "%.1f", left + width * Double(decade) / Double(decades))
      let label = String(format: "%g", pow(10, Double(decade) - 1))
      grid.append("<line x1=\"\(place)\" y1=\"40\" x2=\"\(place)\" y2=\"\(y - 20)\" stroke=\"#dddddd\"/>")
      grid.append("<text x=\"\(place)\" y=\"\(y - 4)\" text-anchor=\"middle\" fill=\"#666666\">\(label)</text>")
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 \(Int(y) + 8)" font-family="sans-serif" font-size="13">
      <rect width="100%" height="100%" fill="white"/>
      <text x="8" y="14" fill="#666666">messages read, stored and deleted a second (logarithmic)</text>
      \((grid + parts).joined(separator: "\n"))
      </svg>

      """
  }
}
