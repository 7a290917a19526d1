/// How likely each trouble is, each on its own occasion. Everything is drawn from one seeded generator, so the same
/// options, seed and input give the same troubles.
public struct FaultOptions: Sendable, Equatable {
  /// Per chunk written: it arrives in pieces of one to five bytes.
  public var splitReads = 0.0
  /// Per line of its own while a command runs, and per piece of a reply: it stands in the middle of the reply.
  public var interleavedURC = 0.0
  /// Per command: its final result never comes.
  public var lostResult = 0.0
  /// Per prompt: it does not come, although the modem waits for the PDU.
  public var lostPrompt = 0.0
  /// Per message stored: no `+CMTI` tells of it.
  public var lostIndication = 0.0
  /// Per `+CMGD`: refused with +CMS ERROR 500, nothing is deleted.
  public var refusedDelete = 0.0
  /// Per command: `+CME ERROR: 14` or `ERROR` although nothing is wrong.
  public var spuriousError = 0.0
  /// Per SUBMIT: the network refuses it (+CMS ERROR 38, 41, 42, 47, 500 or 21).
  public var sendRefused = 0.0
  /// Per SUBMIT: the network has it, yet the modem answers with an error.
  public var sendErrorAfterAcceptance = 0.0
  /// Per SUBMIT: the network has it, yet no answer comes.
  public var sendAnswerLost = 0.0
  /// Per SUBMIT: the answer takes `slowSendDelay`.
  public var slowSend = 0.0
  /// How long a slow SUBMIT takes.
  public var slowSendDelay: ClosedRange<Duration> = .seconds(5) ... .seconds(135)
  /// Per command: the modem says nothing at all for `muteDuration`.
  public var mute = 0.0
  /// How long it stays mute.
  public var muteDuration: ClosedRange<Duration> = .seconds(2) ... .seconds(60)
  /// Per command: a burst of noise bytes on the line.
  public var garbage = 0.0
  /// Per command, and before and after the network has a SUBMIT: the plug is pulled.
  public var unplug = 0.0
  /// How long it stays out.
  public var unpluggedDuration: ClosedRange<Duration> = .milliseconds(100) ... .seconds(30)
  /// Per message delivered: the network sends it once more later, as after a lost acknowledgement.
  public var duplicateDelivery = 0.0
  /// Troubles happen only before this moment; nil for ever. With it a test can ask for a good end.
  public var until: Duration?

  /// No trouble at all.
  public static let none = FaultOptions()

  /// All zero.
  public init() {}

  /// Swarm testing (Groce et al., 2012): each trouble is on or off by the seed, and its likelihood is drawn too, so that
  /// a run is not always a mild mixture of everything.
  public static func swarm(seed: UInt64) -> FaultOptions {
    var generator = SeededGenerator(seed: seed ^ 0x5741_524D)
    var options = FaultOptions()
    let ranges: [(WritableKeyPath<FaultOptions, Double>, Double)] = [
      (\.splitReads, 1), (\.interleavedURC, 0.3), (\.lostResult, 0.03), (\.lostPrompt, 0.1),
      (\.lostIndication, 0.3),
      (\.refusedDelete, 0.3), (\.spuriousError, 0.05), (\.sendRefused, 0.3), (\.sendErrorAfterAcceptance, 0.2),
      (\.sendAnswerLost, 0.2), (\.slowSend, 0.3), (\.mute, 0.02), (\.garbage, 0.05), (\.unplug, 0.02),
      (\.duplicateDelivery, 0.2),
    ]
    for (path, most) in ranges where generator.chance(0.4) {
      options[keyPath: path] = most * Double.random(in: 0...1, using: &generator)
    }
    return options
  }
}

/// The dice of one modem or network.
struct FaultDice: Sendable {
  var options: FaultOptions
  var generator: SeededGenerator

  mutating func roll(_ path: KeyPath<FaultOptions, Double>, now: Duration) -> Bool {
    if let until = options.until, now >= until { return false }
    return generator.chance(options[keyPath: path])
  }

  mutating func noise() -> [UInt8] {
    let count = Int.random(in: 1...24, using: &generator)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }
}
