import Devices
import SerialPort
import Testing

@testable import Gateway

@Suite struct SelectorConfigurationTests {
  private func load(_ modem: String, after first: String = "") throws(ConfigurationError) -> Configuration {
    try ConfigurationLoader.load(yaml: "modems:\n\(first)  - name: sim1\n\(modem)", name: "test.yaml")
  }

  private func problems(_ modem: String, after first: String = "") -> [String] {
    do {
      _ = try load(modem, after: first)
      return []
    } catch { return error.problems.map(\.description) }
  }

  @Test(arguments: [
    ("device: /dev/ttyUSB0", ModemSelector.endpoint(.device(path: "/dev/ttyUSB0"))),
    ("device: /dev/serial/by-id/usb-x-if00", .endpoint(.device(path: "/dev/serial/by-id/usb-x-if00"))),
    ("device: tcp://rack:7001", .endpoint(.tcp(host: "rack", port: 7_001))),
    ("usb-serial: \"0123456789ABCDEF\"", .serial("0123456789ABCDEF")),
    ("usb-serial: 0123456789ABCDEF", .serial("0123456789ABCDEF")),
    ("by-path: pci-0000:00:14.0-usb-0:2", .path("pci-0000:00:14.0-usb-0:2")),
    ("by-path: /dev/serial/by-path/x-port0", .path("/dev/serial/by-path/x-port0")),
    ("imei: 350000000000017", .imei("350000000000017")),
    ("imsi: \"510101234567890\"", .imsi("510101234567890")),
    ("usb: 12d1:1506", .usb(USBID(0x12D1, 0x1506), interface: nil)),
    ("usb: 12D1:1506:02", .usb(USBID(0x12D1, 0x1506), interface: 2)),
  ]) func eachKeyChooses(line: String, selector: ModemSelector) throws {
    #expect(try load("    \(line)\n").modems[0].selector == selector)
  }

  @Test func behindASerialServerThereIsNoUSBDeviceToReset() throws {
    #expect(
      problems("    device: tcp://rack:7001\n    allow-usb-reset: true\n") == [
        "test.yaml:4: modems.0.allow-usb-reset: a modem behind a serial server has no USB device here: leave it out"
      ])
    #expect(problems("    device: tcp://rack:7001\n    allow-usb-reset: false\n").isEmpty)
    #expect(try load("    device: /dev/ttyUSB0\n    allow-usb-reset: true\n").modems[0].allowsUSBReset)
  }

  @Test func noneIsAnErrorThatNamesThemAll() {
    let problems = problems("    baud: 9600\n")
    #expect(problems.count == 1)
    for key in ["device", "usb-serial", "by-path", "imei", "imsi", "usb", "pelapor modems"] {
      #expect(problems.first?.contains(key) == true)
    }
  }

  @Test func twoContradictEachOtherOnTheLineOfTheSecond() {
    #expect(
      problems("    device: /dev/ttyUSB0\n    imei: 350000000000017\n") == [
        "test.yaml:4: modems.0.imei: the modem is chosen by device already: keep device or imei, not both"
      ])
  }

  @Test(arguments: [
    "imei: 1234", "imei: 35000000000001X", "imsi: 5101", "usb: 12d1", "usb: 12d1:1506:2", "usb: huawei",
    "by-path: /dev/ttyUSB0", "usb-serial: \"two words\"", "device: ttyUSB0",
  ]) func badValuesAreRefusedWithTheirLine(line: String) {
    let problems = problems("    \(line)\n")
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("test.yaml:3: modems.0.") == true, "\(problems)")
    #expect(problems.first?.contains("must be") == true, "\(problems)")
  }

  /// A locked SIM tells no IMSI, and a PIN is tried on no SIM that is not known.
  @Test func aSIMChosenByItsNumberCantHaveAPIN() {
    for key in ["pin: \"1234\"", "pin-file: sim1-pin"] {
      let problems = problems("    imsi: \"510101234567890\"\n    \(key)\n")
      #expect(problems.count == 1)
      #expect(problems.first?.contains("test.yaml:4") == true, "\(problems)")
      #expect(problems.first?.contains("choose it by imei") == true, "\(problems)")
    }
    #expect(problems("    imei: \"350000000000017\"\n    pin: \"1234\"\n").isEmpty)
  }

  @Test func twoModemsCantBeTheSame() {
    let first = "  - name: other\n    usb: 12d1:1506\n"
    let problems = problems("    usb: 12D1:1506\n", after: first)
    #expect(problems.count == 1)
    #expect(problems.first?.contains("test.yaml:5: modems.1.usb: usb 12d1:1506 belongs to the modem other") == true)
    #expect(problems.first?.contains("by-path") == true)
  }
}
