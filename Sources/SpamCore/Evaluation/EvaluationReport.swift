internal import RealModule

/// Figures of a classifier on labelled messages.
public struct EvaluationReport: Sendable {
  /// Precision and recall of one class; 0 where nothing could be counted.
  public struct ClassFigures: Sendable, Hashable {
    /// The class.
    public let label: Label
    /// Messages of this class.
    public let count: Int
    /// Of those called so, how many are.
    public let precision: Double
    /// Of those that are, how many were called so.
    public let recall: Double
    /// Harmonic mean of both.
    public let f1: Double
  }

  /// Recall of fraud at a threshold that lets only a share of the others pass.
  public struct OperatingPoint: Sendable, Hashable {
    /// The share of harmless messages above the threshold, at most.
    public let falseHitRate: Double
    /// The lowest threshold that keeps to it.
    public let threshold: Double
    /// The share of frauds above it.
    public let recall: Double
  }

  /// Number of messages.
  public let count: Int
  /// Share called by their right name.
  public let accuracy: Double
  /// Mean F1 of the classes that occur.
  public let macroF1: Double
  /// Figures by class.
  public let classes: [ClassFigures]
  /// `confusion[actual][predicted]`, in the order of `Label.allCases`.
  public let confusion: [[Int]]
  /// Fraud recall when 0, 0.1 % and 1 % of the others pass.
  public let operatingPoints: [OperatingPoint]
  /// Share of frauds in the automatic band.
  public let automaticRecall: Double
  /// Share of frauds in the automatic band or to be asked about.
  public let caughtRecall: Double
  /// Harmless messages in the automatic band; what must be 0.
  public let automaticFalseHits: Int
  /// Share of harmless messages a person would be asked about.
  public let askRate: Double
  /// Mean squared error of the probability of fraud.
  public let brier: Double
  /// Expected calibration error of the probability of fraud.
  public let calibrationError: Double
  /// Predicted against observed.
  public let reliability: ReliabilityDiagram
  /// Harmless messages nearest to fraud, then frauds farthest from it.
  public let worstErrors: [ScoredMessage]

  /// Counts everything; `errors` of each kind are kept.
  public init(_ messages: [ScoredMessage], errors: Int = 10) {
    count = messages.count
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: 4), count: 4)
    for message in messages { confusion[message.label.index][message.predicted.index] += 1 }
    self.confusion = confusion
    accuracy = Self.share((0..<4).reduce(0) { $0 + confusion[$1][$1] }, messages.count)
    classes = Label.allCases.map { Self.figures($0, confusion) }
    let present = classes.filter { $0.count > 0 }
    macroF1 = present.isEmpty ? 0 : present.reduce(0) { $0 + $1.f1 } / Double(present.count)
    let frauds = messages.filter { $0.label == .fraud }
    let others = messages.filter { $0.label != .fraud }
    operatingPoints = [0, 0.001, 0.01].map { Self.operatingPoint($0, frauds, others) }
    automaticRecall = Self.share(frauds.count { $0.band == .auto }, frauds.count)
    caughtRecall = Self.share(frauds.count { $0.band != .none }, frauds.count)
    automaticFalseHits = others.count { $0.band == .auto }
    askRate = Self.share(others.count { $0.band == .ask }, others.count)
    let squares = messages.reduce(0.0) { sum, message in
      let error = message.probability[.fraud] - (message.label == .fraud ? 1 : 0)
      return sum + error * error
    }
    brier = messages.isEmpty ? 0 : squares / Double(messages.count)
    reliability = ReliabilityDiagram(messages.map { ($0.probability[.fraud], $0.label == .fraud) })
    calibrationError = reliability.expectedError
    let nearest = others.sorted { $0.probability[.fraud] > $1.probability[.fraud] }
    let farthest = frauds.sorted { $0.probability[.fraud] < $1.probability[.fraud] }
    worstErrors = Array(nearest.prefix(errors)) + Array(farthest.prefix(errors))
  }

  private static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

  private static func figures(_ label: Label, _ confusion: [[Int]]) -> ClassFigures {
    let index = label.index
    let hits = confusion[index][index]
    let actual = confusion[index].reduce(0, +)
    let predicted = confusion.reduce(0) { $0 + $1[index] }
    return ClassFigures(
      label: label, count: actual, precision: share(hits, predicted), recall: share(hits, actual),
      f1: share(2 * hits, actual + predicted))
  }

  private static func operatingPoint(
    _ rate: Double, _ frauds: [ScoredMessage], _ others: [ScoredMessage]
  ) -> OperatingPoint {
    let scores = others.map { $0.probability[.fraud] }.sorted(by: >)
    let allowed = Int(Double(others.count) * rate)
    let threshold = allowed < scores.count ? scores[allowed] : 0
    return OperatingPoint(
      falseHitRate: rate, threshold: threshold,
      recall: share(frauds.count { $0.probability[.fraud] > threshold }, frauds.count))
  }
}
