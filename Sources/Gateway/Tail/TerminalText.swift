/// Text in the columns of a terminal.
enum TerminalText {
  /// How many columns a safe text takes: marks none, East Asian letters and most pictographs two.
  static func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: return 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    case 0x200B...0x200D, 0xFE00...0xFE0F: return 0
    case _: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case _: return 1
    }
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Self.width(text)))
  }

  /// At most `limit` columns, with `…` for what is left out.
  static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    return head(text[...], columns: limit - 1) + "…"
  }

  /// Lines of at most `first`, then `rest` columns, broken at spaces where there are any.
  static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var (room, used) = (max(8, first), 0)
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = word
      var columns = width(word)
      if used > 0, used + 1 + columns > room {
        lines.append(line)
        (line, room, used) = ("", max(8, rest), 0)
      } else if used > 0 {
        line += " "
        used += 1
      }
      while columns > room {
        let piece = head(word, columns: room)
        if piece.isEmpty { break }
        lines.append(piece)
        word = word.dropFirst(piece.count)
        columns = width(word)
        room = max(8, rest)
      }
      line += word
      used += columns
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }

  private static func head(_ text: Substring, columns: Int) -> String {
    var (head, used) = ("", 0)
    for character in text {
      let next = width(String(character))
      if used + next > columns { break }
      head.append(character)
      used += next
    }
    return head
  }
}
