/// Reads the text exposition of Prometheus, version 0.0.4, more strictly than Prometheus does.
struct MetricsChecker {
  private let text: String
  private(set) var families: [String: String] = [:]
  private(set) var samples = 0
  private var wrong: [String] = []
  private var seen: Set<String> = []
  private var current = ""
  private var buckets: [String: [(bound: Double, count: Double)]] = [:]
  private var counts: [String: Double] = [:]
  private var sums: Set<String> = []

  init(_ text: String) { self.text = text }

  mutating func faults() -> [String] {
    if !text.hasSuffix("\n") { wrong.append("the last line does not end") }
    for line in text.split(separator: "\n") { read(line) }
    for (family, type) in families where type == "histogram" { checkHistogram(family) }
    return wrong
  }

  private mutating func read(_ line: Substring) {
    if line.hasPrefix("#") { return readComment(line) }
    let pattern = #/([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\n"])*",?)*)\})? (\S+)/#
    guard let match = line.wholeMatch(of: pattern) else { return wrong.append("no sample: \(line)") }
    let (name, labels) = (String(match.1), String(match.2 ?? ""))
    guard let value = Double(match.3) else { return wrong.append("no value: \(match.3)") }
    samples += 1
    if !seen.insert("\(name){\(labels)}").inserted { wrong.append("twice: \(name)") }
    let family = Self.suffixes.map { String(name.dropLast($0.count)) }.first { base in
      families[base] == "histogram" && name.dropFirst(base.count).wholeMatch(of: #/_bucket|_sum|_count/#) != nil
    }
    guard let type = families[family ?? name] else { return wrong.append("\(name) has no TYPE") }
    if (family ?? name) != current { wrong.append("\(family ?? name) is taken up again") }
    if type == "counter", !name.hasSuffix("_total") { wrong.append("the counter \(name) does not end in _total") }
    if type == "counter", value < 0 { wrong.append("the counter \(name) is below 0") }
    guard let family else { return }
    if name.hasSuffix("_bucket") {
      guard let bound = labels.firstMatch(of: #/le="([^"]+)"/#).flatMap({ Double($0.1.replacing("+Inf", with: "inf")) })
      else { return wrong.append("\(name) has no bound") }
      buckets[family, default: []].append((bound, value))
    } else if name.hasSuffix("_count") {
      counts[family] = value
    } else {
      sums.insert(family)
    }
  }

  private static let suffixes = ["_bucket", "_sum", "_count"]

  private mutating func readComment(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 3)
    guard words.count == 4, words[0] == "#", ["HELP", "TYPE"].contains(words[1]) else {
      return wrong.append("no comment: \(line)")
    }
    guard words[1] == "TYPE" else { return }
    current = String(words[2])
    guard ["gauge", "counter", "histogram"].contains(words[3]) else { return wrong.append("no type: \(words[3])") }
    if families.updateValue(String(words[3]), forKey: current) != nil { wrong.append("\(current) has a second TYPE") }
  }

  private mutating func checkHistogram(_ family: String) {
    let rows = buckets[family, default: []]
    for (left, right) in zip(rows, rows.dropFirst()) where right.bound <= left.bound || right.count < left.count {
      wrong.append("\(family) falls")
    }
    guard let last = rows.last, last.bound == .infinity else { return wrong.append("\(family) has no bucket +Inf") }
    guard let count = counts[family], sums.contains(family) else {
      return wrong.append("\(family) has no sum or count")
    }
    if last.count != count { wrong.append("\(family) counts \(Int(count)), its buckets \(Int(last.count))") }
  }
}
