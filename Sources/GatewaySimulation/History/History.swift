import ModemSimulator
import Reporting

/// What happens in one simulated world, drawn from a seed or cut down from one that failed. The same history always runs
/// the same way.
package struct History: Sendable {
  /// The dice of the threads and of the disk; the rest is written out below.
  package var seed: UInt64
  var settings = Settings()
  var modems: [Modem] = []
  /// In the order of their time.
  var happenings: [Happening] = []

  /// How the gateway is configured, and how quick its computer is.
  struct Settings: Sendable, Equatable {
    var mode = ReportingMode.auto
    var holdSeconds = 2
    var gapSeconds = 1
    var perHour = 100
    var burstPerHour = 50
    /// Most milliseconds that the desk lets its callers wait.
    var deskDelay = 0
    /// The disk is new; else it has an empty database.
    var isDiskNew = false
    /// 1166 takes the text as it is and asks for the number, which goes in a second SMS.
    var isTwoStep = false
    /// The first two modems present the same subscriber.
    var hasTwins = false
    /// Days pass at the end, so that everything becomes too old to keep.
    var ages = false
    /// What happens while it is emptied.
    var agingCrash: Crash?
  }

  struct Modem: Sendable, Equatable {
    var profile = VendorProfile.generic
    var slots = 10
    var pin: String?
    /// What the configuration says instead.
    var configuredPIN: String?
    var replyMilliseconds = 0
    var faults = FaultOptions.none
  }

  struct Happening: Sendable {
    var at: Duration
    var what: What
  }

  enum What: Sendable {
    /// Somebody writes to a modem's SIM.
    case message(Message, modem: Int)
    /// Octets come that are no readable SMS.
    case octets(String, modem: Int)
    /// A trouble of a modem or of the network.
    case trouble(Scenario.Action, modem: Int)
    /// The cards of two modems are pulled out and change places.
    case exchangeCards(Int, Int)
    /// The process is killed, or the power is cut.
    case crash(Crash)
    /// The process is told to stop, and started again.
    case restart(downSeconds: Int)
    /// Operations of the disk fail.
    case disk(DiskTrouble)
    /// The computer's clock jumps by so many seconds.
    case clock(Int)
    case person(Act)
  }

  /// An SMS, and what the generator knows of it.
  struct Message: Sendable, Equatable {
    enum Kind: Sendable { case harmless, fraud, answer }

    var kind: Kind
    var sender: String
    var text: String
    var serviceCentre: String?
    var isReversed = false
    var isDoubled = false
    var missingParts: Set<Int> = []

    /// Nothing forbids that it is reported without a person's word.
    var mayBeReported: Bool {
      kind == .fraud && sender.hasPrefix("+628") && serviceCentre == nil && missingParts.isEmpty
    }
  }

  struct Crash: Sendable, Equatable {
    enum Survival: Sendable, CaseIterable { case everythingWritten, everythingSynced, someUnsynced }
    enum Moment: Sendable, Equatable {
      case atOnce
      /// Instead of the n-th write to a modem from now on, in its middle, or right after it.
      case write(Int, Place)
      /// Instead of the n-th write or sync of the disk from now on.
      case diskOperation(Int)
    }
    enum Place: Sendable, CaseIterable { case before, middle, after }

    var survival: Survival
    var moment: Moment
    var downSeconds: Int
  }

  /// From the n-th write or sync on, so many fail.
  struct DiskTrouble: Sendable, Equatable {
    var isFull: Bool
    var after: Int
    var count: Int
  }

  /// What a person does, with the commands of the program.
  enum Act: Sendable, Equatable {
    case approve, cancel, revoke, retry, pause, resume
    case resolve(wasSent: Bool)
    case protect(String)
    case allow(String)
    case forget(String)
    case write(to: String, text: String)
  }
}

extension History {
  /// How much happens in it.
  package var happeningCount: Int { happenings.count }
}

extension History.Happening: CustomStringConvertible {
  var description: String {
    let milliseconds = at.nanoseconds / 1_000_000
    return "\(milliseconds / 1_000).\(String(milliseconds % 1_000 + 1_000).dropFirst()) s: \(what)"
  }
}

extension History: CustomStringConvertible {
  /// Everything that is needed to understand a failure.
  package var description: String {
    var lines = ["seed \(seed)", "settings: \(settings)"]
    for (index, modem) in modems.enumerated() {
      lines.append(
        "modem \(index): \(modem.profile.name), \(modem.slots) slots, PIN \(modem.pin ?? "-")/\(modem.configuredPIN ?? "-")"
          + ", replies after \(modem.replyMilliseconds) ms, \(modem.faults == .none ? "no random faults" : "\(modem.faults)")"
      )
    }
    return (lines + happenings.map(\.description)).joined(separator: "\n")
  }
}
