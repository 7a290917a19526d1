internal import Digest

/// The file a model is kept in; all numbers little-endian.
///
/// | octets | what |
/// |---|---|
/// | 8 | magic `PLPRSPAM` |
/// | 4 | format version |
/// | 8 | fingerprint of the normaliser |
/// | 8, 4, 4 | feature seed, hash bits, number of dense features |
/// | 4 | feature families in use |
/// | 4 × 4 | scale of the weights, by class |
/// | 4 × 4 | bias, by class |
/// | dense × 16 | weights of the dense features, four classes each |
/// | 36 × 4 | calibration of the linear model: four rows of eight, then the offsets |
/// | 36 × 4 | calibration of both opinions; only where the second is among the feature families |
/// | 15 × 4, 4 | automatic thresholds by `Stratum`, ask threshold |
/// | 1 + n | version, UTF-8 with its length first |
/// | 2^bits × 2 | weights of hashed features, four bits a class (see `HashedWeights`) |
/// | n | the second opinion, where it is among the feature families (see `WordNetwork`) |
/// | 32 | SHA-256 of all before: what is wanted of a message is read without the rest |
/// | 4 + n | benign bank: the number of its entries, then each (see `BankEntry`) |
/// | 32 | SHA-256 of all before |
enum ModelFile {
  static let magic = "PLPRSPAM"
  static let version: UInt32 = 7

  struct Parts {
    var version: String
    var linear: LinearModel
    var network: WordNetwork?
    var calibrations: Calibrations
    var autoThresholds: [Float]
    var askThreshold: Float
    var bank: [BankEntry]
    var selection: FeatureSelection
  }

  static func write(_ parts: Parts) -> [UInt8] {
    var writer = OctetWriter()
    writer.octets.reserveCapacity(parts.linear.hashed.octets.count + 1024)
    writer.octets.append(contentsOf: magic.utf8)
    writer.write(version)
    writer.write(NormalizerFingerprint.value)
    writer.write(FeatureSpace.seed ^ FeatureSpace.revision)
    writer.write(UInt32(FeatureSpace.hashBits))
    writer.write(UInt32(parts.linear.dense.count))
    writer.write(UInt32(parts.selection.rawValue))
    writer.write(parts.linear.hashed.scale)
    writer.write(parts.linear.bias)
    for weight in parts.linear.dense { writer.write(weight) }
    writer.write(parts.calibrations.first)
    if let both = parts.calibrations.both { writer.write(both) }
    for threshold in parts.autoThresholds { writer.write(threshold.bitPattern) }
    writer.write(parts.askThreshold.bitPattern)
    let label = Array(parts.version.utf8.prefix(255))
    writer.octets.append(UInt8(label.count))
    writer.octets.append(contentsOf: label)
    writer.octets.append(contentsOf: parts.linear.hashed.octets)
    parts.network?.write(to: &writer)
    writer.octets.append(contentsOf: digest(of: writer.octets))
    writer.write(UInt32(parts.bank.count))
    for entry in parts.bank { entry.write(to: &writer) }
    writer.octets.append(contentsOf: digest(of: writer.octets))
    return writer.octets
  }

  /// Reads a whole file.
  static func read(_ octets: UnsafeBufferPointer<UInt8>) throws(ModelError) -> Parts {
    var reader = OctetReader(octets: octets)
    try checkKind(&reader)
    guard octets.count >= 44 else { throw .truncated(octet: octets.count) }
    guard digest(of: octets.dropLast(32)).elementsEqual(octets.suffix(32)) else { throw .digestMismatch }
    var parts = try readHead(&reader, PackedWeights.init(copying:))
    for _ in 0..<min(try reader.uint32(), 65_536) { parts.bank.append(try BankEntry(from: &reader)) }
    guard reader.at + 32 == octets.count else { throw .invalid(field: "length", octet: reader.at) }
    return parts
  }

  /// Reads what comes before the benign bank, which stays empty; `octets` may end there. They stay for as long as the program runs,
  /// and the weights are not copied.
  static func readWithoutBank(staying octets: UnsafeBufferPointer<UInt8>) throws(ModelError) -> Parts {
    var reader = OctetReader(octets: octets)
    try checkKind(&reader)
    return try readHead(&reader, PackedWeights.init(staying:))
  }

  private static func checkKind(_ reader: inout OctetReader) throws(ModelError) {
    guard try reader.take(magic.utf8.count).elementsEqual(magic.utf8) else { throw .notAModel }
    let version = try reader.uint32()
    guard version == Self.version else { throw .unsupportedVersion(version) }
  }

  private static func readHead(
    _ reader: inout OctetReader, _ packed: (UnsafeBufferPointer<UInt8>) -> PackedWeights
  ) throws(ModelError) -> Parts {
    let fingerprint = try reader.uint64()
    guard fingerprint == NormalizerFingerprint.value else {
      throw .normalizerMismatch(model: fingerprint, program: NormalizerFingerprint.value)
    }
    try reader.expect(FeatureSpace.seed ^ FeatureSpace.revision, reader.uint64(), "feature seed")
    try reader.expect(UInt64(FeatureSpace.hashBits), UInt64(reader.uint32()), "hash bits")
    try reader.expect(UInt64(DenseFeatures.count), UInt64(reader.uint32()), "number of dense features")
    let families = try reader.uint32()
    guard families != 0, families <= FeatureSelection.all.rawValue else {
      throw .invalid(field: "feature families", octet: reader.at - 4)
    }
    let scale = try reader.vector("scale")
    let bias = try reader.vector("bias")
    var dense: [SIMD4<Float>] = []
    for _ in 0..<DenseFeatures.count { dense.append(try reader.vector("dense weights")) }
    let selection = FeatureSelection(rawValue: UInt16(families))
    let first = try reader.calibration()
    let both = selection.contains(.network) ? try reader.calibration() : nil
    var auto: [Float] = []
    for _ in Stratum.allCases { auto.append(try reader.probability("automatic threshold")) }
    let ask = try reader.probability("ask threshold")
    let length = try Int(reader.take(1).first ?? 0)
    let label = try reader.take(length)
    let hashed = HashedWeights(packed: packed(try reader.take(FeatureSpace.size * 2)), scale: scale)
    let network = selection.contains(.network) ? try WordNetwork(from: &reader) : nil
    let head = digest(of: reader.octets[..<reader.at])
    guard try reader.take(32).elementsEqual(head) else { throw .digestMismatch }
    return Parts(
      version: String(decoding: label, as: UTF8.self), linear: LinearModel(hashed: hashed, dense: dense, bias: bias),
      network: network, calibrations: Calibrations(first: first, both: both), autoThresholds: auto, askThreshold: ask,
      bank: [], selection: selection)
  }

  private static func digest(of octets: some Collection<UInt8>) -> [UInt8] {
    var digest = SHA256()
    digest.update(octets)
    return digest.finalize()
  }
}

extension OctetWriter {
  fileprivate mutating func write(_ calibration: Calibration) {
    for row in calibration.rows {
      write(row.lowHalf)
      write(row.highHalf)
    }
    write(calibration.offset)
  }
}

extension OctetReader {
  fileprivate mutating func calibration() throws(ModelError) -> Calibration {
    var rows: [SIMD8<Float>] = []
    for _ in 0..<4 { rows.append(SIMD8(lowHalf: try vector("calibration"), highHalf: try vector("calibration"))) }
    return Calibration(rows: rows, offset: try vector("calibration"))
  }
}
