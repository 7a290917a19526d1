internal import Numbering

/// How one destination takes reports: all that is known about it, as data.
///
/// Where a report goes, in which form and how often comes from here alone, never from a message.
public struct ReportProfile: Sendable, Hashable {
  /// The way of a report to its destination.
  public enum Flow: Sendable, Hashable {
    /// One SMS in the destination's form.
    case template(ReportTemplate)
    /// The text of the message as it is.
    case forward
    /// The text as it is; the reply asks for the number, and that is answered in the given form.
    case twoStep(answer: ReportTemplate)
    /// Not by SMS: a person sends the evidence.
    case export
  }

  /// Texts by which the destination's replies are recognised; see ``ReplyMatcher``.
  public struct Replies: Sendable, Hashable {
    /// Thanks for a report.
    public var acknowledged: [String]
    /// The format is wrong.
    public var rejected: [String]
    /// Asks for the number (two-step flow).
    public var asksForNumber: [String]

    /// Patterns; none by default.
    public init(acknowledged: [String] = [], rejected: [String] = [], asksForNumber: [String] = []) {
      self.acknowledged = acknowledged
      self.rejected = rejected
      self.asksForNumber = asksForNumber
    }
  }

  /// When somebody last saw a report in this form taken.
  public enum Verification: Sendable, Hashable {
    /// Known from publications only.
    case never
    /// A day, `yyyy-mm-dd`.
    case on(String)
  }

  /// Stable name, such as `telkomsel-1166`.
  public var id: String
  /// Grows with each change of the form, and is kept with each report.
  public var version: Int
  /// What people call it.
  public var name: String
  /// Whether reports may be sent by it.
  public var isEnabled: Bool
  /// MCC and MNC of the SIMs it serves: prefixes of the IMSI, such as `51010`.
  public var homeNetworks: [String]
  /// The way of a report.
  public var flow: Flow
  /// The number reports go to; none for the export flow.
  public var destination: String?
  /// TP-DA type-of-address octet of the destination; 0x81 (unknown, ISDN) for short codes.
  public var typeOfAddress: UInt8
  /// How many SMS one report may be.
  public var maximumParts: Int
  /// How its replies read.
  public var replies: Replies
  /// Limits of this destination; a value here can only tighten the configured ones.
  public var limits: ProfileLimits
  /// When the form was last seen working.
  public var verification: Verification
  /// E-mail for the evidence, when there is one.
  public var email: String?
  /// Call centre, when there is one.
  public var callCentre: String?
  /// What is known, for people.
  public var notes: String

  /// A profile; what is not given is what is safe (disabled, one part, never verified).
  public init(
    id: String, version: Int = 1, name: String, isEnabled: Bool = false, homeNetworks: [String], flow: Flow,
    destination: String?, typeOfAddress: UInt8 = 0x81, maximumParts: Int = 1, replies: Replies = Replies(),
    limits: ProfileLimits = ProfileLimits(), verification: Verification = .never, email: String? = nil,
    callCentre: String? = nil, notes: String = ""
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.isEnabled = isEnabled
    self.homeNetworks = homeNetworks
    self.flow = flow
    self.destination = destination
    self.typeOfAddress = typeOfAddress
    self.maximumParts = maximumParts
    self.replies = replies
    self.limits = limits
    self.verification = verification
    self.email = email
    self.callCentre = callCentre
    self.notes = notes
  }

  /// Whether it serves the SIM with this IMSI.
  public func serves(imsi: String) -> Bool {
    homeNetworks.contains { !$0.isEmpty && imsi.hasPrefix($0) }
  }

  /// Whether a message from `address` comes from this destination.
  public func isDestination(_ address: String) -> Bool {
    guard let destination else { return false }
    return Sender.canonical(destination) == Sender.canonical(address)
  }
}

/// A destination's own limits; nil leaves the configured one.
public struct ProfileLimits: Sendable, Hashable {
  /// SMS to it in any hour.
  public var perHour: Int?
  /// SMS to it in any 24 hours.
  public var perDay: Int?
  /// Hours after which it no longer wants a report.
  public var maximumAgeHours: Int?

  /// No limits but those given.
  public init(perHour: Int? = nil, perDay: Int? = nil, maximumAgeHours: Int? = nil) {
    self.perHour = perHour
    self.perDay = perDay
    self.maximumAgeHours = maximumAgeHours
  }
}

extension Sequence<ReportProfile> {
  /// The profile for the SIM with this IMSI: an enabled one before a disabled one, the longest network before a shorter
  /// one, the first listed before the rest.
  public func serving(imsi: String) -> ReportProfile? {
    var best: (profile: ReportProfile, rank: (Int, Int))?
    for profile in self {
      let lengths = profile.homeNetworks.filter { !$0.isEmpty && imsi.hasPrefix($0) }.map(\.utf8.count)
      guard let length = lengths.max() else { continue }
      let rank = (profile.isEnabled ? 1 : 0, length)
      if let current = best, rank <= current.rank { continue }
      best = (profile, rank)
    }
    return best?.profile
  }
}
