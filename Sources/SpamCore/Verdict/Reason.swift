/// One reason for a verdict, for people.
public struct Reason: Sendable, Hashable {
  /// Stable, for logs and filters: `words`, `lure.prize`, `payload.mobile`, `veto.quoted-scam`, …
  public let code: String
  /// In plain English.
  public let english: String
  /// In plain Indonesian.
  public let indonesian: String

  init(_ code: String, _ english: String, _ indonesian: String) {
    self.code = code
    self.english = english
    self.indonesian = indonesian
  }
}

/// What the classifier says of a message.
public struct Verdict: Sendable {
  /// The most probable class.
  public let label: Label
  /// A calibrated probability for each class.
  public let probability: LabelProbabilities
  /// What may happen with it.
  public let band: Band
  /// Why, the strongest first.
  public let reasons: [Reason]
  /// What forbade the automatic band, even where the model would not have reached it.
  public let vetoes: [Veto]
  /// Lure and payload.
  public let gate: Gate
  /// `SpamModel.version`.
  public let modelVersion: String
}
