import Foundation
import Glibc
import Numbering
import Reporting
import Testing

@testable import Gateway
@testable import Store

private let patience = Duration.seconds(180)

struct ProgramHookTests {
  @Test(arguments: [
    ("exit 0", DeliveryOutcome.delivered),
    ("exit 75", .temporary("the program asked for another try (exit status 75)")),
    ("echo no route; exit 1", .permanent("the program failed (exit status 1): no route")),
    ("printf 'a\\033[2Jb'; exit 2", .permanent("the program failed (exit status 2): a\\u{1b}[2Jb")),
    ("kill -9 $$", .permanent("the program was ended by signal 9")),
  ]) func theExitStatusDecides(script: String, expected: DeliveryOutcome) {
    #expect(
      ProgramHook(command: ["/bin/sh", "-c", script], timeLimit: patience).run("{}", includesText: false) == expected)
  }

  @Test func whatAProgramSaysOfPeopleStaysOutOfTheLog() {
    let hook = ProgramHook(command: ["/bin/sh", "-c", "cat; exit 1"], timeLimit: patience)
    #expect(hook.run("rahasia", includesText: true) == .permanent("the program failed (exit status 1)"))
  }

  static let hostile = "'; touch PLACE; $(touch PLACE) `touch PLACE` | touch PLACE & > PLACE \" \\ \u{0} \n -rf *"

  @Test func `trouble 24: shell metacharacters in the text and the sender of an SMS do nothing`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-hook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appendingPathComponent("hacked").path
    let hostile = Self.hostile.replacing("PLACE", with: place)
    let document = HookDocument.json(
      .sample(message: 1), message: .sample(sender: hostile, text: hostile), report: nil, includesText: true)
    let copy = folder.appendingPathComponent("copy").path
    let hook = ProgramHook(command: ["/usr/bin/tee", copy], timeLimit: patience)
    #expect(hook.run(document, includesText: true) == .delivered)
    #expect(!FileManager.default.fileExists(atPath: place))
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: copy))) as? [String: Any]
    let message = try #require(object?["message"] as? [String: Any])
    #expect(message["text"] as? String == hostile && message["sender"] as? String == hostile)
    #expect(document.utf8.allSatisfy { $0 >= 0x20 })
  }
}

private let hasCurl: Bool = {
  if access(Webhook.program, X_OK) == 0 { return true }
  print("skipped: curl is not installed")
  return false
}()

struct HookDocumentTests {
  @Test func peopleAreLeftOutUnlessAskedFor() {
    let message = MessageRecord.sample(sender: "+6281234567890", text: "selamat anda menang")
    let plain = HookDocument.json(.sample(message: 1), message: message, report: nil, includesText: false)
    #expect(!plain.contains("81234567890") && !plain.contains("menang"))
    #expect(plain.contains(#""id":"key1","hook":"bot","event":{"v":1,"#))
    let open = HookDocument.json(.sample(message: 1), message: message, report: nil, includesText: true)
    #expect(open.contains("+6281234567890") && open.contains("selamat anda menang"))
  }
}

@Suite(.enabled(if: hasCurl)) struct WebhookTests {
  private func post(
    _ answers: [LocalServer.Answer], secret: String? = nil, limit: Duration = patience, document: String = "{}"
  ) throws -> (outcome: DeliveryOutcome, requests: [LocalServer.Request]) {
    let server = try LocalServer(answers)
    defer { server.stop() }
    var file: String?
    if let secret {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-secret-\(UUID().uuidString)")
        .path
      try secret.write(toFile: path, atomically: true, encoding: .utf8)
      file = path
    }
    defer { if let file { unlink(file) } }
    let webhook = Webhook(
      target: Webhook.Target(url: server.url, secretFile: file, certificatesFile: nil), timeLimit: limit)
    return (webhook.post(document, key: "key1", at: 1_795_000_000), server.requests)
  }

  @Test func theDocumentIsPostedAndSigned() throws {
    let document = #"{"text":"a\"b\\c\u001b é 😀 {}","at":"@/etc/passwd"}"#
    let (outcome, requests) = try post([LocalServer.status(204)], secret: "rahasia\n", document: document)
    #expect(outcome == .delivered)
    let request = try #require(requests.first)
    #expect(requests.count == 1 && request.body == document)
    #expect(request.head.hasPrefix("POST /hook?token=geheim HTTP/1.1"))
    #expect(request.header("Content-Type") == "application/json")
    #expect(request.header("webhook-id") == "key1" && request.header("webhook-timestamp") == "1795000000")
    let expected = WebhookSecret("rahasia")?.signature(key: "key1", seconds: 1_795_000_000, body: document)
    #expect(request.header("webhook-signature") == expected)
  }

  /// The example of the Standard Webhooks specification's own tools.
  @Test func theSignatureIsThatOfStandardWebhooks() {
    let secret = WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    #expect(
      secret?.signature(key: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: #"{"test": 2432232314}"#)
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    #expect(WebhookSecret("") == nil)
  }

  @Test(arguments: [
    (200, DeliveryOutcome.delivered), (202, .delivered), (400, .permanent("the server answered 400")),
    (410, .permanent("the server answered 410")), (429, .temporary("the server answered 429")),
    (500, .temporary("the server answered 500")), (503, .temporary("the server answered 503")),
  ]) func theStatusDecides(status: Int, expected: DeliveryOutcome) throws {
    #expect(try post([LocalServer.status(status)]).outcome == expected)
  }

  @Test func redirectsAreNotFollowed() throws {
    let elsewhere = try LocalServer([LocalServer.status(200)])
    defer { elsewhere.stop() }
    let (outcome, requests) = try post([LocalServer.status(302, "Location: \(elsewhere.url)\r\n")])
    guard case .permanent(let reason) = outcome else { return #expect(Bool(false)) }
    #expect(reason.contains("redirects are not followed"))
    #expect(requests.count == 1 && elsewhere.requests.isEmpty)
  }

  @Test func aSlowServerIsTriedAgain() throws {
    guard case .temporary(let reason) = try post([.silence], limit: .seconds(1)).outcome else {
      return #expect(Bool(false))
    }
    #expect(reason.contains("timed out") || reason.contains("(28)"), "\(reason)")
  }

  @Test func giantAnswersAreCutOff() throws {
    #expect(try post([.flood("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")]).outcome == .delivered)
    #expect(try post([.flood("HTTP/1.1 200 OK\r\nX: ")]).outcome == .delivered)
    guard case .temporary = try post([.flood("SSH-2.0-garbage")]).outcome else { return #expect(Bool(false)) }
  }

  @Test func nobodyThereIsTriedAgain() {
    let webhook = Webhook(
      target: Webhook.Target(url: "http://127.0.0.1:1/", secretFile: nil, certificatesFile: nil), timeLimit: patience)
    guard case .temporary = webhook.post("{}", key: "k", at: 0) else { return #expect(Bool(false)) }
  }

  @Test func withoutItsSecretNothingIsSent() throws {
    let server = try LocalServer([LocalServer.status(200)])
    defer { server.stop() }
    let webhook = Webhook(
      target: Webhook.Target(url: server.url, secretFile: "/nonexistent", certificatesFile: nil), timeLimit: patience)
    #expect(webhook.post("{}", key: "k", at: 0) == .temporary("the secret file /nonexistent can't be read or is empty"))
    #expect(server.requests.isEmpty)
  }
}

extension NewNotification {
  fileprivate static func sample(message: Int64) -> NewNotification {
    NewNotification(
      hook: "bot", event: "sms.received", at: WallTime(seconds: 1_795_000_000),
      line: #"{"v":1,"ts":"2026-11-18T18:06:40.000+07:00","level":"info","event":"sms.received","message_id":1}"#,
      messageID: message, reportID: nil, key: "key1")
  }
}

extension MessageRecord {
  fileprivate static func sample(sender: String, text: String) -> MessageRecord {
    MessageRecord(
      id: 1, sim: "510101234567890", modem: "sim1", state: .complete, sender: sender, senderForm: .mobile,
      senderType: nil, serviceCentre: nil, sentAt: nil, sentAtText: nil,
      receivedAt: WallTime(seconds: 1_795_000_000), completedAt: nil, dataCoding: nil, encoding: nil, partsTotal: 1,
      partsPresent: 1, text: text, textDigest: nil, error: nil, verdict: nil, decision: nil, stoppedBy: nil,
      classifiedAt: nil, taught: nil, purgedAt: nil)
  }
}
