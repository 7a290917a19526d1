private import CSpamModel

/// A trained model: weights, calibration and thresholds.
public struct SpamModel: Sendable {
  /// Which training made it, e.g. `2026-11-24/1`; in every verdict and log line.
  public let version: String
  /// From this probability of fraud on, the model's half of the automatic band is given.
  public let autoThreshold: Double
  /// From this probability of fraud on, a person should look.
  public let askThreshold: Double

  /// Four class weights for each hashed feature.
  var weights: [SIMD4<Int8>]
  /// What one step of a weight is worth, by class.
  let scale: SIMD4<Float>
  let dense: [SIMD4<Float>]
  let bias: SIMD4<Float>
  let calibration: Calibration
  let selection: FeatureSelection

  init(parts: ModelFile.Parts) {
    version = parts.version
    autoThreshold = Double(parts.autoThreshold)
    askThreshold = Double(parts.askThreshold)
    weights = parts.weights
    scale = parts.scale
    dense = parts.dense
    bias = parts.bias
    calibration = parts.calibration
    selection = parts.selection
  }

  /// Reads a model file; refuses one that this program's features do not fit.
  public init(bytes: [UInt8]) throws(ModelError) {
    self.init(parts: try ModelFile.read(bytes))
  }

  /// The model that is part of the program.
  public static func embedded() throws(ModelError) -> SpamModel {
    try SpamModel(bytes: embeddedBytes)
  }

  /// The octets of the embedded model file.
  public static var embeddedBytes: [UInt8] {
    Array(UnsafeBufferPointer(start: pelapor_spam_model_bytes(), count: pelapor_spam_model_length()))
  }

  /// The raw class scores of a message, before calibration.
  func scores(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> SIMD4<Float> {
    var words = SIMD4<Int32>()
    var wordCount: Int32 = 0
    var characters = SIMD4<Int32>()
    var characterCount: Int32 = 0
    weights.withUnsafeBufferPointer { weights in
      FeatureExtractor.words(text, selection) { index, _ in
        words &+= SIMD4<Int32>(truncatingIfNeeded: weights[index])
        wordCount &+= 1
      }
      if selection.contains(.crosses) {
        FeatureExtractor.crosses(facts) { index in
          words &+= SIMD4<Int32>(truncatingIfNeeded: weights[index])
          wordCount &+= 1
        }
      }
      if selection.contains(.characters) {
        FeatureExtractor.characters(text) { index, _ in
          characters &+= SIMD4<Int32>(truncatingIfNeeded: weights[index])
          characterCount &+= 1
        }
      }
    }
    var score = bias
    score += SIMD4<Float>(words) * scale * (FeatureFamily.words.weight / Float(max(wordCount, 1)).squareRoot())
    score += SIMD4<Float>(characters) * scale * (FeatureFamily.characters.weight / Float(max(characterCount, 1)).squareRoot())
    if selection.contains(.dense) {
      for (value, weight) in zip(DenseFeatures.values(text), dense) { score += weight * value }
    }
    return score
  }
}
