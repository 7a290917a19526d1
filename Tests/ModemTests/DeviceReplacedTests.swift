import Testing

@testable import Modem

/// Trouble 3: a fresh modem is not reset for what the last one did.
@Suite struct DeviceReplacedTests {
  /// A modem that never answers, driven until it is told to restart; what is written as resets from then on.
  private func resets(replacing: Bool) -> [String] {
    var session = ModemSession(now: .zero)
    var now: Duration = .zero
    var resets: [String] = []
    var reopenings = 0
    session.portOpened(now: now)
    while reopenings < 6 {
      while let action = session.nextAction() {
        switch action {
        case .write(let octets):
          let text = String(decoding: octets, as: UTF8.self)
          if text.contains("CFUN=1,1") { resets.append("\(reopenings)") }
        case .reopenPort(let pause, _), .resetUSB(let pause, _):
          reopenings += 1
          now += pause
          // From the first reset on the device leaves the bus each time.
          if replacing, !resets.isEmpty { session.deviceReplaced(now: now) }
          session.portOpened(now: now)
        case .received, .sendStarted, .sendFinished, .notePINTry, .pinAccepted, .stopped, .event: break
        }
      }
      guard let deadline = session.deadline else { break }
      now = max(now, deadline)
      session.advance(to: now)
    }
    return resets
  }

  @Test func trouble3AFreshModemIsNotResetAgainAtOnce() {
    // The same device climbs the ladder: restart, then the vendor's reset (which is the same with an unknown modem).
    #expect(resets(replacing: false) == ["2", "3"])
    // When the device has left the bus each time, what comes is a fresh one, and none of them is reset.
    #expect(resets(replacing: true) == ["2"])
  }
}
