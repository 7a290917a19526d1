/// What the rules say of a message: gate and vetoes, before any model.
struct Judgement: Sendable {
  let gate: Gate
  let vetoes: [Veto]
  /// Whether the message has lost its vowels, so that not everything in it can be read.
  private let isGuessed: Bool

  init(_ text: borrowing NormalizedText, _ facts: MessageFacts, sender: String? = nil, knownSender: Bool = false) {
    gate = Gate(facts)
    isGuessed = text.statistics.lacksVowels
    vetoes = Vetoes.of(text, facts, sender: sender, knownSender: knownSender)
  }

  /// Whether a model could bring this message into the automatic band.
  var mayBeAutomatic: Bool { gate.isOpen && (vetoes.isEmpty || isReserved) }

  /// Whether nothing stands against the automatic band but one kind of wording that frauds imitate, with nothing to open: then
  /// the model must be twice as sure.
  var isReserved: Bool {
    vetoes.count == 1 && (vetoes[0] == .namedPurpose || vetoes[0] == .acquainted) && gate.stratum?.isTalk == true
  }

  /// Whether nothing but everyday wording forbids the automatic band: wording that the next harmless message may lack.
  var restsOnWording: Bool { gate.isOpen && Set(vetoes).isSubset(of: Self.wording) }

  private static let wording: Set<Veto> = [.namedPurpose, .acquainted, .inPerson, .addressedByName, .greyTrade]

  /// The least probability for the automatic band, where `threshold` is that of the kind of payload: a tenth of what is
  /// lacking to certainty more where words had to be guessed, half of it where there is a reservation.
  static func least(_ threshold: Double, isGuessed: Bool = false, isReserved: Bool) -> Double {
    1 - (1 - threshold) * (isGuessed ? 0.9 : 1) * (isReserved ? 0.5 : 1)
  }

  /// The band: automatic only with the model's threshold, an open gate and no veto.
  func band(_ probability: LabelProbabilities, auto: (Stratum) -> Double, ask: Double) -> Band {
    let fraud = probability[.fraud]
    if let stratum = gate.stratum, mayBeAutomatic, probability.best == .fraud {
      if fraud >= Self.least(auto(stratum), isGuessed: isGuessed, isReserved: isReserved) { return .auto }
    }
    return fraud >= ask || probability.best == .fraud ? .ask : .none
  }
}
