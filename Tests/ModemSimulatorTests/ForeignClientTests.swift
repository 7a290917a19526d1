import Foundation
import ModemSimulator
import Testing

/// Other people's programs take our modem for a real one.
@Suite(.enabled(if: ForeignPrograms.areThere))
struct ForeignClientTests {
  private let root = ForeignPrograms.root ?? ""
  private let link = temporaryLink()
  private var folder: String { (link as NSString).deletingLastPathComponent }

  private func gammu(_ arguments: String...) throws -> String {
    let configuration = folder + "/gammurc"
    try "[gammu]\ndevice = \(link)\nconnection = at115200\n"
      .write(toFile: configuration, atomically: true, encoding: .utf8)
    let all = ["30", root + "/usr/bin/gammu", "-c", configuration] + arguments
    return ForeignPrograms.run("/usr/bin/timeout", all, root: root).output
  }

  @Test func gammuIdentifiesReadsAndSends() throws {
    var message = OutgoingText(from: "TELKOMSEL", text: "Pulsa anda Rp5.000 [promo] €")
    message.age = .seconds(60)
    let long = OutgoingText(from: "+6281234567890", text: String(repeating: "emoji 😀 ya. ", count: 10))
    let host = try PTYHost(
      scenario: Scenario(steps: [.init(at: .zero, .text(message)), .init(at: .zero, .text(long))]), links: [link])
    let identity = try gammu("identify")
    #expect(identity.contains("350000000000017") && identity.contains("510101234567890"), "\(identity)")
    let messages = try gammu("getallsms")
    #expect(messages.contains("Pulsa anda Rp5.000 [promo] €"), "\(messages)")
    #expect(messages.contains("part 2 of 2") && messages.contains("3 SMS parts"), "\(messages)")
    let sent = try gammu("sendsms", "TEXT", "1166", "-text", "PENIPUAN#081234567890#Anda menang")
    #expect(sent.contains("OK, message reference=0"), "\(sent)")
    #expect(host.record.received.map(\.text) == ["PENIPUAN#081234567890#Anda menang"])
    host.stop()
  }

  @Test func gammuSMSDReceivesAndSends() throws {
    for name in ["inbox", "outbox", "sent", "error"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
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
    checksecurity = 0
    """.write(toFile: folder + "/smsdrc", atomically: true, encoding: .utf8)
    try "dari gammu-smsd".write(
      toFile: folder + "/outbox/OUTA20260101_000000_00_1166_a.txt", atomically: true, encoding: .utf8)
    try serve(root + "/usr/bin/gammu-smsd", ["-c", folder + "/smsdrc"], sending: "dari gammu-smsd")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/inbox")
    #expect(names.filter { $0.contains("6281234567890") }.count == 3, "\(names)")
  }

  @Test func smstoolsReceivesAndSends() throws {
    for name in ["in", "out", "checked", "failed", "sent", "report"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
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
    try "To: s1166\n\ndari smstools".write(toFile: folder + "/out/one", atomically: true, encoding: .utf8)
    try serve(root + "/usr/sbin/smsd", ["-c\(folder)/smsd.conf", "-t"], sending: "dari smstools")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/in")
    #expect(names.count >= 3, "\(names)")
  }

  /// Runs a gateway until it has read and deleted three messages and sent its own.
  private func serve(_ program: String, _ arguments: [String], sending text: String) throws {
    let steps = (0..<3).map {
      Scenario.Step(at: .zero, .text(OutgoingText(from: "+6281234567890", text: "pesan \($0)")))
    }
    let host = try PTYHost(scenario: Scenario(steps: steps), links: [link])
    let process = try ForeignPrograms.start(program, arguments, root: root)
    let isDone = host.wait(upTo: .seconds(60)) {
      $0.network.record.deletedCount >= 3 && !$0.network.record.received.isEmpty
    }
    ForeignPrograms.end(process)
    #expect(isDone)
    #expect(host.record.received.map(\.text) == [text])
    host.stop()
  }
}
