/// The GSM 7-bit default alphabet, its extension and the national language tables (3GPP TS 23.038 §6).
public enum GSM7 {
  /// The tables a text is coded with: the default alphabet and its extension where there is no national one.
  public struct Tables: Sendable, Hashable {
    /// The base table.
    public var locking: NationalLanguage?
    /// The extension table, whose characters follow an escape.
    public var singleShift: NationalLanguage?

    /// Creates a choice of tables.
    public init(locking: NationalLanguage? = nil, singleShift: NationalLanguage? = nil) {
      self.locking = locking
      self.singleShift = singleShift
    }

    /// The default alphabet with its extension.
    public static let `default` = Tables()
  }

  /// Escape to the extension table.
  static let escape: UInt8 = 0x1B

  /// Whether every character of the text is in the tables.
  public static func isEncodable(_ text: some StringProtocol, tables: Tables = .default) -> Bool {
    septetCount(text, tables: tables) != nil
  }

  /// The number of septets of the text, characters of the extension counting 2; nil when one is in neither table.
  public static func septetCount(_ text: some StringProtocol, tables: Tables = .default) -> Int? {
    let encoder = Encoder(tables)
    var count = 0
    for scalar in text.unicodeScalars {
      guard let code = encoder.code(scalar) else { return nil }
      count += code.length
    }
    return count
  }

  /// The septets of the text; nil when a character is in neither table.
  public static func septets(of text: some StringProtocol, tables: Tables = .default) -> [UInt8]? {
    let encoder = Encoder(tables)
    var septets: [UInt8] = []
    septets.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let code = encoder.code(scalar) else { return nil }
      if code.isExtension { septets.append(escape) }
      septets.append(code.septet)
    }
    return septets
  }

  /// The first character of the text that is in neither table.
  public static func firstUnencodable(in text: some StringProtocol, tables: Tables = .default) -> Unicode.Scalar? {
    let encoder = Encoder(tables)
    return text.unicodeScalars.first { encoder.code($0) == nil }
  }

  /// The text of septets. What is not assigned in the extension is read in the base table; what is not assigned there is
  /// a space, as are two escapes and an escape at the end (3GPP TS 23.038 §6.2.1.1). Bit 8 is ignored.
  public static func text(ofSeptets septets: [UInt8], tables: Tables = .default) -> String {
    var decoder = Decoder(tables)
    return String(unsafeUninitializedCapacity: septets.count * 3) { buffer in
      var writer = UTF8Writer(buffer)
      for septet in septets { decoder.decode(septet & 0x7F, into: &writer) }
      decoder.finish(into: &writer)
      return writer.count
    }
  }

  /// The text of septets that are all below 128 and do not end in an escape.
  ///
  /// - Throws: ``PDUError/Reason/valueOutOfRange(_:)`` with the septet, at its index.
  public static func text(validating septets: [UInt8], tables: Tables = .default) throws(PDUError) -> String {
    for (index, septet) in septets.enumerated() where septet > 0x7F {
      throw PDUError(.valueOutOfRange(Int(septet)), field: "septets", offset: index)
    }
    let escapes = septets.reversed().prefix { $0 == escape }.count
    guard escapes % 2 == 0 else {
      throw PDUError(.valueOutOfRange(Int(escape)), field: "septets", offset: septets.count - 1)
    }
    return text(ofSeptets: septets, tables: tables)
  }

  /// The text of packed septets that start at a bit of the octets; fewer when the octets hold fewer.
  public static func decode(
    packed octets: [UInt8], septets: Int, firstBit: Int = 0, tables: Tables = .default
  ) -> String {
    guard firstBit >= 0 else { return "" }
    let available = max(0, octets.count * 8 - firstBit) / 7
    let count = min(max(septets, 0), available)
    var decoder = Decoder(tables)
    return String(unsafeUninitializedCapacity: count * 3) { buffer in
      var writer = UTF8Writer(buffer)
      octets.withUnsafeBytes { octets in
        decoder.decode(packed: octets, count: count, firstBit: firstBit, into: &writer)
      }
      decoder.finish(into: &writer)
      return writer.count
    }
  }
}
