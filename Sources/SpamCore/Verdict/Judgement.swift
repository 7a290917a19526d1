/// What the rules say of a message: gate and vetoes, before any model.
struct Judgement: Sendable {
  let gate: Gate
  let vetoes: [Veto]

  init(_ text: borrowing NormalizedText, _ facts: MessageFacts, sender: String? = nil, knownSender: Bool = false) {
    gate = Gate(facts)
    vetoes = Vetoes.of(text, facts, sender: sender, knownSender: knownSender)
  }

  /// Whether a model could bring this message into the automatic band.
  var mayBeAutomatic: Bool { gate.isOpen && (vetoes.isEmpty || isReserved) }

  /// Whether nothing stands against the automatic band but one kind of wording that frauds imitate, with nothing to open: then
  /// the model must be twice as sure.
  var isReserved: Bool {
    vetoes.count == 1 && Self.reservations.contains(vetoes[0]) && gate.stratum?.isTalk == true
  }

  /// Whether nothing but everyday wording forbids the automatic band: wording that the next harmless message may lack.
  var restsOnWording: Bool { gate.isOpen && Set(vetoes).isSubset(of: Self.wording) }

  private static let reservations: Set<Veto> = [.namedPurpose, .acquainted, .inPerson]

  private static let wording: Set<Veto> = [.namedPurpose, .acquainted, .inPerson, .addressedByName, .greyTrade]

  /// The least probability for the automatic band, where `threshold` is that of the kind of payload: half of what is lacking to
  /// certainty more where there is a reservation.
  static func least(_ threshold: Double, isReserved: Bool) -> Double { isReserved ? (1 + threshold) / 2 : threshold }

  /// The band: automatic only with the model's threshold, an open gate and no veto.
  func band(_ probability: LabelProbabilities, auto: (Stratum) -> Double, ask: Double) -> Band {
    let fraud = probability[.fraud]
    if let stratum = gate.stratum, mayBeAutomatic, probability.best == .fraud {
      if fraud >= Self.least(auto(stratum), isReserved: isReserved) { return .auto }
    }
    return fraud >= ask || probability.best == .fraud ? .ask : .none
  }
}
