import Modem

// What is written down of the tries of a PIN.
extension ModemLine {
  func notePINTry() {
    guard let pin = settings.pin else { return }
    notePIN { line in
      let isNoted = await line.desk.pinTryBegins(pin, modem: line.name)
      line.session.pinTryNoted(isNoted, now: line.now)
      line.carryOut()
    }
  }

  /// One note after the other, so that what is known last of a try is what stays.
  func notePIN(_ note: @escaping @Sendable (isolated ModemLine) async -> Void) {
    let last = notingPIN
    notingPIN = Task {
      await last?.value
      await note(self)
    }
  }
}
