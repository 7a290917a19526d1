/// What happens to the modems and when, as data; ``parse(_:)`` reads it from text (`docs/scenarios.md`).
public struct Scenario: Sendable, Equatable {
  /// When the scenario's clock starts.
  public enum Start: String, Sendable, CaseIterable {
    /// With the simulation.
    case immediately
    /// When the first byte comes from a terminal.
    case connected
    /// When every modem is registered.
    case registered
    /// When every modem's terminal has asked to be told of new messages (`+CNMI`).
    case listening
  }

  /// One line: something that happens at a moment.
  public struct Step: Sendable, Equatable {
    /// Since the scenario's start.
    public var at: Duration
    /// To which modem, from 0.
    public var modem: Int
    /// What happens.
    public var action: Action

    /// A step.
    public init(at: Duration, modem: Int = 0, _ action: Action) {
      self.at = at
      self.modem = modem
      self.action = action
    }
  }

  /// What can happen.
  public enum Action: Sendable, Equatable {
    /// Somebody writes.
    case text(OutgoingText)
    /// A PDU comes as it is; false for a status report.
    case pdu(String, isDeliver: Bool)
    /// What is reported of the modems' messages from now on.
    case deliveryReports(SimulatedNetwork.DeliveryReports, after: Duration?)
    /// What 1166 does from now on.
    case reportService(ReportService.Behaviour, after: Duration?)
    /// What the modem finds in the air from now on.
    case coverage(Coverage)
    /// `<rssi>` of `+CSQ`.
    case signal(Int)
    /// The card is pulled out.
    case removeCard
    /// The card is put back.
    case insertCard
    /// The plug is pulled.
    case unplug
    /// The plug is put in again, under another link name when one is given.
    case replug(linkName: String?)
    /// The modem says nothing and hears nothing; nil until it is replugged.
    case mute(Duration?)
    /// Noise bytes on the line.
    case garbage(Int)
    /// A line of the modem's own.
    case say(String)
    /// The next `+CMTI`s do not come.
    case dropIndications(Int)
    /// The next `+CMGD`s are refused.
    case refuseDeletes(Int)
    /// The next final results do not come.
    case loseResults(Int)
    /// The next SUBMITs end with this +CMS ERROR; the network never sees them.
    case sendErrors(code: Int, count: Int)
    /// Every SUBMIT takes this long from now on.
    case slowNetwork(Duration)
    /// Every free slot of the SIM is filled with messages already read.
    case fillCard
    /// Everything the modem writes arrives in small pieces, or no longer.
    case splitReads(Bool)
    /// The scenario is over: ``Simulation/Event/ended``.
    case end
  }

  /// The modems, at least one.
  public var modems: [SimulatedModem.Configuration]
  /// What the text calls the modems (`modem NAME`); those without a name are `modem1`, `modem2`….
  public var names: [String]
  /// The network.
  public var network: SimulatedNetwork.Configuration
  /// When the clock starts.
  public var start: Start
  /// In the order of the text.
  public var steps: [Step]

  /// A scenario.
  public init(
    modems: [SimulatedModem.Configuration] = [SimulatedModem.Configuration()],
    network: SimulatedNetwork.Configuration = SimulatedNetwork.Configuration(), start: Start = .immediately,
    steps: [Step] = [], names: [String] = []
  ) {
    self.modems = modems.isEmpty ? [SimulatedModem.Configuration()] : modems
    self.names = names + self.modems.indices.dropFirst(names.count).map { "modem\($0 + 1)" }
    self.network = network
    self.start = start
    self.steps = steps
  }
}
