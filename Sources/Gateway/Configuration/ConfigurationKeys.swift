import Devices
import Numbering
import Reporting
import SerialPort

/// Every key of the configuration file, in the order of the example.
enum ConfigurationKeys {
  enum Modem {
    static let name = ConfigurationKey<String>.text(
      "modems[].name", example: "sim1",
      expectation: "1 to 32 letters, digits, - or _, different for each modem",
      "What the log and the commands call this modem.", where: isName)
    static let device = ConfigurationKey<String>.text(
      "modems[].device", example: "/dev/ttyUSB0",
      expectation: "an absolute path of a tty, or tcp://host:port",
      "A tty (better a lasting name from /dev/serial/by-id/), or tcp://host:port of a serial server; "
        + "or choose the modem by one of the keys below.",
      where: { Endpoint(parsing: $0) != nil })
    static let usbSerial = ConfigurationKey<String>.text(
      "modems[].usb-serial", example: "\"0123456789ABCDEF\"",
      expectation: "a USB serial number as `pelapor modems` shows it",
      "Instead of device: the modem with this USB serial number, in whatever socket; many sticks have none of their own.",
      where: { isWord($0) })
    static let byPath = ConfigurationKey<String>.text(
      "modems[].by-path", example: "pci-0000:00:14.0-usb-0:2",
      expectation: "a name from /dev/serial/by-path, or its beginning up to the socket",
      "Instead of device: whatever modem is in this USB socket; a name with its interface means that line.",
      where: { isWord($0) && (!$0.hasPrefix("/") || $0.hasPrefix("/dev/serial/by-path/")) })
    static let imei = ConfigurationKey<String>.text(
      "modems[].imei", example: "\"350000000000017\"", expectation: "14 to 16 digits",
      "Instead of device: the modem with this IMEI; the modems plugged in are asked.",
      where: { (14...16).contains($0.utf8.count) && isDigits($0) })
    static let imsi = ConfigurationKey<String>.text(
      "modems[].imsi", example: "\"510101234567890\"", expectation: "14 or 15 digits",
      "Instead of device: the modem with this SIM, which must not ask for a PIN; the modems plugged in are asked.",
      where: { (14...15).contains($0.utf8.count) && isDigits($0) })
    static let usb = ConfigurationKey<String>.text(
      "modems[].usb", example: "12d1:1506", expectation: "VID:PID or VID:PID:INTERFACE in hexadecimal digits",
      "Instead of device: the only modem of this kind; 12d1:1506:02 names the interface where Pelapor does not know it.",
      where: { ModemSelector.usb(parsing: $0) != nil })
    static let baud = ConfigurationKey<Int>.oneOf(
      "modems[].baud", default: 115_200, supportedBaudRates,
      "Line speed in bits per second; USB sticks take any.")
    static let pin = ConfigurationKey<String>.text(
      "modems[].pin", example: "\"1234\"", isSecret: true, expectation: "4 to 8 digits, in quotes",
      "The SIM's PIN, if it asks for one. It is tried once and never again after a refusal.",
      where: { PINFile.isPIN($0.utf8) })
    static let pinFile = ConfigurationKey<String>.text(
      "modems[].pin-file", example: "sim1-pin",
      expectation: "the name of a credential, or an absolute path",
      "Instead of pin: a credential of the service (a file in /etc/pelapor/credentials), or a file others can't read.",
      where: { PINFile(parsing: $0) != nil })
    static let promptDelay = ConfigurationKey<Int>.integer(
      "modems[].prompt-delay-milliseconds", default: 0, in: 0...5_000,
      "Wait between the modem's \"> \" and the message; for modems that ignore what comes at once. 0 is the profile's.")
    static let allowsUSBReset = ConfigurationKey<Bool>.boolean(
      "modems[].allow-usb-reset", default: false,
      "Whether a modem that nothing else brings back has its USB device reset; the service needs the drop-in "
        + "usb-reset.conf for it.")
  }

  enum Report {
    static let mode = ConfigurationKey<ReportingMode>.choice(
      "reporting.mode", default: .auto,
      "auto sends by itself, review waits for a person, dry-run composes and sends nothing, off only classifies.")
    static let hold = ConfigurationKey<Int>.integer(
      "reporting.hold-seconds", default: 120, in: 0...86_400,
      "Time between the decision and the sending, in which a person can stop it.")
    static let gap = ConfigurationKey<Int>.integer(
      "reporting.minimum-gap-seconds", default: 10, in: 0...3_600, "Least time between two reports of one SIM.")
    static let perHour = ConfigurationKey<Int>.integer(
      "reporting.per-hour", default: 10, in: 0...1_000, "Most reports of one SIM in any 60 minutes.")
    static let perDay = ConfigurationKey<Int>.integer(
      "reporting.per-day", default: 50, in: 0...10_000, "Most reports of one SIM in any 24 hours.")
    static let perCampaign = ConfigurationKey<Int>.integer(
      "reporting.per-campaign-per-day", default: 3, in: 0...1_000,
      "Most reports in 24 hours of messages that are nearly the same.")
    static let senderDays = ConfigurationKey<Int>.integer(
      "reporting.same-sender-days", default: 30, in: 1...3_650,
      "A sender is reported once in this time, unless a new text comes after a day.")
    static let maximumAge = ConfigurationKey<Int>.integer(
      "reporting.maximum-age-hours", default: 72, in: 1...8_760, "Older messages are not reported.")
    static let burst = ConfigurationKey<Int>.integer(
      "reporting.burst-per-hour", default: 20, in: 1...10_000,
      "More candidates than this in an hour stop all sending until a person looks.")
    static let parts = ConfigurationKey<Int>.integer(
      "reporting.parts", default: 1, in: 1...5, "Most SMS parts of one report; longer texts are cut.")
    static let neverReport = ConfigurationKey<[String]>.list(
      "reporting.never-report", example: "\"+6281234567890\"",
      expectation: "a list of Indonesian mobile numbers, in quotes",
      "Numbers that are never reported, whatever they send: family, customers, your own SIMs.",
      where: { MSISDN($0) != nil })
  }

  enum Storage {
    static let path = ConfigurationKey<String>.text(
      "storage.path", default: "/var/lib/pelapor/pelapor.db", expectation: "an absolute path",
      "The SQLite database; its folder must exist and be writable.", where: isAbsolutePath)
    static let retentionDays = ConfigurationKey<Int>.integer(
      "storage.retention-days", default: 180, in: 1...36_500,
      "After this time texts and numbers are removed; digests stay, so that nothing is reported again.")
  }

  enum Log {
    static let format = ConfigurationKey<LogFormat>.choice(
      "log.format", default: .json, "json is one object a line, human is for reading, journald has native fields.")
    static let level = ConfigurationKey<LogLevel>.choice("log.level", default: .info, "The least level written.")
    static let file = ConfigurationKey<String>.text(
      "log.file", example: "/var/log/pelapor/pelapor.jsonl", expectation: "an absolute path",
      "A file to append to; without it the log goes to standard output.", where: isAbsolutePath)
    static let includeText = ConfigurationKey<Bool>.boolean(
      "log.include-text", default: false, "Whether texts of messages and whole numbers may appear in the log.")
  }

  enum Control {
    static let socket = ConfigurationKey<String>.text(
      "control.socket", default: "/run/pelapor/pelapor.sock",
      expectation: "an absolute path of at most 100 characters, or off",
      "The Unix socket of the control API, for the daemon's own user and group; off has none.",
      where: { $0 == "off" || (isAbsolutePath($0) && $0.utf8.count <= 100) })
    static let listen = ConfigurationKey<String>.text(
      "control.listen", example: "127.0.0.1:8166", expectation: "a loopback address and a port, in quotes",
      "The same over TCP, on this machine alone: 127.0.0.1:PORT or [::1]:PORT; needs control.token-file.",
      where: { LoopbackAddress(parsing: $0) != nil })
    static let tokenFile = ConfigurationKey<String>.text(
      "control.token-file", example: "/etc/pelapor/control.token", expectation: "an absolute path",
      "A file with the secret of at least 16 characters that clients over TCP must know.", where: isAbsolutePath)
    static let includeText = ConfigurationKey<Bool>.boolean(
      "control.include-text", default: false,
      "Whether texts of messages, whole numbers and radio cells may appear in answers of the control API.")
  }

  /// All of them, in the order in which the example file shows them.
  static let all: [any AnyConfigurationKey] = modems + others

  private static let modems: [any AnyConfigurationKey] =
    [
      Modem.name, Modem.device, Modem.usbSerial, Modem.byPath, Modem.imei, Modem.imsi, Modem.usb, Modem.baud,
      Modem.pin, Modem.pinFile, Modem.promptDelay, Modem.allowsUSBReset,
    ] + Commands.all

  private static let others: [any AnyConfigurationKey] = [
    Report.mode, Report.hold, Report.gap, Report.perHour, Report.perDay, Report.perCampaign, Report.senderDays,
    Report.maximumAge, Report.burst, Report.parts, Report.neverReport,
    Profile.id, Profile.name, Profile.isEnabled, Profile.homeNetworks, Profile.flow, Profile.destination,
    Profile.typeOfAddress, Profile.template, Profile.answer, Profile.parts, Profile.acknowledged, Profile.rejected,
    Profile.asksForNumber, Profile.perHour, Profile.perDay, Profile.maximumAge, Profile.email, Profile.callCentre,
    Profile.verifiedOn,
    Storage.path, Storage.retentionDays,
    Log.format, Log.level, Log.file, Log.includeText,
    Control.socket, Control.listen, Control.tokenFile, Control.includeText,
    Hook.name, Hook.events, Hook.command, Hook.includeText, Hook.timeout, Hook.retry,
    Web.name, Web.events, Web.url, Web.secretFile, Web.certificates, Web.includeText, Web.timeout, Web.retry,
  ]

  @Sendable static func isName(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { octet in
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        case _: false
        }
      }
  }

  @Sendable private static func isWord(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  @Sendable private static func isDigits(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  @Sendable static func isAbsolutePath(_ text: String) -> Bool {
    text.hasPrefix("/") && text.utf8.count > 1 && !text.utf8.contains(0)
  }
}

/// How log lines are written.
public enum LogFormat: String, Sendable, CaseIterable {
  /// One JSON object a line (`docs/log.md`).
  case json
  /// Aligned columns for a person, coloured on a terminal.
  case human
  /// The systemd journal, each field natively.
  case journald
}

/// How much an event matters.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// What passes by, for finding a fault.
  case debug
  /// What the daemon does.
  case info
  /// Something a person should look at some day.
  case warning
  /// Something does not work now.
  case error

  /// Ordered by weight.
  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
