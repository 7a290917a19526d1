import Modem
import Reporting

/// The machine the daemon runs on, each thing as facts and what they mean.
enum MachineChecks {
  // MARK: Reporting mode

  static func mode(_ mode: ReportingMode) -> Finding {
    switch mode {
    case .auto: .ok(.mode, "reports go out by themselves (reporting.mode auto)")
    case .review: .ok(.mode, "reports wait for a person (reporting.mode review): `pelapor reports approve`")
    case .dryRun:
      .warning(
        .mode, "reports are composed and not sent (reporting.mode dry-run)", "set reporting.mode to auto or review")
    case .off: .warning(.mode, "nothing is reported (reporting.mode off)", "set reporting.mode to auto or review")
    }
  }

  // MARK: Database and disk

  enum DatabaseFacts: Equatable {
    /// `failure` is what the store says; the daemon has not made it yet when `isMissing`.
    case missing(path: String, folderProblem: String?)
    case unusable(failure: String)
    case open(path: String, messages: Int, newest: String?, unknownReports: Int)
  }

  static func database(_ facts: DatabaseFacts) -> Finding {
    switch facts {
    case .missing(let path, nil):
      .warning(.database, "\(path) is not there yet", "nothing; the daemon makes it when it first runs")
    case .missing(let path, let problem?):
      .problem(
        .database, "\(path) is not there and can't be made: \(problem)", "create the folder for the daemon's user")
    case .unusable(let failure): .problem(.database, failure, nil)
    case .open(_, let messages, let newest, let unknown) where unknown > 0:
      .warning(
        .database,
        "\(messages) messages\(newest.map { ", the newest of \($0)" } ?? ""); "
          + "\(unknown) reports of which nobody knows whether they went out",
        "look at them: `pelapor reports list`, then `pelapor reports resolve`")
    case .open(_, let messages, let newest, _):
      .ok(.database, "\(messages) messages" + (newest.map { ", the newest of \($0)" } ?? ""))
    }
  }

  struct DiskFacts: Equatable {
    var folder: String
    var freeBytes: UInt64
    var freeNodes: UInt64?
    var isWritable: Bool
  }

  static func disk(_ facts: DiskFacts) -> Finding {
    let free = facts.freeBytes >> 20
    let room = "make room; while the disk is full messages stay on the SIM, and a full SIM receives nothing"
    if !facts.isWritable {
      return .problem(
        .disk, "\(facts.folder) can't be written", "check its owner, mode, and that it is not mounted read-only")
    }
    if free < 50 { return .problem(.disk, "\(free) MiB are free in \(facts.folder)", room) }
    if let nodes = facts.freeNodes, nodes < 100 {
      return .problem(.disk, "\(nodes) more files can be made in \(facts.folder)", "delete files")
    }
    if free < 500 { return .warning(.disk, "\(free) MiB are free in \(facts.folder)", room) }
    return .ok(.disk, "\(free >= 10_240 ? "\(free >> 10) GiB" : "\(free) MiB") are free in \(facts.folder)")
  }

  // MARK: Clock

  struct ClockFacts: Equatable {
    var now: WallTime
    /// The kernel's word; nil where it does not tell.
    var isSynchronised: Bool?
    /// When the newest message was received.
    var newestMessage: WallTime?
    var text: String
  }

  /// The beginning of 2026: no program of this kind ran before.
  static let earliest = WallTime(milliseconds: 1_767_225_600_000)

  static func clock(_ facts: ClockFacts) -> Finding {
    let remedy = "set the clock and let it be kept: `sudo timedatectl set-ntp true`"
    if facts.now < earliest {
      return .problem(.clock, "the clock says \(facts.text), which can't be", remedy)
    }
    if let newest = facts.newestMessage, newest.milliseconds - facts.now.milliseconds > 3_600_000 {
      let hours = (newest.milliseconds - facts.now.milliseconds) / 3_600_000
      return .problem(
        .clock, "the clock says \(facts.text), \(hours) h before the newest message was received", remedy)
    }
    if facts.isSynchronised == false {
      return .warning(.clock, "\(facts.text), and nothing keeps the clock right", remedy)
    }
    return .ok(.clock, facts.text + (facts.isSynchronised == true ? ", kept by a time service" : ""))
  }

  // MARK: Service

  enum ServiceFacts: Equatable {
    /// No systemd runs this machine.
    case noSystemd
    case unit(isInstalled: Bool, isEnabled: Bool, state: String)
  }

  static func service(_ facts: ServiceFacts, daemon: Int32?) -> Finding {
    let process = daemon.map { " (process \($0))" } ?? ""
    switch facts {
    case .noSystemd:
      return .skipped(
        .service, "this machine is not run by systemd" + (daemon == nil ? "" : "; the daemon runs\(process)"))
    case .unit(false, _, _):
      return .warning(
        .service, "there is no unit pelapor.service" + (daemon == nil ? "" : "; the daemon runs\(process) without it"),
        "install the package, or `make install`: then the daemon starts with the machine")
    case .unit(true, _, "failed"):
      return .problem(.service, "pelapor.service has failed", "why: `journalctl -u pelapor -n 50`")
    case .unit(true, let isEnabled, "active"):
      return isEnabled
        ? .ok(.service, "pelapor.service runs\(process) and starts with the machine")
        : .warning(
          .service, "pelapor.service runs\(process), but does not start with the machine",
          "`sudo systemctl enable pelapor`")
    case .unit(true, let isEnabled, let state):
      return .warning(
        .service, "pelapor.service is \(state)" + (isEnabled ? "" : " and does not start with the machine"),
        isEnabled ? "`sudo systemctl start pelapor`" : "`sudo systemctl enable --now pelapor`")
    }
  }

  // MARK: Devices

  struct DeviceFacts: Equatable {
    var title: String
    var ports: [String]
    /// What has to be done before it can be used.
    var remedy: String?
    var isModem: Bool
  }

  static func devices(_ devices: [DeviceFacts], isNetworkOnly: Bool) -> [Finding] {
    let findings = devices.filter { $0.remedy != nil || $0.isModem }.map { device in
      device.remedy.map { .problem(.devices, "\(device.title) can't be used as it is", $0) }
        ?? Finding.ok(.devices, "\(device.title): \(device.ports.joined(separator: ", "))")
    }
    if !findings.isEmpty { return findings }
    if isNetworkOnly { return [.ok(.devices, "no modem is plugged in here; the configuration needs none")] }
    return [
      .warning(
        .devices, "no USB modem is plugged in", "plug it in, and look at `pelapor modems`; serial ports may have one")
    ]
  }

  struct ModemManagerFacts: Equatable {
    var isRunning: Bool
    /// Modems of the configuration whose port it has open.
    var holding: [String] = []
    /// Modems plugged in, and whether udev tells it to keep off each (`ID_MM_DEVICE_IGNORE`).
    var modems: [Modem] = []

    struct Modem: Equatable {
      var title: String
      var isIgnored: Bool
    }
  }

  static func modemManager(_ facts: ModemManagerFacts) -> Finding {
    if !facts.isRunning { return .ok(.modemManager, "ModemManager does not run") }
    let open = facts.modems.filter { !$0.isIgnored }.map(\.title)
    if facts.holding.isEmpty, open.isEmpty, !facts.modems.isEmpty {
      return .ok(.modemManager, "ModemManager runs, and keeps off the modems (ID_MM_DEVICE_IGNORE)")
    }
    let details =
      (facts.holding.isEmpty ? [] : ["it has \(facts.holding.joined(separator: ", ")) open"])
      + (open.isEmpty ? [] : ["nothing keeps it off \(open.joined(separator: ", "))"])
    return .warning(
      .modemManager,
      "ModemManager runs, and may take the modem" + (details.isEmpty ? "" : ": \(details.joined(separator: "; "))"),
      "install 60-pelapor.rules (the package does) and plug the modem in again, or `sudo systemctl disable --now "
        + "ModemManager`")
  }

  // MARK: USB reset

  static func usbReset(_ obstacle: USBResetOutcome?, of node: String) -> Finding {
    switch obstacle {
    case nil, .done?: .ok(.usbReset, "\(node) can be reset when nothing else brings the modem back")
    case .refused(let reason, let remedy)?:
      .warning(.usbReset, "the modem's USB device can't be reset: \(reason)", remedy)
    }
  }
}
