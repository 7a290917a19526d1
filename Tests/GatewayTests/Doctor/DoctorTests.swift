import Reporting
import Testing

@testable import Gateway
@testable import Modem

/// Every finding by its facts.
@Suite struct DoctorTests {
  private static func moment(_ seconds: Int64) -> WallTime { WallTime(milliseconds: seconds * 1_000) }

  static let machine: [(Finding, Finding.Status, String)] = [
    (MachineChecks.mode(.auto), .ok, "by themselves"), (MachineChecks.mode(.review), .ok, "wait for a person"),
    (MachineChecks.mode(.dryRun), .warning, "not sent"), (MachineChecks.mode(.off), .warning, "nothing is reported"),
    (MachineChecks.database(.missing(path: "/x", folderProblem: nil)), .warning, "not there yet"),
    (MachineChecks.database(.missing(path: "/x", folderProblem: "no folder")), .problem, "can't be made: no folder"),
    (MachineChecks.database(.unusable(failure: "/x is damaged")), .problem, "/x is damaged"),
    (MachineChecks.database(.open(path: "/x", messages: 3, newest: "now", unknownReports: 0)), .ok, "3 messages"),
    (MachineChecks.database(.open(path: "/x", messages: 3, newest: nil, unknownReports: 2)), .warning, "2 reports"),
    (disk(free: 20_000), .ok, "19 GiB"), (disk(free: 600), .ok, "600 MiB"), (disk(free: 499), .warning, "499 MiB"),
    (disk(free: 49), .problem, "49 MiB"), (disk(free: 20_000, nodes: 99), .problem, "99 more files"),
    (disk(free: 20_000, isWritable: false), .problem, "can't be written"),
    (clock(0), .problem, "can't be"), (clock(1_800_000_000, newest: 1_800_090_000), .problem, "25 h before"),
    (clock(1_800_000_000, isKept: false), .warning, "nothing keeps"),
    (clock(1_800_000_000, isKept: true, newest: 1_800_000_000), .ok, "time service"), (clock(1_800_000_000), .ok, ""),
    (MachineChecks.service(.noSystemd, daemon: 7), .skipped, "process 7"),
    (service(false, false, "inactive"), .warning, "no unit"), (service(true, true, "active"), .ok, "runs"),
    (service(true, false, "active"), .warning, "does not start with"),
    (service(true, true, "failed"), .problem, "failed"),
    (service(true, true, "inactive"), .warning, "inactive"), (service(true, false, "inactive"), .warning, "inactive"),
    (MachineChecks.modemManager(.init(isRunning: false)), .ok, "not run"),
    (MachineChecks.modemManager(.init(isRunning: true)), .warning, "may take"),
    (MachineChecks.modemManager(.init(isRunning: true, holding: ["sim1"])), .warning, "has sim1 open"),
    (modemManager([("EC25", true), ("E3131", true)]), .ok, "keeps off"),
    (modemManager([("EC25", true), ("E3131", false)]), .warning, "keeps it off E3131"),
    (MachineChecks.usbReset(nil, of: "/dev/bus/usb/001/004"), .ok, "/dev/bus/usb/001/004"),
    (MachineChecks.usbReset(.refused(reason: "not allowed", remedy: "a rule"), of: "/x"), .warning, "not allowed"),
    (MachineChecks.devices([], isNetworkOnly: true)[0], .ok, "needs none"),
    (MachineChecks.devices([], isNetworkOnly: false)[0], .warning, "no USB modem"),
    (devices(remedy: "switch it"), .problem, "Huawei"), (devices(remedy: nil), .ok, "/dev/ttyUSB2"),
  ]

  private static func disk(free: UInt64, nodes: UInt64? = nil, isWritable: Bool = true) -> Finding {
    MachineChecks.disk(.init(folder: "/var", freeBytes: free << 20, freeNodes: nodes, isWritable: isWritable))
  }

  private static func clock(_ now: Int64, isKept: Bool? = nil, newest: Int64? = nil) -> Finding {
    MachineChecks.clock(
      .init(now: moment(now), isSynchronised: isKept, newestMessage: newest.map(moment), text: "12:00"))
  }

  private static func service(_ isInstalled: Bool, _ isEnabled: Bool, _ state: String) -> Finding {
    MachineChecks.service(.unit(isInstalled: isInstalled, isEnabled: isEnabled, state: state), daemon: nil)
  }

  private static func modemManager(_ modems: [(String, Bool)]) -> Finding {
    MachineChecks.modemManager(.init(isRunning: true, modems: modems.map { .init(title: $0.0, isIgnored: $0.1) }))
  }

  private static func devices(remedy: String?) -> Finding {
    MachineChecks.devices(
      [.init(title: "Huawei", ports: ["/dev/ttyUSB2"], remedy: remedy, isModem: true)], isNetworkOnly: false)[0]
  }

  static let modem: [(Finding, Finding.Status, String)] = [
    (ModemChecks.port(.open, at: "/x"), .ok, "can be opened"),
    (ModemChecks.port(.heldByDaemon(processID: 4), at: "/x"), .ok, "process 4"),
    (ModemChecks.port(.closed(reason: "busy"), at: "/x"), .problem, "busy"),
    (ModemChecks.port(.closedToService(user: "pelapor", group: "dialout"), at: "/x"), .problem, "pelapor"),
    (answer(false, false), .problem, "nothing answers"), (answer(true, false), .problem, "could not be set up"),
    (answer(true, true), .ok, "profile generic"),
    (sim(nil), .ok, "51010"), (sim(.pinRequired), .problem, "none is configured"),
    (sim(.pinRequired, .allowed, tries: 1), .problem, "only 1 tries"),
    (sim(.pinRequired, .refusedBefore), .problem, "not tried again"),
    (sim(.pinRequired, .noMemory), .warning, "no database"),
    (sim(.pinRequired, .unreadable("no permission")), .warning, "no permission"),
    (sim(.pinRefused), .problem, "refused"), (sim(.pukRequired), .problem, "PUK"),
    (sim(.simMissing), .problem, "no SIM"),
    (sim(.simFault("busy")), .problem, "busy"), (sim(.locked("PH-NET PIN")), .problem, "PH-NET PIN"),
    (registration(.home), .ok, "home"), (registration(.roaming), .warning, "roaming"),
    (registration(.unknown), .warning, "unknown"), (registration(.restricted), .warning, "restricted"),
    (registration(.searching), .problem, "searching"), (registration(.notRegistered), .problem, "not registered"),
    (registration(.denied), .problem, "refuses"), (registration(.emergencyOnly), .problem, "emergency"),
    (ModemChecks.profile(nil, imsi: nil), .skipped, "does not tell"),
    (ModemChecks.profile(nil, imsi: "510280000000000"), .warning, "51028"),
    (profile("510890000000000"), .warning, "sends nothing"), (profile("510101234567890"), .ok, "1166"),
    (ModemChecks.serviceCentre(nil), .problem, "nothing can be sent"), (ModemChecks.serviceCentre("+62"), .ok, "+62"),
    (ModemChecks.signal(nil), .warning, "not tell"), (ModemChecks.signal(-108), .problem, "hardly"),
    (ModemChecks.signal(-98), .warning, "weak"), (ModemChecks.signal(-97), .ok, "-97"),
    (ModemChecks.storage([]), .warning, "not tell"), (storage(20), .problem, "full"), (storage(16), .warning, "nearly"),
    (storage(15), .ok, "SM 15 of 20"),
    (line(), .ok, "answered"), (line(restarts: 1), .warning, "restarted"),
    (line(isPoweringDown: true), .warning, "restarted"), (line(.undecodableLines, 3), .warning, "no sense"),
    (line(.commandTimeouts, 1), .warning, "not answered"), (line(.echoes, 9), .warning, "echo"),
    (line(.echoLosses, 1), .warning, "lost"), (line(.damagedPDUs, 1), .warning, "lost"),
  ]

  private static func answer(_ hasAnswered: Bool, _ isFinished: Bool) -> Finding {
    ModemChecks.answer(.init(hasAnswered: hasAnswered, isFinished: isFinished, identity: ModemIdentity()))
  }

  private static func sim(
    _ block: ModemBlock?, _ allowance: ModemChecks.PINAllowance = .none, tries: Int? = nil
  ) -> Finding {
    ModemChecks.sim(.init(block: block, triesLeft: tries, allowance: allowance, imsi: "510101234567890"))
  }

  private static func registration(_ registration: NetworkStatus.Registration) -> Finding {
    var network = NetworkStatus()
    network.registration = registration
    return ModemChecks.registration(network)
  }

  private static func profile(_ imsi: String) -> Finding {
    ModemChecks.profile(ReportProfile.shipped.serving(imsi: imsi), imsi: imsi)
  }

  private static func storage(_ used: Int) -> Finding {
    ModemChecks.storage([StorageUse(storage: "SM", used: used, total: 20)])
  }

  private static func line(
    _ counter: ModemCounter = .commands, _ count: UInt64 = 1, restarts: Int = 0, isPoweringDown: Bool = false
  ) -> Finding {
    var counters = ModemCounters()
    counters[counter] = count
    return ModemChecks.line(.init(counters: counters, restarts: restarts, isPoweringDown: isPoweringDown))
  }

  @Test(arguments: (machine + modem).indices) func everyFactHasItsFinding(index: Int) {
    let (finding, status, words) = (Self.machine + Self.modem)[index]
    #expect(finding.status == status, "\(finding)")
    #expect(words.isEmpty || finding.message.contains(words), "\(finding)")
    // Whoever reads of a trouble learns what to do; the words of ports and store say it themselves.
    let saysItself = finding.check == .port || finding.check == .database
    #expect(status == .ok || status == .skipped || saysItself || finding.remedy != nil, "\(finding)")
  }

  @Test(
    arguments: [
      (false, nil, true, ModemChecks.PINAllowance.none), (true, false, true, .allowed),
      (true, true, true, .refusedBefore),
      (true, true, false, .refusedBefore), (true, nil, true, .noMemory), (true, nil, false, .noMemory),
      (true, false, false, .noMemory),
    ] as [(Bool, Bool?, Bool, ModemChecks.PINAllowance)])
  func aPINIsEnteredOnlyWhereARefusalIsRemembered(
    isConfigured: Bool, wasRefused: Bool?, isWritable: Bool, expected: ModemChecks.PINAllowance
  ) {
    #expect(
      ModemChecks.allowance(isConfigured: isConfigured, wasRefused: wasRefused, isMemoryWritable: isWritable)
        == expected)
  }
}
