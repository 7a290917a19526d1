extension GSM7 {
  /// Characters to septets.
  struct Encoder {
    /// Where a character is.
    struct Code {
      var septet: UInt8
      var isExtension: Bool
      var length: Int { isExtension ? 2 : 1 }
    }

    private let base: ReverseTable
    private let shifted: ReverseTable

    init(_ tables: Tables) {
      base = reverseLockingShiftTable(tables.locking)
      shifted = reverseSingleShiftTable(tables.singleShift)
    }

    /// The code of a character, in the base table when it is in both.
    func code(_ scalar: Unicode.Scalar) -> Code? {
      if let septet = base[scalar] { return Code(septet: septet, isExtension: false) }
      if let septet = shifted[scalar] { return Code(septet: septet, isExtension: true) }
      return nil
    }
  }

  /// The code of each character of a table.
  struct ReverseTable: Sendable {
    private static let none: UInt8 = 0xFF
    /// For characters below 256, which is nearly all of them in the Latin tables.
    private var latin = [UInt8](repeating: none, count: 256)
    private var others: [UInt16: UInt8] = [:]

    init(_ table: [UInt16]) {
      for (code, scalar) in table.enumerated() where scalar != unassigned {
        let septet = UInt8(truncatingIfNeeded: code)
        if scalar < 256 {
          if latin[Int(scalar)] == Self.none { latin[Int(scalar)] = septet }
        } else {
          others[scalar] = septet
        }
      }
    }

    subscript(scalar: Unicode.Scalar) -> UInt8? {
      if scalar.value < 256 {
        let septet = latin[Int(scalar.value)]
        return septet == Self.none ? nil : septet
      }
      guard let unit = UInt16(exactly: scalar.value) else { return nil }
      return others[unit]
    }
  }

  private static let reverseLocking = ([nil] + NationalLanguage.allCases).map { ReverseTable(lockingShiftTable($0)) }
  private static let reverseSingle = ([nil] + NationalLanguage.allCases).map { ReverseTable(singleShiftTable($0)) }

  static func reverseLockingShiftTable(_ language: NationalLanguage?) -> ReverseTable {
    reverseLocking[Int(language?.rawValue ?? 0)]
  }

  static func reverseSingleShiftTable(_ language: NationalLanguage?) -> ReverseTable {
    reverseSingle[Int(language?.rawValue ?? 0)]
  }
}
