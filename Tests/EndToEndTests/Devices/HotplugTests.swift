import Foundation
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// The daemon before devices that come and go, with the simulator behind their AT ports.
  @Suite(.enabled(if: DeviceBed.isAvailable), UmockdevTrait()) struct Hotplugging {
    private func configuration(_ modems: String, _ scratch: Scratch, log: String = "info") throws -> String {
      let text =
        "modems:\n\(modems)reporting:\n  mode: \"off\"\nstorage:\n  path: \(scratch.file("pelapor.db"))\nlog:\n"
        + "  level: \(log)\n"
      return try scratch.write(text, to: "pelapor.yaml")
    }

    private func stop(_ program: Program) async {
      program.send(SIGTERM)
      #expect(await program.wait() == 0, "\(program.complaints)")
      program.output.check()
    }

    /// Trouble 5: the stick comes back under another number, and the same SIM goes on under the same name; as `add` is
    /// told, at once and not after the pause.
    @Test(arguments: [
      "usb-serial: \"LEFT\"", "imei: \"350000000000017\"", "imsi: \"510101234567890\"", "usb: 2c7c:0125",
    ])
    func trouble5AModemUnderAnotherNumberGoesOnAsTheSame(selector: String) async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      let before = DeviceBed.Device.quectel(firstLine: 0, serial: "LEFT")
      try bed.plug(before, telling: false)
      let host = try PTYHost(links: [bed.node("ttyUSB2")])
      defer { host.stop() }
      let file = try configuration("  - name: sim1\n    \(selector)\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      #expect(await program.output.wait(for: "modem.ready"), "\(program.output.lines.map(\.text))")
      let messages = Traffic(2).messages
      _ = host.withSimulation { $0.send(messages[0]) }
      #expect(await program.output.wait(for: "sms.received"))

      host.withSimulation { $0.perform(.unplug) }
      try bed.unplug(before)
      #expect(await program.output.wait(for: "modem.lost"))
      let after = DeviceBed.Device.quectel(socket: "1-2", firstLine: 7, serial: "LEFT")
      host.withSimulation { $0.perform(.replug(linkName: "ttyUSB9")) }
      try bed.plug(after)
      #expect(await program.output.wait(for: "modem.ready", count: 2), "\(program.output.lines.map(\.text))")
      _ = host.withSimulation { $0.send(messages[1]) }
      #expect(await program.output.wait(for: "sms.received", count: 2))
      #expect(program.output.all("modem.opened").map { $0.string("device") } == ["/dev/ttyUSB2", "/dev/ttyUSB9"])
      #expect(program.output.all("sms.received").allSatisfy { $0.modem == "sim1" })
      await stop(program)
      let store = try Database(scratch.file("pelapor.db"))
      #expect(try store.count("SELECT count(DISTINCT sim) FROM messages WHERE modem = 'sim1'") == 1)
    }

    /// Two sticks alike, one chosen by its IMEI and one by its path: neither takes the other's port, whatever is asked first.
    @Test func trouble8ASecondLineNeverTakesTheOthersPort() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      try bed.plug(.quectel(socket: "1-1", firstLine: 0), telling: false)
      try bed.plug(.quectel(socket: "1-2", firstLine: 4), telling: false)
      let scenario = Scenario(modems: [
        SimulatedModem.Configuration(),
        SimulatedModem.Configuration(
          sim: SIMCard(imsi: "510109876543210", number: "+628111000002"), imei: "350000000000025"),
      ])
      let host = try PTYHost(scenario: scenario, links: [bed.node("ttyUSB2"), bed.node("ttyUSB6")])
      defer { host.stop() }
      let file = try configuration(
        "  - name: second\n    imei: \"350000000000025\"\n  - name: first\n    imei: \"350000000000017\"\n"
          + "  - name: third\n    imei: \"350000000000099\"\n  - name: fourth\n    device: /dev/ttyUSB6\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      // The port that the fourth has by its path is not asked for the second.
      #expect(await program.output.wait(for: "modem.ready", count: 2), "\(program.output.lines.map(\.text))")
      #expect(
        await program.output.wait {
          Set($0.filter { $0.event == "modem.problem" }.map(\.modem)).isSuperset(of: ["second", "third"])
        })
      let opened = program.output.all("modem.opened").map { "\($0.modem) \($0.string("device"))" }
      #expect(Set(opened) == ["first /dev/ttyUSB2", "fourth /dev/ttyUSB6"])
      let problems = program.output.all("modem.problem")
      #expect(Set(problems.map(\.modem)) == ["second", "third"], "\(problems.map(\.text))")
      #expect(
        problems.allSatisfy { $0.code == "port" && $0.reason.contains("no modem for imei") && !$0.remedy.isEmpty })
      await stop(program)
    }

    /// Trouble 6: of a stick nobody knows, the line that answers is taken, because the configuration names the stick.
    @Test func trouble6TheLineThatAnswersIsTaken() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      try bed.plug(.stranger(socket: "1-1", firstLine: 0), telling: false)
      let deaf = try PTYHost(links: [bed.node("ttyUSB0")])
      defer { deaf.stop() }
      deaf.withSimulation { $0.perform(.mute(nil)) }
      let host = try PTYHost(links: [bed.node("ttyUSB1")])
      defer { host.stop() }
      let file = try configuration("  - name: sim1\n    usb: f00d:0001\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      #expect(await program.output.wait(for: "modem.ready"), "\(program.output.lines.map(\.text))")
      #expect(program.output.all("modem.opened").map { $0.string("device") } == ["/dev/ttyUSB1"])
      await stop(program)
    }

    /// Trouble 9: what is wrong is said where the modem is missed.
    @Test func trouble9AStickInStorageModeIsNamedAndTakenOnceItIsSwitched() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      let disc = DeviceBed.Device(
        socket: "1-1", vendor: "12d1", product: "1446",
        interfaces: [.init(number: 0, code: "080650", driver: "usb-storage")])
      try bed.plug(disc, telling: false)
      let file = try configuration("  - name: sim1\n    usb: 12d1:1506\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      #expect(await program.output.wait(for: "modem.problem"))
      let problem = try #require(program.output.all("modem.problem").first)
      #expect(problem.reason.contains("12d1:1446"))
      #expect(problem.remedy.contains("usb_modeswitch"))
      // Switched: it leaves as a disc and comes as a modem.
      try bed.unplug(disc)
      let host = try PTYHost(links: [bed.node("ttyUSB1")])
      defer { host.stop() }
      try bed.plug(
        DeviceBed.Device(
          socket: "1-1", vendor: "12d1", product: "1506",
          interfaces: [
            .init(number: 0, code: "ff0201", terminal: "ttyUSB0"),
            .init(number: 1, code: "ff0202", terminal: "ttyUSB1"),
          ]))
      #expect(await program.output.wait(for: "modem.ready"), "\(program.output.lines.map(\.text))")
      await stop(program)
    }

    /// Trouble 4: a reset is an unplugging. The device leaves while nobody hears a hang-up; `remove` closes the port.
    @Test func trouble4RemoveClosesAndAddOpensAgain() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      let device = DeviceBed.Device.quectel()
      try bed.plug(device, telling: false)
      let host = try PTYHost(links: [bed.node("ttyUSB2")])
      defer { host.stop() }
      let file = try configuration("  - name: sim1\n    device: /dev/ttyUSB2\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      #expect(await program.output.wait(for: "modem.ready"))
      try bed.unplug(device)
      #expect(await program.output.wait(for: "modem.lost"))
      #expect(
        program.output.all("modem.lost").first?.reason.contains("was unplugged, or has reset itself") == true,
        "\(program.output.all("modem.lost").map(\.text))")
      try bed.plug(device)
      #expect(await program.output.wait(for: "modem.ready", count: 2), "\(program.output.lines.map(\.text))")
      await stop(program)
    }

    /// The right modem behind the port, but with another SIM than the configuration names: its PIN is not ours to try.
    @Test func anotherModemAtTheSamePortIsRefused() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      try bed.plug(.quectel(), telling: false)
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(pin: "4711"))]),
        links: [bed.node("ttyUSB2")])
      defer { host.stop() }
      let file = try configuration("  - name: sim1\n    imei: \"350000000000099\"\n    pin: \"1234\"\n", scratch)
      let program = try Program(["run", "--config", file], wrapper: bed.wrapper)
      #expect(await program.output.wait(for: "modem.problem"))
      #expect(program.output.all("modem.problem").first?.reason.contains("is another modem") == true)
      await stop(program)
      #expect(host.simulation.modems[0].counters.wrongPINs == 0)
      #expect(host.simulation.modems[0].sim?.pinTries == 3)
    }
  }
}
