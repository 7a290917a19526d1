/// What stopped a message from being reported by itself. The raw values are stable: the log, the store and the
/// configuration name them.
public enum Guard: String, Sendable, CaseIterable {
  case reportingOff = "reporting-off"
  case replyOfDestination = "reply-of-destination"
  case notFraud = "not-fraud"
  case ownNumber = "own-number"
  case contact
  case allowListed = "allow-listed"
  case correspondent
  case protectedNotice = "protected-notice"
  case senderNotMobile = "sender-not-mobile"
  case incomplete
  case tooOld = "too-old"
  case implausibleTime = "implausible-time"
  case foreignServiceCentre = "foreign-service-centre"
  case spoofSigns = "spoof-signs"
  case askBand = "ask-band"
  case noReasons = "no-reasons"
  case simUnknown = "sim-unknown"
  case noProfile = "no-profile"
  case profileDisabled = "profile-disabled"
  case profileByHand = "profile-by-hand"
  case roaming
  case senderReported = "sender-reported"
  case textReported = "text-reported"
  case campaignLimit = "campaign-limit"
  case queueFull = "queue-full"
  case cannotCompose = "cannot-compose"
  case breakerOpen = "breaker-open"
  case lessonsUnusable = "lessons-unusable"
  case destinationChanged = "destination-changed"
  case reviewMode = "review-mode"
  case restored

  /// Why, as a sentence for people.
  public var reason: String {
    switch self {
    case .reportingOff: "reporting is switched off in the configuration"
    case .replyOfDestination: "it comes from the number that reports go to"
    case .notFraud: "it was not found to be fraud"
    case .ownNumber: "its sender is one of the own SIMs"
    case .contact: "its sender is in the contacts"
    case .allowListed: "its sender is on the allow-list"
    case .correspondent: "this gateway has written to its sender before"
    case .protectedNotice: "it reads like a one-time password or a bank's notice"
    case .senderNotMobile: "its sender is not an Indonesian mobile number; those are never reported without a person"
    case .incomplete: "parts of it never arrived"
    case .tooOld: "it is too old to be reported"
    case .implausibleTime: "its time stamp lies in the future, or this computer's clock is wrong"
    case .foreignServiceCentre: "it came through a foreign service centre, so its sender may be forged"
    case .spoofSigns: "there are signs that its sender is forged"
    case .askBand: "the classifier is not sure enough to report it without a person"
    case .noReasons: "the classifier could name no reason for its verdict"
    case .simUnknown: "the SIM's IMSI is not known yet, so nobody can say where its reports go"
    case .noProfile: "no report profile serves this SIM's network"
    case .profileDisabled: "the report profile of this SIM's network is disabled"
    case .profileByHand: "this SIM's operator takes no reports by SMS; export the evidence instead"
    case .roaming: "the SIM is roaming, where a report may cost money and reach nobody"
    case .senderReported: "its sender was reported a short while ago"
    case .textReported: "its sender was already reported for the same text"
    case .campaignLimit: "enough messages of the same campaign were reported today"
    case .queueFull: "as many reports are waiting as may be sent in a day"
    case .cannotCompose: "no report could be written from it"
    case .breakerOpen: "sending was stopped for safety and waits for a person"
    case .lessonsUnusable:
      "what people taught belongs to another version of the spam model; give the lessons again, or reset them"
    case .destinationChanged: "reports go to another destination now than when this one was written"
    case .reviewMode: "reports wait for a person in the review mode"
    case .restored: "the database was restored from a backup, and it may have been sent since that was made"
    }
  }
}
