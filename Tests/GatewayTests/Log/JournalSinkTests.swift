import Reporting
import Testing

@testable import Gateway

/// The fields that the systemd journal gets.
struct JournalSinkTests {
  private func fields(_ event: Event, includeText: Bool = false) -> [String] {
    JournalSink(privacy: Privacy(includeText: includeText), clock: .fixed(secondsEast: 25_200))
      .fields(of: event, at: 1_795_527_847_123)
  }

  @Test func eachFieldOfAnEventIsOneOfTheEntry() {
    let entry = fields(
      Event(
        .smsClassified, .warning,
        [
          .modem: .string("sim1"), .messageID: .integer(7), .probability: .decimal(0.5),
          .reasons: .strings(["prize", "link"]), .due: .instant(1_795_527_847_123),
          .counters: .counts([Event.Count(name: "commands", value: 12), Event.Count(name: "resets", value: 1)]),
        ]))
    #expect(entry.contains("PRIORITY=4") && entry.contains("EVENT=sms.classified"))
    #expect(
      entry.contains("SYSLOG_IDENTIFIER=pelapor") && entry.contains("MESSAGE_ID=\(EventName.smsClassified.messageID)"))
    #expect(entry.contains("MODEM=sim1") && entry.contains("PELAPOR_MESSAGE_ID=7") && entry.contains("PROBABILITY=0.5"))
    #expect(entry.contains("REASONS=prize; link") && entry.contains("COUNTERS=commands 12, resets 1"))
    #expect(entry.contains("DUE=2026-11-24T20:44:07.123+07:00"))
    #expect(entry.first?.hasPrefix("MESSAGE=") == true && entry.first?.contains("\n") == false)
  }

  @Test func peopleAreLeftOutUnlessAskedFor() {
    let event = Event(
      .smsReceived, .info,
      [
        .sender: .number("+6281234567890"), .text: .words("selamat\n\u{1B}[2J"),
        .reasons: .quoting(["says selamat"], else: ["a prize"]),
      ])
    let plain = fields(event).joined(separator: "\n")
    #expect(!plain.contains("81234567890") && !plain.contains("selamat") && plain.contains("REASONS=a prize"))
    let open = fields(event, includeText: true)
    #expect(open.contains("SENDER=+6281234567890") && open.contains("REASONS=says selamat"))
    #expect(open.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 } })
  }

  @Test(arguments: [(LogLevel.debug, 7), (.info, 6), (.warning, 4), (.error, 3)])
  func levelsArePriorities(level: LogLevel, priority: Int) {
    #expect(fields(Event(.daemonStopping, level)).contains("PRIORITY=\(priority)"))
  }
}
