/// What senders do to words so that filters miss them, for measuring how well the normaliser undoes it.
///
/// Only words of four letters or more are changed, or the spaces between all: numbers, links and abbreviations must stay usable
/// for the victim.
public enum Obfuscation: String, Sendable, CaseIterable {
  /// `h a d i a h`
  case spaces
  /// `h.a.d.i.a.h`
  case dots
  /// `h4d14h`
  case leet
  /// Cyrillic and Greek letters among the Latin ones.
  case homoglyphs
  /// Zero-width spaces and joiners between letters.
  case zeroWidth = "zero-width"
  /// Mathematical bold letters.
  case mathematical
  /// `h🔥a🔥d🔥i🔥a🔥h`
  case emoji
  /// `hdh`
  case missingVowels = "missing-vowels"
  /// Another of these for every word.
  case mixed
  /// `h a d i a h`, and no wider gap between words.
  case closeSpaces = "close-spaces"
  /// `h@d!@h`
  case signs
  /// `ndn`: vowels at the beginning are missing, too.
  case allVowels = "all-vowels"
  /// `Anda.menang.hadiah`
  case joined

  /// The text with its words disguised.
  public func apply(to text: String) -> String {
    if self == .joined { return text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: ".") }
    var result = ""
    for (position, chunk) in text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let disguised = disguise(chunk, position)
      // Set-apart letters need a wider gap between words, or hardly anybody could read them.
      let isWide = self != .closeSpaces && disguised.contains(" ")
      if position > 0 { result += isWide ? "  " : " " }
      result += isWide ? disguised + " " : disguised
    }
    return result
  }

  private func disguise(_ chunk: Substring, _ position: Int) -> String {
    let letters = chunk.unicodeScalars.count { $0.properties.isAlphabetic }
    guard letters >= 4,
      chunk.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || ",!?\"'()".unicodeScalars.contains($0) })
    else {
      return String(chunk)
    }
    return switch self {
    case .spaces, .closeSpaces: Self.joined(chunk, by: " ")
    case .dots: Self.joined(chunk, by: ".")
    case .leet:
      Self.replaced(
        chunk, ["a": "4", "i": "1", "e": "3", "o": "0", "s": "5", "A": "4", "I": "1", "E": "3", "O": "0", "S": "5"])
    case .homoglyphs:
      Self.replaced(
        chunk,
        ["a": "а", "e": "е", "o": "о", "p": "р", "i": "і", "c": "с", "A": "Α", "N": "Ν", "I": "Ι", "T": "Τ", "S": "Ѕ"])
    case .zeroWidth: Self.joined(chunk, by: "\u{200B}\u{2060}")
    case .mathematical: Self.mathematical(chunk)
    case .emoji: Self.joined(chunk, by: "🔥")
    case .signs:
      Self.replaced(
        chunk, ["a": "@", "i": "!", "e": "3", "o": "0", "s": "$", "A": "@", "I": "!", "E": "3", "O": "0", "S": "$"])
    case .missingVowels: Self.withoutVowels(chunk)
    case .allVowels: String(chunk.filter { !"aeiouAEIOU".contains($0) })
    case .joined: String(chunk)
    case .mixed: Self.cycle[position % Self.cycle.count].disguise(chunk, position)
    }
  }

  private static let cycle: [Obfuscation] = [.spaces, .leet, .homoglyphs, .dots, .zeroWidth, .mathematical, .emoji]

  private static func joined(_ chunk: Substring, by separator: String) -> String {
    chunk.map(String.init).joined(separator: separator)
  }

  private static func replaced(_ chunk: Substring, _ table: [Character: Character]) -> String {
    String(chunk.map { table[$0] ?? $0 })
  }

  private static func mathematical(_ chunk: Substring) -> String {
    chunk.unicodeScalars.reduce(into: "") { result, scalar in
      let value: UInt32 =
        switch scalar.value {
        case 0x41...0x5A: 0x1D400 + scalar.value - 0x41
        case 0x61...0x7A: 0x1D41A + scalar.value - 0x61
        default: scalar.value
        }
      result.unicodeScalars.append(Unicode.Scalar(value) ?? scalar)
    }
  }

  /// All but a vowel at the beginning.
  private static func withoutVowels(_ chunk: Substring) -> String {
    String(chunk.enumerated().filter { $0.offset == 0 || !"aeiouAEIOU".contains($0.element) }.map(\.element))
  }
}
