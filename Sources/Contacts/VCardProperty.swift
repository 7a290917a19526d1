/// A content line of a vCard: `item1.TEL;TYPE=CELL:+62…` (RFC 6350 §3.3).
struct VCardProperty {
  /// In capitals, without its group.
  let name: String
  private let parameters: [String]
  private let value: String

  /// Nil for a line without a name and a colon.
  init?(_ line: String) {
    guard let colon = Self.colon(in: line) else { return nil }
    let pieces = Self.split(line[..<colon])
    guard let first = pieces.first, let name = first.split(separator: ".").last, !name.isEmpty,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
    else { return nil }
    self.name = name.uppercased()
    parameters = pieces.dropFirst().map { $0.uppercased() }
    value = String(line[line.index(after: colon)...])
  }

  /// Whether the value is `VCARD`.
  var isCard: Bool { value.trimmingSpaces.uppercased() == "VCARD" }

  /// The value with its transfer encoding and escapes undone.
  var text: String { Self.unescaped(plain) }

  /// The value of `N`: family name, given name, further names, before and after: as people say it.
  var personName: String {
    let fields = Self.fields(of: plain).map { Self.unescaped($0).trimmingSpaces }
    func field(_ index: Int) -> String { fields.indices.contains(index) ? fields[index] : "" }
    return [field(3), field(1), field(2), field(0), field(4)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A telephone number; 4.0 may write it as a URI (`tel:+62-812;ext=5`, RFC 3966).
  var telephone: String {
    var number = text
    guard number.prefix(4).lowercased() == "tel:" else { return number }
    number.removeFirst(4)
    return String(number.prefix { $0 != ";" })
  }

  /// The value with its transfer encoding undone.
  private var plain: String {
    parameters.contains { $0.contains("QUOTED-PRINTABLE") } ? QuotedPrintable.decode(value) : value
  }

  /// The colon that ends the name; parameters may have others in quotation marks.
  private static func colon(in line: String) -> String.Index? {
    var isQuoted = false
    for index in line.indices {
      if line[index] == "\"" { isQuoted.toggle() }
      if line[index] == ":", !isQuoted { return index }
    }
    return nil
  }

  private static func split(_ head: Substring) -> [String] {
    var pieces = [""]
    var isQuoted = false
    for character in head {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    return pieces
  }

  /// Split at semicolons that are not escaped.
  private static func fields(of value: String) -> [String] {
    var fields = [""]
    var isEscaped = false
    for character in value {
      if character == ";", !isEscaped { fields.append("") } else { fields[fields.count - 1].append(character) }
      isEscaped = character == "\\" && !isEscaped
    }
    return fields
  }

  /// `\n`, `\,`, `\;`, `\:` and `\\` (RFC 6350 §3.4). Line ends become spaces: a name is one line.
  private static func unescaped(_ value: String) -> String {
    var result = ""
    var isEscaped = false
    for character in value {
      if isEscaped {
        result.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character.isNewline ? " " : character)
      }
    }
    return result
  }
}

/// RFC 2045 §6.7, as vCard 2.1 uses it for names.
enum QuotedPrintable {
  static func decode(_ text: String) -> String {
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "="), rest.count >= 2, let value = UInt8(hexadecimal: rest.prefix(2)) else {
        octets.append(octet)
        continue
      }
      octets.append(value)
      rest = rest.dropFirst(2)
    }
    return FileText.text(octets)
  }
}

extension UInt8 {
  /// Two hexadecimal digits, as ASCII.
  fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
    self.init(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
