/// What each code point of the alphabetic blocks looks like in ASCII, 64 a row.
///
/// Latin letters come from their Unicode decompositions (NFKD without the marks), the rest is what a reader takes the
/// glyph for: Cyrillic, Greek, Armenian and Cherokee letters stand here for the Latin letter they imitate. One flat
/// table instead of the Unicode database, because a pure room has no Foundation and one lookup a character is enough.
enum FoldTable {
  /// Nothing is left of it: marks, joiners, direction controls.
  static let removed = UInt8(ascii: "~")
  /// A letter of a script without Latin look-alikes: it stays as it is.
  static let kept = UInt8(ascii: "`")
  /// A symbol or emoji between words.
  static let symbol = UInt8(ascii: "^")

  /// One past the last code point of `table`.
  static let limit: UInt32 = 0x2C80

  /// The answer for every code point below `limit`.
  static let table: [UInt8] = {
    var table = [UInt8](repeating: kept, count: Int(limit))
    for point in 0x2190..<0x2C00 { table[point] = symbol }
    for (start, row) in rows {
      row.withUTF8Buffer { for (offset, octet) in $0.enumerated() { table[start + offset] = octet } }
    }
    return table
  }()

  private static let rows: [(start: Int, row: StaticString)] = [
    (0x0080, #"                                      ^  ^a' ~^ ^ 23'u . 1o'113 "#),
    (0x00C0, #"AAAAAA`CEEEEIIIIDNOOOOOxOUUUUYP`aaaaaa`ceeeeiiiidnooooo ouuuuypy"#),
    (0x0100, #"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLl`"#),
    (0x0140, #"`LlNnNnNn`NnOoOoOo``RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"#),
    (0x0180, #"bBBbbb`CcDDDdoEeEFfGYhlIKklaWNnOOo``Pp`2sEltTtTUuUVYyZz3````````"#),
    (0x01C0, #"l``iDDdLLlNNnAaIiOoUuUuUuUuUueAaAa``GgGgKkOoOo3zjDDdGgHPNnAa``Oo"#),
    (0x0200, #"AaAaEeEeIiIiOoOoRrRrUuUuSsTt`3HhNdOoZzAaEeOoOoOoOoYylntjdqACcLTs"#),
    (0x0240, #"z22BUAEeJjQqRrYyaaabccddeeeeeeejgggyyhhhiiilllzmwmnnnoEoorrrrrrr"#),
    (0x0280, #"rrsfflltuuvvmyyzzzzpppco````````````````````````hhjrrrrwy'~''~~~"#),
    (0x02C0, #"~~    ~~~~~~~~~~~~              ylsxp       ~ ~                 "#),
    (0x0300, #"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"#),
    (0x0340, #"~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~````` ``  ````;`"#),
    (0x0380, #"      A.EHI O YOiABrAEZHOIKAMN`OnP ETYOX`OIYaeniuabydeznoikluveo"#),
    (0x03C0, #"npcotuoxywiuouw`boYYYow`````````````````````````kpcjOe ``CM`````"#),
    (0x0400, #"EE`rESIIJ```KnY`AbBrAEx3nnKnMHOnPCTYoXuywwbbbeoRabbraex3nnknmhon"#),
    (0x0440, #"pctyoxuywwbbbeoree`resiij```kny`Ww``````````````````VvVv````````"#),
    (0x0480, #"``^~~~~~~~``````rrrr``````Kk``````Hh``````````YyYyXx``````hh`e``"#),
    (0x04C0, #"Ixx````````````lAaAa``Eeaaaaxx33``nnnnOoooooeeYyYyYyyy``bb``````"#),
    (0x0500, #"`d``````````Gg`````````````qWw`````````````````` Uf`rtQ```d`L``U"#),
    (0x0540, #"H```U```N````U`SPgr`PO`  `      `wpq`bq````h```uh`n``j``n```nu`u"#),
    (0x1380, #"````````````````^^^^^^^^^^      DRT``i````AJE`Pt`h`W``GM```H`Y``"#),
    (0x13C0, #"Gn`Z````````U`4b``R`WS`J`VS```LC``P```Kd``````6`````B`  ``````  "#),
    (0x1D00, #"aa`bcddeeijklmnoooooo```prrtuuumvwz`````````A`B`DEEGHIJKLMN`OOPR"#),
    (0x1D40, #"TUWaaa`bdeeeeg`kmnoc``ptuumv`bydoxiruvbypox`````````````h```````"#),
    (0x1D80, #"```````````````````````````accdefjghiii``l``mwnnnoosftuvuvmzzzzo"#),
    (0x1E00, #"AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"#),
    (0x1E40, #"MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"#),
    (0x1E80, #"WwWwWwWwWwXxXxYyZzZzZzhtwy`s````AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"#),
    (0x1EC0, #"EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy``````"#),
    (0x1F00, #"aaaaaaaaAAAAAAAAeeeeee  EEEEEE  nnnnnnnnHHHHHHHHiiiiiiiiIIIIIIII"#),
    (0x1F40, #"oooooo  OOOOOO  uuuuuuuu Y Y Y YwwwwwwwwOOOOOOOOaaeenniioouuww  "#),
    (0x1F80, #"aaaaaaaaAAAAAAAAnnnnnnnnHHHHHHHHwwwwwwwwOOOOOOOOaaaaa aaAAAAA i "#),
    (0x1FC0, #"  nnn nnEEHHH   iiii  iiIIII    uuuuppuuYYYYP     www wwOOOOO   "#),
    (0x2000, #"           ~~~~~------  '' ''' '    ....  ~~~~~   '  '   '' !   "#),
    (0x2040, #"    /  ??!                      ~~~~~ ~~~~~~~~~~0i  456789+ =()n"#),
    (0x2080, #"0123456789+ =() aeoxehklmnpst           R                       "#),
    (0x20C0, #"                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~               "#),
    (0x2100, #"aaC^^ccE^^gHHHhhIILl^NN^ PQRRR^^STT^Z^O^Z^KABCeeEF`Mo````i^Fnyrn"#),
    (0x2140, #"     Ddeij^ ^^`^1111212341513571IIIIVVVVIXXXLCDMiiiivvvvixxxlcdm"#),
    (0x2180, #"   ``6   0^^         ^^^^^  ^^^^ ^^ ^^ ^^^^^^^ ^^^^^^^^^^^^^^^^^"#),
    (0x2480, #"((((((((12345678911111111112((((((((((((((((((((((((((ABCDEFGHIJ"#),
    (0x24C0, #"KLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0          123456789 0"#),
    (0x2C40, #"````````````````````````````````LlLPRatHhKkZzAMAavWwvHho`rOejV``"#),
  ]

  /// Letters outside those rows that obfuscators use: Canadian syllabics, small capitals of Latin Extended-D.
  static let strays: [UInt32: UInt8] = {
    let glyphs: [(from: String, to: String)] = [
      ("ᑌᗅᗞᗪᗷᑕᗴᖴᕼᒍᒪᗰᑎᑭᖇᔕᐯᗯ᙭ᗩᑢᑯᑲ", "UADDBCEFHJLMNPRSVWXAcdb"),
      ("ꜰꜱꝛꝑꝓꟾ❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒", "fsrppI123456789123456789123456789"),
    ]
    var strays: [UInt32: UInt8] = [:]
    for (from, to) in glyphs {
      for (glyph, octet) in zip(from.unicodeScalars, to.utf8) { strays[glyph.value] = octet }
    }
    return strays
  }()
}
