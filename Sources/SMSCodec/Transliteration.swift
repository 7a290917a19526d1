extension GSM7 {
  /// The text with characters that the GSM 7-bit default alphabet lacks replaced by the nearest that it has: typographic
  /// quotes, dashes and spaces, letters without their accents, Greek letters by their like. What has no such neighbour
  /// stays, so the result may still not be encodable.
  public static func transliterate(_ text: some StringProtocol) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      if let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 {
        result += substitute(scalar)
      } else {
        result += substitute(character)
      }
    }
    return result
  }

  private static func substitute(_ scalar: Unicode.Scalar) -> String {
    if let substitute = substitutes[Character(scalar)], septetCount(String(scalar)) == nil { return substitute }
    // Full-width forms of ASCII.
    if (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
      return String(ascii)
    }
    return String(scalar)
  }

  /// A character of several scalars: a letter with combining accents, which equals its composed form if there is one.
  private static func substitute(_ character: Character) -> String {
    if let substitute = substitutes[character] { return substitute }
    guard let base = character.unicodeScalars.first, !(0x0300...0x036F).contains(base.value) else {
      return String(character)
    }
    let others = character.unicodeScalars.dropFirst().filter { !isDroppable($0) }
    return others.isEmpty ? substitute(base) : String(character)
  }

  /// Combining accents, joiners and variation selectors.
  private static func isDroppable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F: true
    default: false
    }
  }

  /// Keyed by character, so that canonically equivalent spellings are found. The accented letters that the alphabet has
  /// are their own substitutes, for the spellings with a combining accent.
  private static let substitutes: [Character: String] = {
    var substitutes: [Character: String] = [:]
    for character in "£¥èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà" { substitutes[character] = String(character) }
    for (substitute, characters) in substitutions {
      for character in characters { substitutes[character] = substitute }
    }
    return substitutes
  }()

  private static let substitutions: [(String, [Character])] =
    [
      ("'", ["\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{2032}", "\u{2039}", "\u{203A}", "\u{60}", "\u{B4}"]),
      ("'", ["\u{2BC}", "\u{2BB}", "\u{2C8}"]),
      ("\"", ["\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{2033}", "\u{AB}", "\u{BB}"]),
      ("-", ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}", "\u{2043}"]),
      (" ", ["\u{A0}", "\u{2000}", "\u{2001}", "\u{2002}", "\u{2003}", "\u{2004}", "\u{2005}", "\u{2006}", "\t"]),
      (" ", ["\u{2007}", "\u{2008}", "\u{2009}", "\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}"]),
      ("", ["\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{FEFF}"]),
      ("\n", ["\u{2028}", "\u{2029}", "\u{85}", "\u{B}"]),
      ("...", ["\u{2026}"]), ("*", ["\u{2022}", "\u{25CF}", "\u{2605}", "\u{2217}"]), (".", ["\u{B7}", "\u{2024}"]),
      ("TM", ["\u{2122}"]), ("(C)", ["\u{A9}"]), ("(R)", ["\u{AE}"]), ("x", ["\u{D7}"]), ("/", ["\u{F7}", "\u{2044}"]),
      ("1/4", ["\u{BC}"]), ("1/2", ["\u{BD}"]), ("3/4", ["\u{BE}"]), ("1", ["\u{B9}"]), ("2", ["\u{B2}"]),
      ("3", ["\u{B3}"]), ("|", ["\u{A6}"]), ("+-", ["\u{B1}"]), ("No.", ["\u{2116}"]), ("->", ["\u{2192}"]),
      ("<-", ["\u{2190}"]), ("fi", ["\u{FB01}"]), ("fl", ["\u{FB02}"]), ("OE", ["Œ"]), ("oe", ["œ"]),
      ("IJ", ["Ĳ"]), ("ij", ["ĳ"]), ("TH", ["Þ"]), ("th", ["þ"]), ("SS", ["ẞ"]), ("C", ["\u{A2}"]), (",", ["\u{201A}"]),
    ] + accented + greek

  /// By what remains without the accent. The alphabet's code for c with cedilla is the capital.
  private static let accented: [(String, [Character])] = [
    ("A", Array("ÁÀÂÃĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ")), ("a", Array("áâãāăąǎạảấầẩẫậắằẳẵặª")), ("Ç", ["ç"]),
    ("C", Array("ĆĈĊČ")), ("c", Array("ćĉċč")), ("D", Array("ĎĐÐ")), ("d", Array("ďđð")),
    ("E", Array("ÈÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ")), ("e", Array("êëēĕėęěẹẻẽếềểễệ")), ("G", Array("ĜĞĠĢǦ")), ("g", Array("ĝğġģǧ")),
    ("H", Array("ĤĦ")), ("h", Array("ĥħ")), ("I", Array("ÌÍÎÏĨĪĬĮİỈỊ")), ("i", Array("íîïĩīĭįıỉị")), ("J", ["Ĵ"]),
    ("j", ["ĵ"]), ("K", ["Ķ"]), ("k", ["ķ", "ĸ"]), ("L", Array("ĹĻĽĿŁ")), ("l", Array("ĺļľŀł")), ("N", Array("ŃŅŇŊ")),
    ("n", Array("ńņňŋ")), ("O", Array("ÒÓÔÕŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ")), ("o", Array("óôõōŏőơọỏốồổỗộớờởỡợº")),
    ("R", Array("ŔŖŘ")), ("r", Array("ŕŗř")), ("S", Array("ŚŜŞŠȘ")), ("s", Array("śŝşšșſ")), ("T", Array("ŢŤŦȚ")),
    ("t", Array("ţťŧț")), ("U", Array("ÙÚÛŨŪŬŮŰŲƯỤỦỨỪỬỮỰ")), ("u", Array("úûũūŭůűųưụủứừửữự")), ("W", ["Ŵ"]),
    ("w", ["ŵ"]),
    ("Y", Array("ÝŶŸỲỴỶỸ")), ("y", Array("ýÿŷỳỵỷỹ")), ("Z", Array("ŹŻŽ")), ("z", Array("źżž")),
  ]

  /// The alphabet has the Greek capitals that look unlike Latin ones; the others are Latin there.
  private static let greek: [(String, [Character])] = [
    ("A", Array("ΑΆαά")), ("B", Array("Ββ")), ("Γ", ["γ"]), ("Δ", ["δ"]), ("E", Array("ΕΈεέ")), ("Z", Array("Ζζ")),
    ("H", Array("ΗΉηή")), ("Θ", ["θ"]), ("I", Array("ΙΊΪιίϊΐ")), ("K", Array("Κκ")), ("Λ", ["λ"]), ("M", Array("Μμµ")),
    ("N", Array("Νν")), ("Ξ", ["ξ"]), ("O", Array("ΟΌοό")), ("Π", ["π"]), ("P", Array("Ρρ")), ("Σ", Array("σς")),
    ("T", Array("Ττ")), ("Y", Array("ΥΎΫυύϋΰ")), ("Φ", ["φ"]), ("X", Array("Χχ")), ("Ψ", ["ψ"]), ("Ω", Array("Ώωώ")),
  ]
}
