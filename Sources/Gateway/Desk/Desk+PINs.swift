import Reporting
import Store

// PINs, remembered beyond a restart, so that a wrong one is tried once and not once a start.
extension Desk {
  /// The modems whose configured PIN their SIM has refused in an earlier life of the program.
  func refusedPINs(of modems: [Configuration.Modem]) throws(StoreError) -> Set<String> {
    var refused: Set<String> = []
    for modem in modems where try store.isPINRefused(modem.pin, modem: modem.name) { refused.insert(modem.name) }
    return refused
  }

  /// Whether it is on disk that the PIN is tried now.
  func pinTryBegins(_ pin: String, modem: String) -> Bool {
    do {
      try store.notePINTry(pin, modem: modem, at: now())
      storeWorks()
      return true
    } catch {
      storeFailed(error)
      return false
    }
  }

  /// That it could not be forgotten does no harm: the next right PIN forgets it.
  func pinAccepted(modem: String) {
    do { try store.forgetPINTries(modem: modem) } catch { storeFailed(error) }
  }

  /// Remembered beyond a restart, so that a wrong PIN is tried once and not once a start.
  func pinRefused(_ pin: String, modem: String) {
    unnotedPINs[modem] = pin
    noteRefusedPINs()
  }

  func noteRefusedPINs() {
    for (modem, pin) in unnotedPINs {
      do {
        try store.notePINRefused(pin, modem: modem, at: now())
        unnotedPINs[modem] = nil
      } catch {
        storeFailed(error)
      }
    }
  }
}
