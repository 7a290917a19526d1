import ModemSimulator

// Two modems may present one subscriber, as two ports of one stick do. Only one of them may serve it, or each would take
// what the other is about to.
extension Witness {
  /// The gateway makes a modem send or delete an SMS.
  mutating func acts(modem: Int, subscriber: Int?) {
    guard history.settings.hasTwins, let subscriber, identified.contains(modem) else { return }
    let sim = history.imsi(of: subscriber)
    if let server = servers[sim], server != modem {
      object("one modem serves a SIM", "modem \(modem) acts for \(sim), which modem \(server) serves")
    }
    servers[sim] = modem
  }

  /// What a modem says. Where the answer to `AT+CIMI` was lost or broken the gateway can't know whose card it is.
  mutating func heard(_ octets: [UInt8], from modem: Int) {
    guard history.settings.hasTwins, modem < 2 else { return }
    let said = String((said[modem, default: ""] + String(decoding: octets, as: UTF8.self)).suffix(200))
    self.said[modem] = said
    if said.contains("\(history.imsi(of: modem))\r\n\r\nOK\r\n") { identified.insert(modem) }
  }

  /// A modem is asked for the number of its SIM.
  mutating func asked(modem: Int) {
    said[modem] = nil
    identified.remove(modem)
  }

  /// A modem has lost its port or its card, or the program has ended (nil): it serves nobody any more.
  mutating func lost(modem: Int?) {
    if let modem { servers = servers.filter { $0.value != modem } } else { servers = [:] }
  }
}
