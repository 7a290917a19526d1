import Modem

extension ModemSession.Configuration {
  /// As the configuration file has it.
  init(_ settings: Configuration.Modem, pinWasRefused: Bool) {
    self.init()
    pin = settings.pin
    self.pinWasRefused = pinWasRefused
    profile = settings.profile
    overrides = settings.overrides
    allowsUSBReset = settings.allowsUSBReset
    // Trying costs one transaction; people who make room should not have to wait.
    storePause = .seconds(10)
    if settings.promptDelayMilliseconds > 0 { promptDelay = .milliseconds(settings.promptDelayMilliseconds) }
  }
}
