/// Shortens a text to the room there is, keeping what makes it evidence: links, numbers and amounts, then the words
/// around them, then the beginning. What is left out is marked `..`.
enum TextCutter {
  /// `text`, or what fits of it when `whole` makes a report of it; an empty text when nothing fits.
  static func fit(
    _ text: String, maximumParts: Int, whole: (String) -> String
  ) -> (text: String, isCut: Bool) {
    let parts = GSMText.allowed(maximumParts)
    if GSMText.parts(whole(text)) <= parts { return (text, false) }
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    let compact = words.joined(separator: " ")
    if GSMText.parts(whole(compact)) <= parts { return (compact, false) }
    let room = GSMText.capacity(parts: parts) - GSMText.septets(whole(""))
    guard room > minimumRoom else { return ("", true) }
    return (Selection(words: words, room: room).rendered(), true)
  }

  /// Less would hold nothing but marks.
  private static let minimumRoom = 16
}

/// Which words of a text are kept.
private struct Selection {
  private static let mark = ".."
  /// A mark and the space that parts it from a link.
  private static let edgeCost = 3

  private struct Word {
    let text: String
    let septets: Int
    let weight: TokenWeight
  }

  private let words: [Word]
  private let room: Int
  private var isKept: [Bool]
  private var keptCount = 0
  private var keptSeptets = 0
  private var runs = 0

  init(words: [Substring], room: Int) {
    let longest = room - 2 * Self.edgeCost
    self.words = words.map { word in
      let text = Self.shortened(word, to: longest)
      return Word(text: text, septets: GSMText.septets(text), weight: TokenWeight(of: word))
    }
    self.room = room
    isKept = Array(repeating: false, count: words.count)
    keepEvidence()
    keepContext()
  }

  /// Strongest evidence first, so that a link is not lost to many small numbers.
  private mutating func keepEvidence() {
    for weight in [TokenWeight.link, .number, .amount] {
      for index in words.indices where words[index].weight == weight { keep(index) }
    }
  }

  /// The words nearest to the evidence; without evidence, the beginning.
  private mutating func keepContext() {
    if keptCount == 0, !words.isEmpty { keep(0) }
    let distances = distancesToKept()
    let order = words.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    for index in order where isNextToKept(index) { keep(index) }
  }

  private mutating func keep(_ index: Int) {
    guard !isKept[index] else { return }
    let left = index > 0 && isKept[index - 1]
    let right = index + 1 < isKept.count && isKept[index + 1]
    let newRuns = runs + 1 - (left ? 1 : 0) - (right ? 1 : 0)
    let first = index == 0 || isKept.first == true
    let last = index == isKept.count - 1 || isKept.last == true
    let septets = keptSeptets + words[index].septets
    // Words, one space inside a run, " .. " between runs, a mark at either end.
    let spaces = keptCount + 1 - newRuns
    let cost = septets + spaces + 4 * (newRuns - 1) + (first ? 0 : Self.edgeCost) + (last ? 0 : Self.edgeCost)
    guard cost <= room else { return }
    isKept[index] = true
    keptCount += 1
    keptSeptets = septets
    runs = newRuns
  }

  private func isNextToKept(_ index: Int) -> Bool {
    (index > 0 && isKept[index - 1]) || (index + 1 < isKept.count && isKept[index + 1])
  }

  private func distancesToKept() -> [Int] {
    var distances = Array(repeating: Int.max, count: words.count)
    var nearest: Int?
    for index in words.indices {
      if isKept[index] { nearest = index }
      if let nearest { distances[index] = index - nearest }
    }
    nearest = nil
    for index in words.indices.reversed() {
      if isKept[index] { nearest = index }
      if let nearest { distances[index] = min(distances[index], nearest - index) }
    }
    return distances
  }

  func rendered() -> String {
    var pieces: [String] = []
    var isGap = false
    for index in words.indices {
      if isKept[index] {
        if isGap { pieces.append(Self.mark) }
        isGap = false
        pieces.append(words[index].text)
      } else {
        isGap = true
      }
    }
    guard !pieces.isEmpty else { return "" }
    if isGap { pieces.append(Self.mark) }
    return pieces.joined(separator: " ")
  }

  /// A word longer than all the room keeps its beginning: of a link, that is the host.
  private static func shortened(_ word: Substring, to longest: Int) -> String {
    if GSMText.septets(word) <= longest { return String(word) }
    var result = String.UnicodeScalarView()
    var septets = 0
    for scalar in word.unicodeScalars {
      septets += GSMText.septets(String(scalar))
      if septets > longest - mark.count { break }
      result.append(scalar)
    }
    return String(result) + mark
  }
}
