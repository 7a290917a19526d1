private import CSpamModel

/// A trained model: weights, calibration and thresholds.
public struct SpamModel: Sendable {
  /// Which training made it, e.g. `2026-11-24`; in every verdict and log line.
  public let version: String
  /// From this probability of fraud on, a person should look.
  public let askThreshold: Double

  /// Four class weights for each hashed feature.
  let weights: [SIMD4<Int8>]
  /// What one step of a weight is worth, by class.
  let scale: SIMD4<Float>
  let dense: [SIMD4<Float>]
  let bias: SIMD4<Float>
  let network: WordNetwork?
  let calibrations: Calibrations
  let selection: FeatureSelection
  /// nil where it is still in the embedded file.
  private let storedBank: [BankEntry]?
  /// Weights with what people taught, in place of the frozen ones; nil without feedback.
  var taught: [SIMD4<Float>]?
  private let autoThresholds: [Float]

  init(parts: ModelFile.Parts) {
    self.init(parts: parts, bank: parts.bank)
  }

  private init(parts: ModelFile.Parts, bank: [BankEntry]?) {
    version = parts.version
    askThreshold = Double(parts.askThreshold)
    weights = parts.weights
    scale = parts.scale
    dense = parts.dense
    bias = parts.bias
    network = parts.network
    calibrations = parts.calibrations
    selection = parts.selection
    storedBank = bank
    autoThresholds = parts.autoThresholds
  }

  /// From this probability of fraud on, the model's half of the automatic band is given.
  public func autoThreshold(for stratum: Stratum) -> Double {
    Double(autoThresholds[stratum.index])
  }

  /// Reads a model file; refuses one that this program's features do not fit.
  public init(bytes: [UInt8]) throws(ModelError) {
    self.init(
      parts: try bytes.withUnsafeBufferPointer { octets throws(ModelError) in try ModelFile.read(octets) })
  }

  /// The model that is part of the program.
  public static func embedded() throws(ModelError) -> SpamModel {
    SpamModel(parts: try ModelFile.readWithoutBank(embeddedFile), bank: nil)
  }

  /// The harmless messages that no lesson may bring into the automatic band. Those of the embedded model are read when they
  /// are wanted, since a daemon that nobody teaches never needs them.
  func bank() throws(ModelError) -> [BankEntry] {
    if let storedBank { return storedBank }
    return try ModelFile.read(Self.embeddedFile).bank
  }

  /// The octets of the embedded model file.
  public static var embeddedBytes: [UInt8] { Array(embeddedFile) }

  private static var embeddedFile: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: pelapor_spam_model_bytes(), count: pelapor_spam_model_length())
  }

  /// The probabilities of a message.
  func probabilities(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> LabelProbabilities {
    LabelProbabilities(calibrations.probabilities(scores(text, facts), secondScores(text)))
  }

  /// The second opinion's class scores, before calibration; zero without one.
  func secondScores(_ text: borrowing NormalizedText) -> SIMD4<Float> {
    network?.scores(WordNetworkInput(text)) ?? .zero
  }

  /// The linear model's class scores of a message, before calibration.
  func scores(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> SIMD4<Float> {
    var hashed = SIMD4<Float>()
    if let taught {
      taught.withUnsafeBufferPointer { weights in
        hashed = FamilySum.score(text, facts, selection, from: SIMD4<Float>.zero, SIMD4.init) { $0 += weights[$1] }
      }
    } else {
      weights.withUnsafeBufferPointer { weights in
        // Whole numbers: the same sum, and cheaper.
        let sum = FamilySum.score(text, facts, selection, from: SIMD4<Int32>.zero, SIMD4<Float>.init) {
          $0 &+= SIMD4<Int32>(truncatingIfNeeded: weights[$1])
        }
        hashed = sum * scale
      }
    }
    var score = bias + hashed
    if selection.contains(.dense) {
      let values = DenseFeatures.values(text)
      for (index, weight) in dense.enumerated() where index < values.count { score += weight * values[index] }
    }
    return score
  }
}

/// The weighted sum of a message's hashed features.
private enum FamilySum {
  /// - Parameters:
  ///   - zero: an empty sum.
  ///   - floats: what a sum is worth.
  ///   - add: adds the weight of the feature with this index to a sum.
  @inline(__always)
  static func score<Sum>(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, _ selection: FeatureSelection, from zero: Sum,
    _ floats: (Sum) -> SIMD4<Float>, _ add: (inout Sum, Int) -> Void
  ) -> SIMD4<Float> {
    sum(.words, text, facts, selection, zero, floats, add) + sum(.characters, text, facts, selection, zero, floats, add)
      + sum(.gaps, text, facts, selection, zero, floats, add) + sum(.edges, text, facts, selection, zero, floats, add)
      + sum(.senses, text, facts, selection, zero, floats, add)
  }

  @inline(__always)
  private static func sum<Sum>(
    _ family: FeatureFamily, _ text: borrowing NormalizedText, _ facts: MessageFacts, _ selection: FeatureSelection,
    _ zero: Sum, _ floats: (Sum) -> SIMD4<Float>, _ add: (inout Sum, Int) -> Void
  ) -> SIMD4<Float> {
    var sum = zero
    var count = 0
    FeatureExtractor.features(family, text, facts, selection) { index in
      add(&sum, index)
      count += 1
    }
    return floats(sum) * family.value(count: Float(count))
  }
}
