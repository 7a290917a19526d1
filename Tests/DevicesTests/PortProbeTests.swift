import Testing

@testable import Devices

/// What is asked of a line, and what becomes of the answers; time is given.
@Suite struct PortProbeTests {
  private func text(_ probe: inout PortProbe) -> String { String(decoding: probe.takeOutput(), as: UTF8.self) }

  @Test func asksWhoIsThere() {
    var probe = PortProbe(depth: .identity, now: .zero)
    #expect(text(&probe) == "AT\r")
    probe.receive("AT\r\r\nOK\r\n".utf8, now: .zero)
    #expect(text(&probe) == "AT+CGSN\r")
    probe.receive("\r\n350000000000017\r\n\r\nOK\r\n".utf8, now: .zero)
    #expect(text(&probe) == "AT+CIMI\r")
    probe.receive("\r\n510101234567890\r\n\r\nOK\r\n".utf8, now: .zero)
    #expect(probe.answer == .modem(ProbedIdentity(imei: "350000000000017", imsi: "510101234567890")))
  }

  @Test func aLockedSIMIsNotOpened() {
    var probe = PortProbe(depth: .identity, now: .zero)
    probe.receive("OK\r\n350000000000017\r\nOK\r\n+CME ERROR: 11\r\n".utf8, now: .zero)
    guard case .modem(let identity)? = probe.answer else {
      Issue.record("no answer")
      return
    }
    #expect(identity.imsi == nil && identity.simProblem != nil)
    #expect(!text(&probe).contains("CPIN"))
  }

  @Test func silenceIsAskedThreeTimes() {
    var probe = PortProbe(depth: .presence, now: .zero)
    for attempt in 1...PortProbe.attempts {
      #expect(probe.answer == nil)
      #expect(text(&probe) == "AT\r")
      probe.advance(to: PortProbe.patience * attempt)
    }
    #expect(probe.answer == .silent)
  }

  /// A modem that stores nothing passes its messages on to whoever is there.
  @Test func whatComesMeanwhileIsHandedOn() {
    let pdu = "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07"
    var probe = PortProbe(depth: .presence, now: .zero)
    probe.receive("\r\n+CMT: ,30\r\n\(pdu)\r\n+CREG: 1\r\nOK\r\n".utf8, now: .zero)
    #expect(probe.answer == .modem(ProbedIdentity(overheard: "+CMT: 30\r\n\(pdu)\r\n")))
  }
}
