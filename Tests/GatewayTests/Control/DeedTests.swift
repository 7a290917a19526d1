import Reporting
import Store
import Testing

@testable import Gateway

/// What a command asks of the daemon is what the daemon reads.
@Suite struct DeedTests {
  private static func deeds() throws -> [Deed] {
    var sms = SubmissionRequest(to: "0812-3456-7890", text: "Halo \"Ibu\" ⏎\n\u{7}")
    let plain = Deed.send(try sms.plan(for: .person("budi"), modems: ["sim1"]))
    (sms.modem, sms.priority, sms.maximumParts, sms.wantsStatusReport) = ("sim1", -9, 255, false)
    sms.dueAt = DeskRig.start
    return [
      .approve(report: 1), .cancel(report: 2, reason: nil), .cancel(report: 2, reason: "a friend: \"\\\u{202E}\""),
      .revoke(report: 3, reason: nil), .revoke(report: 3, reason: ""), .retry(report: .max),
      .resolve(report: 5, wasSent: true), .resolve(report: 5, wasSent: false), .pause, .resume, plain,
      .send(try sms.plan(for: .person("budi"), modems: ["sim1"])), .cancelSubmission(7), .retrySubmission(8),
      .retryNotifications(NotificationSelection(ids: [1, 2])), .retryNotifications(NotificationSelection(hook: "a b")),
      .discardNotifications(NotificationSelection()),
    ]
  }

  @Test func aDeedIsReadAsItWasWritten() throws {
    for deed in try Self.deeds() {
      let (route, argument, body) = deed.request
      let path = try ControlRequest(method: "POST", target: route.target(argument), caller: .token).path()
      let found = try ControlRoute.find(method: "POST", path: path)
      #expect(found.route == route && found.argument == argument)
      let read = try Deed(found.route, found.argument, body: Array(body.utf8), by: "budi", modems: ["sim1"])
      #expect("\(read)" == "\(deed)")
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"ids":[]}"#, #"{"ids":[1],"all":true}"#, #"{"all":false}"#, #"{"ids":["1"]}"#, #"{"ids":1}"#,
    #"{"hook":"a","ids":[1]}"#, #"{"hook":7}"#, #"{"hok":"a"}"#, #"{"all":true,"hook":null}"#, #"[1]"#,
  ]) func whichNotificationsAreMeantMustBeClear(body: String) {
    #expect(throws: Problem.self) {
      _ = try Deed(.retryHooks, "", body: Array(body.utf8), by: "budi", modems: [])
    }
  }
}
