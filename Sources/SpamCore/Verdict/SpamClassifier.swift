internal import Numbering

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
    let probability = LabelProbabilities(model.calibration.probabilities(model.scores(normalized, facts)))
    let gate = Gate(isOpen: !facts.payloads.isEmpty && facts.signals.rawValue != 0, payloads: facts.payloads)
    var vetoes: [Veto] = []
    if knownSender { vetoes.append(.knownSender) }
    if let sender {
      switch Sender.form(of: sender) {
      case .alphanumeric: vetoes.append(.alphanumericSender)
      case .shortCode: vetoes.append(.shortCodeSender)
      case .mobile, .landline, .foreign, .unknown: break
      }
    }
    let fraud = probability[.fraud]
    let band: Band =
      fraud >= model.autoThreshold && gate.isOpen && vetoes.isEmpty
      ? .auto : fraud >= model.askThreshold || probability.best == .fraud ? .ask : .none
    return Verdict(
      label: probability.best, probability: probability, band: band, reasons: [], vetoes: vetoes, gate: gate,
      modelVersion: model.version)
  }
}
