internal import ATProtocol

/// A step of setting a modem up. Each becomes one command; what its answer becomes is in `finishBringUp`.
enum BringUpStep: Sendable, Hashable {
  /// Until something answers.
  case attention
  case reset
  case echoOff
  case verboseResults
  case numericErrors
  case manufacturer, model, revision, serialNumber
  /// A command of the profile; its error does not matter.
  case vendor(String)
  case simStatus
  case pinTries(String)
  case enterPIN
  case subscriber
  /// The first of these commands that answers tells the card's number.
  case card([String])
  case registrationReports(Registration.Domain, level: Int)
  case registration(Registration.Domain)
  case operatorFormat
  case operatorName
  case signal
  case serviceCentre
  case pduMode
  case messageService
  /// `AT+CSMS=1`: some modems announce nothing before; then what is passed on wants to be acknowledged.
  case phase2Plus
  case storageChoices
  /// The first of these that is accepted.
  case selectStorages([[String]])
  case storageLevels
  case indicationRanges
  /// The first of these that is accepted.
  case setIndications([NewMessageIndications])

  /// The steps before the profile is known.
  static let opening: [BringUpStep] = [
    .attention, .reset, .echoOff, .numericErrors, .manufacturer, .model, .revision, .serialNumber,
  ]

  /// The steps once the profile is known, as far as the SIM.
  static func unlocking(_ profile: ModemProfile) -> [BringUpStep] {
    profile.initialisation.map(BringUpStep.vendor) + [.simStatus]
  }

  /// The steps once the SIM is open.
  static func settingUp(_ profile: ModemProfile) -> [BringUpStep] {
    let card: [BringUpStep] = profile.cardIdentityCommands.isEmpty ? [] : [.card(profile.cardIdentityCommands)]
    let indications: [BringUpStep] = profile.indications.isEmpty ? [] : [.indicationRanges]
    return [.subscriber] + card + [.pduMode, .messageService, .storageChoices] + indications + [
      .registrationReports(.circuit, level: 2), .registration(.circuit), .operatorFormat, .operatorName, .signal,
      .serviceCentre,
    ]
  }

  /// What is written.
  func command(pin: String?) -> ATCommand {
    switch self {
    case .attention: .attention
    case .reset: .reset
    case .echoOff: .echoOff
    case .verboseResults: .verboseResults
    case .numericErrors: .numericErrors
    case .manufacturer: .manufacturer
    case .model: .model
    case .revision: .revision
    case .serialNumber: .serialNumber
    case .vendor(let command): .vendor(command)
    case .simStatus: .simStatus
    case .pinTries(let command): .pinTries(command)
    case .enterPIN: .enterPIN(pin ?? "")
    case .subscriber: .subscriberIdentity
    case .card(let commands): .cardIdentity(commands.first ?? "AT+CCID")
    case .registrationReports(let domain, let level): .registrationReports(domain, level)
    case .registration(let domain): .registration(domain)
    case .operatorFormat: .operatorFormat(0)
    case .operatorName: .currentOperator
    case .signal: .signalQuality
    case .serviceCentre: .serviceCentre
    case .pduMode: .pduMode
    case .messageService: .messageService
    case .phase2Plus: .vendor("AT+CSMS=1")
    case .storageChoices: .storageChoices
    case .selectStorages(let attempts): .selectStorages(attempts.first ?? [])
    case .storageLevels: .storageLevels
    case .indicationRanges: .indicationRanges
    case .setIndications(let candidates): .setIndications(candidates.first ?? NewMessageIndications(1, 1, 0, 0, 0))
    }
  }

  /// Once unanswered, it is asked again: without its answer messages would be missed or read late.
  var isRepeated: Bool {
    switch self {
    case .attention, .simStatus, .enterPIN, .pduMode, .subscriber, .storageChoices, .selectStorages, .storageLevels,
      .indicationRanges, .setIndications:
      true
    case .reset, .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision, .serialNumber, .vendor,
      .pinTries, .card, .registrationReports, .registration, .operatorFormat, .operatorName, .signal, .serviceCentre,
      .messageService, .phase2Plus:
      false
    }
  }

  /// Its end puts further steps into the script, answered or not.
  var choosesWhatFollows: Bool {
    switch self {
    case .serialNumber, .pinTries, .registration, .phase2Plus: true
    case .attention, .reset, .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision, .vendor,
      .simStatus, .enterPIN, .subscriber, .card, .registrationReports, .operatorFormat, .operatorName, .signal,
      .serviceCentre, .pduMode, .messageService, .storageChoices, .selectStorages, .storageLevels, .indicationRanges,
      .setIndications:
      false
    }
  }

  /// Without it there is no use going on; otherwise an error is passed over.
  var isEssential: Bool {
    switch self {
    case .attention, .simStatus, .enterPIN, .pduMode: true
    case .reset, .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision, .serialNumber, .vendor,
      .pinTries, .subscriber, .card, .registrationReports, .registration, .operatorFormat, .operatorName, .signal,
      .serviceCentre, .messageService, .phase2Plus, .storageChoices, .selectStorages, .storageLevels, .indicationRanges,
      .setIndications:
      false
    }
  }
}

/// The bring-up under way.
struct BringUp: Sendable {
  /// Steps still to be done, the current one first.
  var script: [BringUpStep] = []
  /// When the current step was begun for the first time.
  var stepBegan: MonotonicTime?
  /// How often the current step was repeated.
  var repeats = 0
  /// Steps in a row that were never answered.
  var silent = 0
  /// A step that was not answered twice, while `AT` is asked in between.
  var suspect: (step: BringUpStep, exchange: Exchange)?
  /// How often the subscriber was asked for again after two questions without an answer.
  var subscriberRounds = 0
  /// The modem answers by numbers.
  var isNumeric = false
  /// `+CPIN?` has said that the SIM wants no code.
  var isSIMOpen = false
  /// Nothing is announced: the storages are looked through periodically.
  var isPolling = false
  /// `+CMT` and `+CDS` wait for `+CNMA`.
  var acknowledges = false
  /// `AT+CSMS=1` was tried.
  var isPhase2PlusTried = false
  /// The settings of `+CNMI` in force.
  var indications: NewMessageIndications?
  /// What `CNMI=?` says.
  var ranges: NewMessageIndicationRanges?
  /// Tries left for the PIN, where the modem tells.
  var pinTries: Int?
  /// Storages as `CPMS=?` lists them.
  var choices: StorageChoices?
  /// The subscriber of the last bring-up: another one is another SIM.
  var knownSubscriber: String?
  /// The card's number with it: where the subscriber can't be read, the same card is the same subscriber.
  var knownCard: String?
  /// The SIM has told its subscriber this time.
  var isSubscriberRead = false
  /// The card's number as read this time.
  var card: String?

  mutating func next() {
    if !script.isEmpty { script.removeFirst() }
    stepBegan = nil
    repeats = 0
  }

  mutating func replace(with step: BringUpStep) {
    next()
    script.insert(step, at: 0)
  }

  mutating func insert(_ steps: [BringUpStep]) {
    next()
    script.insert(contentsOf: steps, at: 0)
  }
}
