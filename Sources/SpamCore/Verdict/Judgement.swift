/// What the rules say of a message: gate and vetoes, before any model.
struct Judgement: Sendable {
  let gate: Gate
  let vetoes: [Veto]

  init(_ text: borrowing NormalizedText, _ facts: MessageFacts, sender: String? = nil, knownSender: Bool = false) {
    gate = Gate(facts)
    vetoes = Vetoes.of(text, facts, sender: sender, knownSender: knownSender)
  }

  /// Whether a model could bring this message into the automatic band.
  var mayBeAutomatic: Bool { gate.isOpen && (vetoes.isEmpty || (restsOnWording && gate.stratum?.isTalk == true)) }

  /// How many reservations stand against the automatic band: vetoes by wording that frauds imitate, where there is nothing to open.
  /// With each the model must be surer.
  var reservations: Int { mayBeAutomatic ? vetoes.count : 0 }

  /// Whether nothing but everyday wording forbids the automatic band: wording that the next harmless message may lack.
  var restsOnWording: Bool { gate.isOpen && Set(vetoes).isSubset(of: Self.wording) }

  private static let wording: Set<Veto> = [.namedPurpose, .acquainted, .inPerson, .addressedByName, .greyTrade]

  /// The least probability for the automatic band, where `threshold` is that of the kind of payload: each reservation leaves
  /// little more than a third of what was lacking to certainty.
  static func least(_ threshold: Double, reservations: Int) -> Double {
    (0..<reservations).reduce(threshold) { least, _ in 1 - (1 - least) * 0.375 }
  }

  /// The band: automatic only with the model's threshold, an open gate and no veto.
  func band(_ probability: LabelProbabilities, auto: (Stratum) -> Double, ask: Double) -> Band {
    let fraud = probability[.fraud]
    if let stratum = gate.stratum, mayBeAutomatic, probability.best == .fraud {
      if fraud >= Self.least(auto(stratum), reservations: reservations) { return .auto }
    }
    return fraud >= ask || probability.best == .fraud ? .ask : .none
  }
}
