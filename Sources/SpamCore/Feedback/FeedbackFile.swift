internal import Digest

extension Feedback {
  private static let magic = "PLPRTEA2"
  /// What was exported for a model of 2^16 weights a class has indices of two octets.
  private static let oldMagic = "PLPRTEAC"

  /// The exported form: magic, model version, decisions, changes, SHA-256; all numbers little-endian.
  public var exported: [UInt8] {
    var writer = OctetWriter()
    writer.octets.append(contentsOf: Self.magic.utf8)
    let version = Array(modelVersion.utf8.prefix(255))
    writer.octets.append(UInt8(version.count))
    writer.octets.append(contentsOf: version)
    writer.write(UInt32(decisions.count))
    for decision in decisions {
      writer.octets.append(UInt8(decision.label.index))
      for value in decision.sketch.values { writer.write(value) }
    }
    writer.write(UInt32(changes.count))
    for (index, change) in changes.sorted(by: { $0.key < $1.key }) {
      writer.write(index)
      writer.write(change)
    }
    var digest = SHA256()
    digest.update(writer.octets)
    return writer.octets + digest.finalize()
  }

  /// Reads an export; refuses one that is damaged or exceeds the bounds.
  public init(exported octets: [UInt8]) throws(FeedbackError) {
    do throws(ModelError) {
      self = try octets.withUnsafeBufferPointer { octets throws(ModelError) in try Self.read(octets) }
    } catch {
      switch error {
      case .truncated(let octet), .invalid(_, let octet): throw .invalid(octet: octet)
      case .notAModel, .unsupportedVersion, .digestMismatch, .normalizerMismatch, .featureMismatch:
        throw .invalid(octet: 0)
      }
    }
  }

  private static func read(_ octets: UnsafeBufferPointer<UInt8>) throws(ModelError) -> Feedback {
    var reader = OctetReader(octets: octets)
    let found = try reader.take(magic.utf8.count)
    let isOld = found.elementsEqual(oldMagic.utf8)
    guard isOld || found.elementsEqual(magic.utf8), octets.count > 32 else { throw .notAModel }
    var digest = SHA256()
    digest.update(octets.dropLast(32))
    guard digest.finalize().elementsEqual(octets.suffix(32)) else { throw .digestMismatch }
    let length = try Int(reader.take(1).first ?? 0)
    var feedback = Feedback(modelVersion: String(decoding: try reader.take(length), as: UTF8.self))
    let decisions = try reader.uint32()
    guard decisions <= maximumDecisions else { throw .invalid(field: "decisions", octet: reader.at) }
    for _ in 0..<decisions {
      let label = try Int(reader.take(1).first ?? 0)
      var values: [UInt32] = []
      for _ in 0..<MinHash.length { values.append(try reader.uint32()) }
      guard label < Label.allCases.count, let sketch = MinHash(values: values) else {
        throw .invalid(field: "decision", octet: reader.at)
      }
      feedback.decisions.append(Decision(sketch: sketch, label: Label.allCases[label]))
    }
    let changes = try reader.uint32()
    guard changes <= maximumWeights else { throw .invalid(field: "changes", octet: reader.at) }
    for _ in 0..<changes {
      let index = try isOld ? UInt32(reader.uint16()) : reader.uint32()
      let change = try reader.vector("change")
      guard index < FeatureSpace.size, change.max() <= maximumChange, change.min() >= -maximumChange else {
        throw .invalid(field: "change", octet: reader.at)
      }
      feedback.changes[index] = change
    }
    guard reader.at + 32 == octets.count else { throw .invalid(field: "length", octet: reader.at) }
    return feedback
  }
}
