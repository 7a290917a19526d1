import Foundation
import ModemSimulator
import Testing

extension DeviceBed.Device {
  /// A Quectel EC25: four lines, of which the third is the AT port.
  static func quectel(socket: String = "1-1", firstLine: Int = 0, serial: String? = nil) -> Self {
    Self(
      socket: socket, vendor: "2c7c", product: "0125", name: "EC25-E", serial: serial,
      interfaces: (0...3).map { Interface(number: $0, terminal: "ttyUSB\(firstLine + $0)") })
  }

  /// A stick of which nobody knows anything.
  static func stranger(socket: String, firstLine: Int, lines: Int = 2) -> Self {
    Self(
      socket: socket, vendor: "f00d", product: "0001", name: "Thing",
      interfaces: (0..<lines).map { Interface(number: $0, terminal: "ttyUSB\(firstLine + $0)") })
  }
}

extension EndToEndProcesses {
  /// `pelapor modems` before devices that libudev sees.
  @Suite(.enabled(if: DeviceBed.isAvailable), UmockdevTrait()) struct ModemsCommand {
    private func list(_ bed: DeviceBed, _ arguments: [String] = []) async throws -> (status: Int32?, program: Program) {
      let program = try Program(["modems"] + arguments, wrapper: bed.wrapper)
      return (await program.wait(), program)
    }

    private func objects(_ bed: DeviceBed, _ arguments: [String] = []) async throws -> [[String: Any]] {
      let (status, program) = try await list(bed, ["--json"] + arguments)
      #expect(status == 0, "\(program.complaints)")
      return program.output.lines.map(\.fields)
    }

    @Test func aModemIsListedWithItsPortAndWhy() async throws {
      let bed = try DeviceBed()
      try bed.plug(.quectel(serial: "E1\u{1B}[2J"), telling: false)
      #expect(FileManager.default.createFile(atPath: bed.node("ttyUSB2"), contents: nil))
      try FileManager.default.createSymbolicLink(
        atPath: bed.node("serial/by-id/usb-Quectel_EC25-if02-port0"), withDestinationPath: "../../ttyUSB2")
      try FileManager.default.createSymbolicLink(
        atPath: bed.node("serial/by-path/pci-0000:00:14.0-usb-0:1:1.2-port0"), withDestinationPath: "../../ttyUSB2")
      let modem = try #require(try await objects(bed).first)
      #expect(modem["v"] as? Int == 1)
      #expect(modem["kind"] as? String == "modem")
      #expect(modem["mode"] as? String == "serial")
      #expect(modem["family"] as? String == "quectel")
      #expect(modem["usb"] as? String == "2c7c:0125")
      #expect(modem["product"] as? String == "EC25-E")
      #expect(modem["serial"] as? String == "E1\u{1B}[2J")
      #expect(modem["socket"] as? String == "1-1")
      #expect(modem["usb_node"] as? String == "/dev/bus/usb/001/011")
      #expect(modem["at_port"] as? String == "/dev/ttyUSB2")
      #expect((modem["reason"] as? String)?.contains("interface 02 of Quectel") == true)
      let interfaces = try #require(modem["interfaces"] as? [[String: Any]])
      #expect(interfaces.map { $0["number"] as? String } == ["00", "01", "02", "03"])
      #expect(interfaces.allSatisfy { $0["class"] as? String == "ff/ff/ff" && $0["driver"] as? String == "option" })
      let ttys = try #require(modem["ttys"] as? [[String: Any]])
      #expect(ttys.map { $0["path"] as? String } == (0...3).map { "/dev/ttyUSB\($0)" })
      #expect(ttys[2]["by_id"] as? [String] == ["/dev/serial/by-id/usb-Quectel_EC25-if02-port0"])
      #expect(
        ttys[2]["by_path"] as? [String] == ["/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.2-port0"])
      let (_, program) = try await list(bed)
      let text = program.output.lines.map(\.text).joined(separator: "\n")
      #expect(text.contains("AT port: /dev/ttyUSB2, because interface 02"))
      // What a device calls itself does not act on the terminal.
      #expect(!text.contains("\u{1B}"))
    }

    @Test func trouble9SticksWithoutATtyAreListedWithWhatToDo() async throws {
      let bed = try DeviceBed()
      try bed.plug(
        DeviceBed.Device(
          socket: "1-1", vendor: "12d1", product: "1446",
          interfaces: [.init(number: 0, code: "080650", driver: "usb-storage")]), telling: false)
      try bed.plug(
        DeviceBed.Device(
          socket: "1-2", vendor: "12d1", product: "14dc",
          interfaces: [.init(number: 0, code: "020600", driver: "cdc_ether", network: "eth1")]), telling: false)
      let modems = try await objects(bed)
      #expect(modems.map { $0["mode"] as? String } == ["storage", "network"])
      #expect((modems[0]["remedy"] as? String)?.contains("usb_modeswitch -v 12d1 -p 1446") == true)
      #expect((modems[1]["remedy"] as? String)?.contains("HiLink") == true)
      #expect(((modems[1]["interfaces"] as? [[String: Any]])?.first?["networks"] as? [String]) == ["eth1"])
    }

    @Test func portsOfTheBoardAreListedWhereThereIsHardware() async throws {
      let bed = try DeviceBed()
      try bed.addUART("ttyS0", type: 4)
      try bed.addUART("ttyS1", type: 0)
      let modems = try await objects(bed)
      #expect(modems.map { $0["kind"] as? String } == ["uart"])
      #expect(modems.first?["at_port"] as? String == "/dev/ttyS0")
    }

    @Test func withNothingPluggedInItSaysWhatToCheck() async throws {
      let (status, program) = try await list(try DeviceBed())
      #expect(status == 0)
      #expect(program.output.lines.isEmpty)
      #expect(program.complaints.contains("No modem is plugged in"))
      #expect(program.complaints.contains("lsusb"))
    }

    /// Trouble 6: of a stick that the table does not know, --probe finds the AT port.
    @Test func trouble6UnknownPortsAreAskedSideBySide() async throws {
      let bed = try DeviceBed()
      try bed.plug(.stranger(socket: "1-1", firstLine: 0, lines: 3), telling: false)
      // The second line is the modem; nobody answers on the first, and the third has no node.
      let host = try PTYHost(links: [bed.node("ttyUSB1")])
      defer { host.stop() }
      let deaf = try PTYHost(links: [bed.node("ttyUSB0")])
      defer { deaf.stop() }
      deaf.withSimulation { $0.perform(.mute(nil)) }
      #expect(try await objects(bed).first?["at_port"] == nil)
      let modem = try #require(try await objects(bed, ["--probe"]).first)
      let ttys = try #require(modem["ttys"] as? [[String: Any]])
      #expect(ttys[0]["answers"] as? Bool == false)
      #expect(ttys[1]["answers"] as? Bool == true)
      #expect(ttys[1]["imei"] as? String == host.simulation.modems[0].configuration.imei)
      #expect(ttys[1]["imsi"] as? String == host.simulation.modems[0].sim?.imsi)
      #expect((ttys[2]["problem"] as? String)?.contains("does not exist") == true)
    }

    /// A PIN is never entered, and a SIM that wants one keeps its IMSI.
    @Test func aLockedSIMIsNotTouched() async throws {
      let bed = try DeviceBed()
      try bed.plug(.quectel(), telling: false)
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(pin: "4711"))]),
        links: [bed.node("ttyUSB2")])
      defer { host.stop() }
      let modem = try #require(try await objects(bed, ["--probe"]).first)
      let port = try #require((modem["ttys"] as? [[String: Any]])?[2])
      #expect(port["answers"] as? Bool == true)
      #expect(port["imei"] != nil)
      #expect(port["imsi"] == nil)
      #expect((port["sim_problem"] as? String)?.isEmpty == false)
      #expect(host.simulation.modems[0].counters.wrongPINs == 0)
      #expect(host.simulation.modems[0].sim?.pinTries == 3)
    }
  }
}
