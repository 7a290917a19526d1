import Modem
import Testing

/// The last rung of the ladder, and how often it is climbed.
@Suite struct USBResetTests {
  private func hanging(allowed: Bool, for duration: Duration) -> Bench {
    var configuration = ModemSession.Configuration()
    configuration.allowsUSBReset = allowed
    var bench = Bench(configuration)
    bench.open()
    bench.modem.isMute = true
    bench.runReopening(for: duration)
    return bench
  }

  @Test func `trouble 2: where it is allowed, the USB device is reset when nothing else has helped`() {
    let bench = hanging(allowed: true, for: .seconds(400))
    #expect(bench.steps.prefix(6) == [.probe, .reopen, .reopen, .restartRadio, .vendorReset, .usbReset])
    #expect(bench.usbResets.count == 1)
    #expect(bench.session.state.counters[.usbResets] == 1)
  }

  @Test func `without permission there is no USB reset, in a whole day`() {
    let bench = hanging(allowed: false, for: .seconds(86_400))
    #expect(bench.usbResets.isEmpty)
    #expect(bench.session.state.counters[.usbResets] == 0)
  }

  @Test func `trouble 3: USB resets that do not help come less and less often, at most every six hours in the end`() {
    let bench = hanging(allowed: true, for: .seconds(2 * 86_400))
    let pauses = zip(bench.usbResets.dropFirst(), bench.usbResets).map { $0 - $1 }
    #expect(pauses.first ?? .zero >= .seconds(600))
    #expect(zip(pauses.dropFirst(), pauses).allSatisfy { $0 >= $1 - .seconds(330) })
    #expect(pauses.last ?? .zero >= .seconds(21_600))
    #expect((9...14).contains(bench.usbResets.count), "\(bench.usbResets.count)")
  }

  /// After a reset the device has left the bus and come back, which starts the ladder anew; the pause between resets stays.
  @Test func `trouble 3: a device that hangs again after each reset is not reset in a loop`() {
    var configuration = ModemSession.Configuration()
    configuration.allowsUSBReset = true
    var bench = Bench(configuration)
    bench.open()
    bench.modem.isMute = true
    let end = bench.now + .seconds(86_400)
    var known = bench.reopenings.count
    while bench.now < end {
      bench.run(for: .seconds(1))
      guard bench.reopenings.count > known, let pause = bench.reopenings.last else { continue }
      known = bench.reopenings.count
      let resets = bench.session.state.counters[.resets] + bench.session.state.counters[.usbResets]
      bench.now += pause
      if resets > 0, bench.steps.last != .reopen { bench.session.deviceReplaced(now: bench.now) }
      bench.session.portOpened(now: bench.now)
    }
    let counters = bench.session.state.counters
    // 5, 10, 20, 40, 60, 60 … min between resets by command; each was followed by a fresh start of the ladder.
    #expect((10...30).contains(counters[.resets]), "\(counters[.resets])")
    #expect(counters[.usbResets] <= 10)
  }

  @Test func `a modem that was well for ten minutes may be reset at once when it hangs again`() {
    var bench = hanging(allowed: true, for: .seconds(200))
    #expect(bench.usbResets.count == 1)
    bench.modem.isMute = false
    bench.runReopening(for: .seconds(1200))
    #expect(bench.session.state.phase == .ready)
    bench.modem.isMute = true
    bench.runReopening(for: .seconds(300))
    #expect(bench.usbResets.count == 2)
  }

  @Test(
    arguments: [
      (USBResetOutcome.done, "usb-reset", ModemEvent.Severity.info),
      (.refused(reason: "no permission", remedy: "a rule"), "usb-reset", .warning),
    ])
  func `what came of it is told`(outcome: USBResetOutcome, name: String, severity: ModemEvent.Severity) {
    var bench = hanging(allowed: true, for: .seconds(200))
    bench.session.usbReset(outcome, now: bench.now)
    bench.drain()
    let told = bench.events.last
    #expect(told == .usbReset(outcome))
    #expect(told?.name == name && told?.severity == severity)
    if case .refused = outcome {
      #expect(told?.reason.contains("no permission") == true && told?.remedy == "a rule")
    }
  }
}
