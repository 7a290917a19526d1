extension ModemProfile {
  /// What a person has put in place of the family's commands; nil leaves the family's.
  public struct Overrides: Sendable, Hashable, Codable {
    /// One command, or none.
    public enum Replacement: Sendable, Hashable, Codable {
      case command(String)
      case nothing

      var text: String? {
        switch self {
        case .command(let text): text
        case .nothing: nil
        }
      }
    }

    /// In place of ``ModemProfile/initialisation``; empty sends none.
    public var initialisation: [String]?
    /// In place of ``ModemProfile/cardIdentityCommands``; empty does not ask.
    public var cardIdentityCommands: [String]?
    /// In place of ``ModemProfile/indications``; empty leaves announcements as they are and looks by itself.
    public var indications: [String]?
    /// In place of ``ModemProfile/storageOrder``.
    public var storageOrder: [String]?
    /// In place of ``ModemProfile/listsMessages``.
    public var listsMessages: Bool?
    /// In place of ``ModemProfile/restartCommand``.
    public var restartCommand: Replacement?
    /// In place of ``ModemProfile/resetCommand``; where there is none the restart command is used again.
    public var resetCommand: Replacement?
    /// In place of ``ModemProfile/radioOffCommand``.
    public var radioOffCommand: Replacement?

    /// Nothing is replaced.
    public init() {}
  }

  /// The profile with a person's commands in place of its own.
  func applying(_ overrides: Overrides) -> ModemProfile {
    var profile = self
    profile.initialisation = overrides.initialisation ?? initialisation
    profile.cardIdentityCommands = overrides.cardIdentityCommands ?? cardIdentityCommands
    profile.indications = overrides.indications ?? indications
    profile.storageOrder = overrides.storageOrder ?? storageOrder
    profile.listsMessages = overrides.listsMessages ?? listsMessages
    if let replacement = overrides.restartCommand { profile.restartCommand = replacement.text }
    if let replacement = overrides.resetCommand { profile.resetCommand = replacement.text }
    if let replacement = overrides.radioOffCommand { profile.radioOffCommand = replacement.text }
    return profile
  }
}
