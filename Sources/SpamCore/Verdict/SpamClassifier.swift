/// Classifies messages with a model, the gate and the vetoes; a pure function of its arguments.
public struct SpamClassifier: Sendable {
  /// The model in use.
  public let model: SpamModel

  /// A classifier with this model.
  public init(model: SpamModel) {
    self.model = model
  }

  /// The verdict on a message.
  ///
  /// - Parameters:
  ///   - text: the whole message, all its parts joined; at most its first 4,096 characters are looked at.
  ///   - sender: as displayed (`+62812…`, `BANK-X`, `1166`); nil when it is not known, and then the text alone decides.
  ///   - knownSender: the sender is a contact, or somebody this SIM wrote to before.
  public func classify(_ text: String, sender: String? = nil, knownSender: Bool = false) -> Verdict {
    let normalized = Tokenizer.normalize(text)
    let facts = MessageFacts(normalized)
    let probability = model.probabilities(normalized, facts)
    let judgement = Judgement(normalized, facts, sender: sender, knownSender: knownSender)
    let band = judgement.band(probability, auto: model.autoThreshold(for:), ask: model.askThreshold)
    return Verdict(
      label: probability.best, probability: probability, band: band,
      reasons: Reasons.of(normalized, facts, judgement, probability.best, band, model),
      vetoes: band == .auto ? [] : judgement.vetoes,
      gate: judgement.gate, modelVersion: model.version)
  }

  /// The same for text as it comes from an SMS in UCS-2: unpaired surrogates become U+FFFD.
  public func classify(utf16 units: [UInt16], sender: String? = nil, knownSender: Bool = false) -> Verdict {
    classify(String(decoding: units, as: UTF16.self), sender: sender, knownSender: knownSender)
  }
}
