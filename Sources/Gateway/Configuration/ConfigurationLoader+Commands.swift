internal import Modem

extension ConfigurationLoader {
  private typealias Keys = ConfigurationKeys.Commands

  /// The family a person has named; nil lets the modem tell.
  mutating func profile(_ index: Int) -> ModemProfile? {
    ModemProfile.named(value(Keys.profile, index, or: ""))
  }

  /// The commands in place of the family's.
  func overrides(_ index: Int) -> ModemProfile.Overrides {
    var overrides = ModemProfile.Overrides()
    overrides.initialisation = optional(Keys.initialisation, index)
    overrides.cardIdentityCommands = optional(Keys.card, index)
    overrides.indications = optional(Keys.indications, index)
    overrides.storageOrder = optional(Keys.storage, index)
    overrides.listsMessages = optional(Keys.list, index).map { _ in false }
    overrides.restartCommand = optional(Keys.restart, index).map(Self.replacement)
    overrides.resetCommand = optional(Keys.reset, index).map(Self.replacement)
    overrides.radioOffCommand = optional(Keys.radioOff, index).map(Self.replacement)
    return overrides
  }

  private static func replacement(_ text: String) -> ModemProfile.Overrides.Replacement {
    text == Keys.skip ? .nothing : .command(text)
  }
}
