import Foundation

/// A program that reads SMS from a modem: ours or another's, each with the settings that make it as fast as it can be.
enum Subject: String, CaseIterable {
  case pelapor
  case gammuSMSD = "gammu-smsd"
  case smstools

  /// What to start, and what with.
  struct Command {
    var program: String
    var arguments: [String]
    var environment: [String: String]
  }

  /// Writes the program's configuration into a folder of its own.
  ///
  /// - Parameters:
  ///   - link: the tty of its modem.
  ///   - folder: an empty folder for all it writes.
  ///   - programs: where the programs are.
  func prepare(link: String, folder: String, programs: Programs) throws -> Command {
    switch self {
    case .pelapor: try pelapor(link, folder, programs)
    case .gammuSMSD: try gammu(link, folder, programs)
    case .smstools: try smstools(link, folder, programs)
    }
  }

  private func pelapor(_ link: String, _ folder: String, _ programs: Programs) throws -> Command {
    try """
    modems:
      - name: sim1
        device: \(link)
    storage:
      path: \(folder)/pelapor.db
    control:
      socket: \(folder)/pelapor.sock
    log:
      file: \(folder)/log
    """.write(toFile: folder + "/pelapor.yaml", atomically: true, encoding: .utf8)
    // What the service's unit sets.
    return Command(
      program: programs.pelapor, arguments: ["run", "--config", folder + "/pelapor.yaml"],
      environment: ["MALLOC_ARENA_MAX": "2"])
  }

  /// What makes it report every fraud by itself and at once.
  static let reportingAtOnce: [String: String] = [
    "MODE": "auto", "HOLD_SECONDS": "0", "MINIMUM_GAP_SECONDS": "0", "PER_HOUR": "1000", "PER_DAY": "10000",
    "PER_CAMPAIGN_PER_DAY": "1000", "BURST_PER_HOUR": "10000",
  ].reduce(into: [:]) { $0["PELAPOR_REPORTING_" + $1.key] = $1.value }

  private func gammu(_ link: String, _ folder: String, _ programs: Programs) throws -> Command {
    for name in ["inbox", "outbox", "sent", "error"] { try makeFolder("\(folder)/\(name)") }
    try """
    [gammu]
    device = \(link)
    connection = at115200
    [smsd]
    service = files
    logfile = \(folder)/log
    inboxpath = \(folder)/inbox/
    outboxpath = \(folder)/outbox/
    sentsmspath = \(folder)/sent/
    errorsmspath = \(folder)/error/
    commtimeout = 1
    loopsleep = 1
    checksecurity = 0
    checkbattery = 0
    checksignal = 0
    checknetwork = 0
    resetfrequency = 0
    """.write(toFile: folder + "/smsdrc", atomically: true, encoding: .utf8)
    return foreign(programs, "/usr/bin/gammu-smsd", ["-c", folder + "/smsdrc"])
  }

  private func smstools(_ link: String, _ folder: String, _ programs: Programs) throws -> Command {
    for name in ["in", "out", "checked", "failed", "sent", "report"] { try makeFolder("\(folder)/\(name)") }
    try """
    devices = GSM1
    infofile = \(folder)/info
    pidfile = \(folder)/pid
    logfile = \(folder)/log
    delaytime = 1
    outgoing = \(folder)/out
    incoming = \(folder)/in
    checked = \(folder)/checked
    failed = \(folder)/failed
    sent = \(folder)/sent
    report = \(folder)/report
    [GSM1]
    device = \(link)
    incoming = yes
    baudrate = 115200
    """.write(toFile: folder + "/smsd.conf", atomically: true, encoding: .utf8)
    return foreign(programs, "/usr/sbin/smsd", ["-c\(folder)/smsd.conf", "-t"])
  }

  private func foreign(_ programs: Programs, _ path: String, _ arguments: [String]) -> Command {
    let root = programs.peers ?? ""
    let libraries = ["usr/lib", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu"]
    return Command(
      program: root + path, arguments: arguments,
      environment: ["LD_LIBRARY_PATH": libraries.map { "\(root)/\($0)" }.joined(separator: ":")])
  }

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
}

/// Where the programs are.
struct Programs {
  var pelapor: String
  /// The folder the others were unpacked in.
  var peers: String?
}
