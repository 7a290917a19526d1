private import CSpamModel

/// A trained model: weights, calibration and thresholds.
public struct SpamModel: Sendable {
  /// Which training made it, e.g. `2026-11-24`; in every verdict and log line.
  public let version: String
  /// From this probability of fraud on, a person should look.
  public let askThreshold: Double

  let linear: LinearModel
  let network: WordNetwork?
  let calibrations: Calibrations
  let selection: FeatureSelection
  /// nil where it is still in the embedded file.
  private let storedBank: [BankEntry]?
  /// What people taught, on top of the frozen weights; nil without feedback.
  var taught: TaughtChanges?
  private let autoThresholds: [Float]

  init(parts: ModelFile.Parts) {
    self.init(parts: parts, bank: parts.bank)
  }

  private init(parts: ModelFile.Parts, bank: [BankEntry]?) {
    version = parts.version
    askThreshold = Double(parts.askThreshold)
    linear = parts.linear
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
    SpamModel(parts: try ModelFile.readWithoutBank(staying: embeddedFile), bank: nil)
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
    var score =
      linear.bias + sum(.words, text, facts) + sum(.characters, text, facts) + sum(.gaps, text, facts)
      + sum(.edges, text, facts) + sum(.senses, text, facts)
    if selection.contains(.dense) {
      let values = DenseFeatures.values(text)
      for (index, weight) in linear.dense.enumerated() where index < values.count { score += weight * values[index] }
    }
    return score
  }

  /// The weights of a hashed feature, with what people taught.
  func weights(of feature: Int) -> SIMD4<Float> {
    linear.hashed[feature] + (taught?[feature] ?? .zero)
  }

  /// The weighted sum of one family's features.
  @inline(__always)
  private func sum(
    _ family: FeatureFamily, _ text: borrowing NormalizedText, _ facts: MessageFacts
  ) -> SIMD4<Float> {
    var frozen = PackedSum()
    var changes = SIMD4<Float>()
    var count = 0
    linear.hashed.withPacked { packed in
      FeatureExtractor.features(family, text, facts, selection) { feature in
        frozen.add(packed(feature))
        if let taught { changes += taught[feature] }
        count += 1
      }
    }
    return (SIMD4<Float>(frozen.value) * linear.hashed.scale + changes) * family.value(count: Float(count))
  }
}
