import ModemSimulator

// A PIN that the SIM refuses is tried once. Where the power fails between the try and the refusal nobody can know; then it
// is tried once more, and never a third time, which would block the SIM.
extension Witness {
  /// To be called whenever a modem may have moved.
  ///
  /// - Parameter durable: what a power cut would leave.
  mutating func look(atPINsOf modems: [SimulatedModem], durable: () throws -> Books) throws {
    for (index, modem) in modems.enumerated() where modem.counters.wrongPINs > wrongPINs[index, default: 0] {
      wrongPINs[index] = modem.counters.wrongPINs
      let name = "sim\(index + 1)"
      if try durable().pinTries[name] == nil {
        object("a wrong PIN is tried once", "\(name) got a PIN and no note of it is on disk")
      }
      if modem.counters.wrongPINs > (pinsCutOff.contains(name) ? 2 : 1) {
        object("a wrong PIN is tried once", "\(name) got \(modem.counters.wrongPINs)")
      }
    }
  }

  /// The program or the computer was ended.
  mutating func cutOff(_ books: Books) {
    pinsCutOff.formUnion(books.pinTries.filter { $0.value == 1 }.keys)
  }
}
