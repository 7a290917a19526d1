/// The name of a message storage (3GPP TS 27.005 §3.1): `SM`, `ME`, `MT`, `SR`, `BM`, `TA`, or a vendor's.
public enum StorageName {
  /// Whether a name may go into a command: it came from outside.
  public static func isValid(_ name: some StringProtocol) -> Bool {
    (1...8).contains(name.utf8.count)
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x5F }
  }
}

/// The answer to `AT+CPMS=?`: which storages may be `<mem1>`, `<mem2>`, `<mem3>` (3GPP TS 27.005 §3.2.2).
public struct StorageChoices: Sendable, Hashable {
  /// For reading and deleting.
  public var reading: [String]
  /// For writing and sending.
  public var writing: [String]
  /// For receiving; nil when the modem has no third parameter.
  public var receiving: [String]?

  /// Reads `+CPMS: …` in its many shapes, Wavecom's doubly bracketed one among them.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CPMS" else { return nil }
    // Wavecom: (("SM","BM","SR"),("SM")): one pair of parentheses around all.
    var text = line.text[...].trimmed
    if text.hasPrefix("(("), text.hasSuffix("))") { text = text.dropFirst().dropLast() }
    let lists = ATValue.parse(text).map { value in
      value.elements.compactMap(\.text).filter { StorageName.isValid($0) }
    }
    reading = lists.first ?? []
    writing = lists.count > 1 ? lists[1] : []
    receiving = lists.count > 2 ? lists[2] : nil
  }
}

/// How full a storage is.
public struct StorageLevel: Sendable, Hashable {
  /// Its name; nil when the answer does not repeat it.
  public var name: String?
  /// Messages in it.
  public var used: Int
  /// Messages it can hold.
  public var total: Int

  /// A level by its fields.
  public init(name: String? = nil, used: Int, total: Int) {
    self.name = name
    self.used = used
    self.total = total
  }

  /// Reads `+CPMS: "SM",3,30,"SM",3,30,…` (query) and `+CPMS: 3,30,3,30,…` (answer to setting). Some modems answer a
  /// query with commas only: that gives an empty list.
  public static func parse(_ line: ResultLine) -> [StorageLevel]? {
    guard line.name.uppercased() == "+CPMS" else { return nil }
    var levels: [StorageLevel] = []
    var name: String?
    var numbers: [Int] = []
    for value in line.values {
      if let number = value.number, number >= 0 {
        numbers.append(number)
        if numbers.count == 2 {
          levels.append(StorageLevel(name: name, used: numbers[0], total: numbers[1]))
          numbers = []
          name = nil
        }
      } else if let text = value.text, !text.isEmpty {
        name = text
        numbers = []
      }
    }
    return levels
  }
}

/// The answer to `AT+CMGD=?`: `+CMGD: (0,1,2),(0-4)` (3GPP TS 27.005 §3.5.4).
public struct DeleteRange: Sendable, Hashable {
  /// Slots that hold a message, or, with many modems, that exist.
  public var indexes: [Int]

  /// Reads the line; nil when it is another one.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CMGD", let first = line.values.first else { return nil }
    indexes = first.numbers.filter { $0 >= 0 }
  }
}
