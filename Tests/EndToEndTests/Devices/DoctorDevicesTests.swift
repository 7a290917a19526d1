import Foundation
import Glibc
import Testing

extension EndToEndProcesses {
  /// `pelapor doctor` before devices that libudev sees.
  @Suite(.enabled(if: DeviceBed.isAvailable), UmockdevTrait()) struct DoctorsOfDevices {
    /// A process that is called as ModemManager is, as long as it lives.
    private final class FakeModemManager {
      private let process = Process()

      init(_ scratch: Scratch) throws {
        let path = scratch.file("ModemManager")
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: path)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["600"]
        try process.run()
      }

      deinit {
        // SIGTERM may be ignored here, and so there.
        kill(process.processIdentifier, SIGKILL)
      }
    }

    private func findings(_ bed: DeviceBed, _ scratch: Scratch, _ settings: String = "") async throws -> [LogLine] {
      let text =
        "modems:\n  - name: sim1\n    usb: 2c7c:0125\n\(settings)storage:\n  path: \(scratch.file("pelapor.db"))\n"
        + "control:\n  socket: \"off\"\n"
      let file = try scratch.write(text, to: "pelapor.yaml")
      let program = try Program(["doctor", "--json", "--config", file], wrapper: bed.wrapper)
      _ = await program.wait()
      return program.output.lines.filter { $0.string("kind") == "finding" }
    }

    /// Trouble 7: udev's word decides whether ModemManager is a danger.
    @Test(arguments: [("1", "ok", "keeps off"), ("0", "warning", "keeps it off Quectel EC25-E")])
    func trouble7DoctorSaysWhetherModemManagerKeepsOff(ignore: String, status: String, words: String) async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      var device = DeviceBed.Device.quectel()
      device.properties = ["ID_MM_DEVICE_IGNORE": ignore]
      try bed.plug(device, telling: false)
      let manager = try FakeModemManager(scratch)
      let finding = try await findings(bed, scratch).first { $0.string("check") == "modem-manager" }
      #expect(finding?.string("status") == status, "\(finding?.text ?? "")")
      #expect(finding?.string("message").contains(words) == true, "\(finding?.text ?? "")")
      withExtendedLifetime(manager) {}
    }

    @Test func whatIsInTheWayOfAUSBResetIsSaidBeforeItIsNeeded() async throws {
      let (scratch, bed) = (try Scratch(), try DeviceBed())
      let device = DeviceBed.Device.quectel()
      try bed.plug(device, telling: false)
      #expect(try await findings(bed, scratch).allSatisfy { $0.string("check") != "usb-reset" })
      let finding = try await findings(bed, scratch, "    allow-usb-reset: true\n").first {
        $0.string("check") == "usb-reset"
      }
      // The node is named by libudev, and there is none behind it in this bed.
      #expect(finding?.string("message").contains("/dev/\(DeviceBed.node(of: device.socket)): No such file") == true)
      #expect(finding?.string("status") == "warning" && finding?.string("remedy").isEmpty == false)
    }
  }
}
