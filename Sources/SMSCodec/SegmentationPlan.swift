/// A text in one alphabet, cut into parts.
struct SegmentationPlan {
  /// The septets of the text, or its octets in UCS-2.
  private let units: [UInt8]
  /// The units of each part.
  private let ranges: [Range<Int>]
  private let alphabet: DCS.Alphabet
  private let tables: GSM7.Tables

  var partCount: Int { ranges.count }

  /// nil when the tables lack a character of the text.
  init?(gsm7 text: String, tables: GSM7.Tables, _ options: Segmentation.Options) throws(PDUError) {
    guard let septets = GSM7.septets(of: text, tables: tables) else { return nil }
    units = septets
    alphabet = .gsm7
    self.tables = tables
    ranges = try Self.cut(septets.count, alphabet, Self.elements(options, tables), options) { end in
      // A part that ends in an escape would leave its character to the next.
      septets[end - 1] == GSM7.escape
    }
  }

  init(ucs2 text: String, _ options: Segmentation.Options) throws(PDUError) {
    let octets = UCS2.octets(of: text)
    units = octets
    alphabet = .ucs2
    tables = .default
    ranges = try Self.cut(octets.count, alphabet, options.elements, options) { end in
      // A part that ends in a high surrogate.
      octets[end - 2] & 0xFC == 0xD8
    }
  }

  private static func elements(_ options: Segmentation.Options, _ tables: GSM7.Tables) -> [InformationElement] {
    options.elements + (tables.singleShift.map { [InformationElement(singleShift: $0)] } ?? [])
      + (tables.locking.map { [InformationElement(lockingShift: $0)] } ?? [])
  }

  /// The units that fit behind a header of these elements.
  private static func capacity(_ alphabet: DCS.Alphabet, _ elements: [InformationElement]) throws(PDUError) -> Int {
    let header = elements.isEmpty ? 0 : 1 + elements.reduce(0) { $0 + 2 + $1.data.count }
    let capacity =
      switch alphabet {
      case .gsm7: (UserData.maximumOctets - header) * 8 / 7
      case .ucs2: (UserData.maximumOctets - header) / 2 * 2
      case .data: UserData.maximumOctets - header
      }
    // Two septets or two units, so that every pair fits.
    guard capacity >= 4 else {
      throw PDUError(.headerTooLong(length: header, available: UserData.maximumOctets), field: "TP-UD.UDH")
    }
    return capacity
  }

  private static func cut(
    _ count: Int, _ alphabet: DCS.Alphabet, _ elements: [InformationElement], _ options: Segmentation.Options,
    splitsPair: (Int) -> Bool
  ) throws(PDUError) -> [Range<Int>] {
    if count <= (try capacity(alphabet, elements)) { return [0..<count] }
    let place = Concatenation(
      reference: options.reference, referenceBits: options.referenceBits, total: 1, sequence: 1)
    let capacity = try capacity(alphabet, [InformationElement(place)] + elements)
    var ranges: [Range<Int>] = []
    var start = 0
    while start < count {
      var end = min(start + capacity, count)
      if end < count, splitsPair(end) { end -= alphabet == .gsm7 ? 1 : 2 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// The parts, whose number must fit an octet.
  func parts(_ options: Segmentation.Options) throws(PDUError) -> [MessagePart] {
    let scheme = DCS(alphabet, messageClass: options.messageClass)
    let total = UInt8(truncatingIfNeeded: ranges.count)
    var parts: [MessagePart] = []
    for (index, range) in ranges.enumerated() {
      var elements = Self.elements(options, tables)
      if ranges.count > 1 {
        let place = Concatenation(
          reference: options.reference, referenceBits: options.referenceBits, total: total,
          sequence: UInt8(truncatingIfNeeded: index + 1))
        elements.insert(InformationElement(place), at: 0)
      }
      let header = elements.isEmpty ? nil : try UserDataHeader(elements)
      let userData =
        alphabet == .gsm7
        ? try UserData(septets: units[range], header: header) : try UserData(data: units[range], header: header)
      parts.append(MessagePart(dataCodingScheme: scheme, userData: userData))
    }
    return parts
  }
}
