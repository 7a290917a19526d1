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
  var mayBeAutomatic: Bool { gate.isOpen && vetoes.isEmpty }

  /// Whether nothing but everyday wording forbids the automatic band: wording that the next harmless message may lack.
  var restsOnWording: Bool { gate.isOpen && Set(vetoes).isSubset(of: Self.wording) }

  private static let wording: Set<Veto> = [.namedPurpose, .acquainted, .inPerson, .addressedByName, .greyTrade]

  /// The band: automatic only with the model's threshold, an open gate and no veto.
  func band(_ probability: LabelProbabilities, auto: (Stratum) -> Double, ask: Double) -> Band {
    let fraud = probability[.fraud]
    if let stratum = gate.stratum, mayBeAutomatic, probability.best == .fraud {
      // A quarter of what is lacking to certainty, where words had to be guessed.
      let threshold = auto(stratum)
      if fraud >= (isGuessed ? threshold + (1 - threshold) / 4 : threshold) { return .auto }
    }
    return fraud >= ask || probability.best == .fraud ? .ask : .none
  }
}
