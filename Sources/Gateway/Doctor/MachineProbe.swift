import CSystemd
import Devices
import Foundation
import Glibc
import Modem
import Reporting
import SerialPort
import Store

/// Looks at the machine: the facts ``MachineChecks`` decides on.
enum MachineProbe {
  static let serviceUser = "pelapor"

  static func folder(of path: String) -> String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// The daemon on a database, by the lock file beside it; the lock itself is left alone.
  static func daemon(onDatabase path: String) -> Int32? {
    guard let processID = Store.daemonProcessID(ofDatabase: path), command(of: processID) == "pelapor" else {
      return nil
    }
    return processID
  }

  static func command(of processID: Int32) -> String? {
    (try? String(contentsOfFile: "/proc/\(processID)/comm", encoding: .utf8))?.trimmingCharacters(in: .newlines)
  }

  static func disk(_ folder: String) -> MachineChecks.DiskFacts? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return MachineChecks.DiskFacts(
      folder: folder, freeBytes: UInt64(status.f_bavail) * UInt64(status.f_frsize),
      // File systems without a table of them say 0 of 0.
      freeNodes: status.f_files > 0 ? UInt64(status.f_favail) : nil,
      isWritable: access(folder, W_OK) == 0 && status.f_flag & UInt(ST_RDONLY) == 0)
  }

  static var isClockSynchronised: Bool? {
    switch pelapor_clock_is_kept() {
    case 0: false
    case 1: true
    case _: nil
    }
  }

  static func service() -> MachineChecks.ServiceFacts {
    let files = FileManager.default
    guard files.fileExists(atPath: "/run/systemd/system") else { return .noSystemd }
    let folders = ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/system"]
    return .unit(
      isInstalled: folders.contains { files.fileExists(atPath: "\($0)/pelapor.service") },
      isEnabled: systemctl("is-enabled") == "enabled", state: systemctl("is-active") ?? "in an unknown state")
  }

  private static func systemctl(_ question: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/systemctl")
    process.arguments = [question, "pelapor.service"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = (try? output.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    return data.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  static func devices() throws(DiscoveryError) -> [MachineChecks.DeviceFacts] {
    try ModemDiscovery.scan().map { device in
      MachineChecks.DeviceFacts(
        title: device.title,
        ports: device.port.terminal.map { ["AT port \($0.path)"] } ?? device.terminals.map(\.path),
        remedy: device.remedy, isModem: device.kind == .modem)
    }
  }

  /// USB modems, and whether udev keeps ModemManager off them.
  static var modemManagerMatters: [MachineChecks.ModemManagerFacts.Modem] {
    ((try? ModemDiscovery.scan()) ?? []).filter { $0.kind == .modem && $0.mode == .serial }.map {
      .init(title: $0.title, isIgnored: $0.usb?.isIgnoredByModemManager ?? false)
    }
  }

  static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// Root may reset it; whether the service may is another matter.
  static func closedToServiceForReset(_ path: String) -> USBResetOutcome? {
    guard case .closedToService(let user, _)? = closedToService(path) else { return nil }
    return .refused(
      reason: "\(path) may not be written by \(user), as whom the service runs",
      remedy: "let its group write it by a udev rule, and give the service the drop-in usb-reset.conf: the user guide "
        + "(USB reset) has the lines")
  }

  static var isModemManagerRunning: Bool {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
      .contains { command(of: $0) == "ModemManager" }
  }

  /// The service's user, when it may not open what root just did.
  static func closedToService(_ path: String) -> ModemChecks.PortFacts? {
    guard geteuid() == 0, let user = getpwnam(serviceUser) else { return nil }
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    if status.st_mode & 0o006 == 0o006 || (status.st_uid == user.pointee.pw_uid && status.st_mode & 0o600 == 0o600) {
      return nil
    }
    var count: Int32 = 64
    var groups = [gid_t](repeating: 0, count: 64)
    getgrouplist(serviceUser, user.pointee.pw_gid, &groups, &count)
    // The unit gives dialout besides (SupplementaryGroups).
    let supplementary = getgrnam("dialout").map { [$0.pointee.gr_gid] } ?? []
    let isMember = (groups.prefix(Int(max(0, count))) + supplementary).contains(status.st_gid)
    if isMember, status.st_mode & 0o060 == 0o060 { return nil }
    let group = getgrgid(status.st_gid).map { String(cString: $0.pointee.gr_name) } ?? String(status.st_gid)
    return .closedToService(user: serviceUser, group: group)
  }
}
