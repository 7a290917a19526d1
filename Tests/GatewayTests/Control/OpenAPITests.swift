import Foundation
import Store
import Testing

@testable import Gateway

/// Holds `docs/openapi.yaml` and the routes to each other.
@Suite struct OpenAPITests {
  @Test func everyRouteIsDescribedWithItsParametersAndNothingElseIs() throws {
    let document = try OpenAPIDocument()
    for route in ControlRoute.allCases {
      let what = "\(route.method) \(route.template)"
      let operation = try #require(document.operation(route), "\(what)")
      let parameters = (operation["parameters"] as? [Any] ?? []).map { document.resolved($0) }
      #expect(parameters.compactMap { $0["name"] as? String }.sorted() == route.parameters.sorted(), "\(what)")
      let responses = try #require(operation["responses"] as? [String: Any], "\(what)")
      #expect(responses.keys.contains { $0.hasPrefix("20") } && responses["default"] != nil, "\(what)")
    }
    let described = document.paths.flatMap { path, item in
      item.keys.filter { ["get", "post", "put", "delete"].contains($0) }.map { "\($0.uppercased()) \(path)" }
    }
    #expect(Set(described) == Set(ControlRoute.allCases.map { "\($0.method) \($0.template)" }))
  }

  @Test func theStatusIsOfTheDescribedShape() throws {
    let document = try OpenAPIDocument()
    let value = try JSONSerialization.jsonObject(with: Data(StatusJSONTests.example.json().utf8))
    #expect(document.faults(of: value, against: document.schema("Status"), at: "status") == [])
    // The check can fail.
    let wrong = document.faults(of: ["running": 1], against: document.schema("Status"), at: "status")
    #expect(wrong.contains("status.running is no boolean") && wrong.contains("status.at is missing"))
  }

  /// Requests in their order: each route once well and once badly, where it can be.
  @Test(arguments: [false, true]) func everyAnswerIsOfTheDescribedShape(includesText: Bool) async throws {
    let document = try OpenAPIDocument()
    let bench = try await ControlBench(includesText: includesText)
    var (well, badly): (Set<String>, Set<String>) = ([], [])
    func ask(_ method: String, _ target: String, _ body: String = "", _ expected: Int) async throws {
      let answer = try await bench.ask(method, target, body)
      let route = try ControlRoute.find(method: method, path: ControlRequest.segments(target)).route
      #expect(answer.status == expected, "\(method) \(target): \(answer.text)")
      let faults = document.faults(of: answer.text, type: answer.type, status: answer.status, route: route)
      #expect(faults == [], "\(method) \(target)")
      if answer.status < 400 { well.insert("\(route)") } else { badly.insert("\(route)") }
    }
    for target in ["status", "modems", "modems/sim1", "messages", "messages/1", "messages/1/explanation", "messages/2"]
    {
      try await ask("GET", "/v1/\(target)", "", 200)
    }
    for target in ["reports", "reports/1", "reports?state=awaiting-review&limit=1", "messages?label=fraud&limit=1"] {
      try await ask("GET", "/v1/\(target)", "", 200)
    }
    for target in ["status", "modems", "messages", "reports", "outbox", "events"] {
      try await ask("GET", "/v1/\(target)?colour=red", "", 400)
    }
    for target in ["modems/sim9", "messages/99", "messages/99/explanation", "reports/99", "outbox/99"] {
      try await ask("GET", "/v1/\(target)", "", 404)
    }
    try await ask("GET", "/healthz", "", 200)
    try await ask("GET", "/healthz?x=1", "", 400)
    try await ask("GET", "/metrics", "", 200)
    try await ask("GET", "/metrics?x=1", "", 400)
    try await ask("POST", "/v1/sending/pause", "", 200)
    try await ask("GET", "/v1/status", "", 200)
    try await ask("POST", "/v1/sending/resume", "", 200)
    for verb in ["pause", "resume"] { try await ask("POST", "/v1/sending/\(verb)", #"{"x":1}"#, 400) }
    // A report goes its way: approved, of unknown fate, settled, tried again, stopped, and another one revoked.
    try await ask("POST", "/v1/reports/1/approve", "", 200)
    try await ask("POST", "/v1/reports/1/approve", "", 409)
    try await bench.sendNext()
    try await ask("GET", "/v1/reports/1", "", 200)
    try await ask("POST", "/v1/reports/1/resolve", #"{"outcome":"perhaps"}"#, 400)
    try await ask("POST", "/v1/reports/1/resolve", #"{"outcome":"failed"}"#, 200)
    try await ask("POST", "/v1/reports/1/retry", "", 200)
    try await ask("POST", "/v1/reports/1/retry", "", 409)
    try await ask("POST", "/v1/reports/1/cancel", #"{"reason":"a friend"}"#, 200)
    try await ask("POST", "/v1/reports/1/cancel", #"{"why":"a friend"}"#, 400)
    try await ask("POST", "/v1/reports/2/approve", "", 200)
    try await bench.sendNext(accepted: true)
    try await ask("POST", "/v1/reports/2/revoke", #"{"reason":null}"#, 200)
    try await ask("POST", "/v1/reports/99/revoke", "", 404)
    // Other SMS.
    try await ask("POST", "/v1/outbox", #"{"to":"081234567890","text":"Halo","modem":"sim9"}"#, 400)
    try await ask("POST", "/v1/outbox", #"{"to":"081234567890","text":"Halo","priority":2}"#, 201)
    try await ask("GET", "/v1/outbox", "", 200)
    try await ask("GET", "/v1/outbox/1", "", 200)
    try await ask("POST", "/v1/outbox/1/retry", "", 409)
    try await bench.sendNext(failed: true)
    try await ask("POST", "/v1/outbox/1/retry", "", 200)
    try await ask("POST", "/v1/outbox/1/cancel", "", 200)
    try await ask("POST", "/v1/outbox/1/cancel", "", 409)
    try await ask("GET", "/v1/outbox/1", "", 200)
    try await ask("GET", "/v1/messages/1/explanation", "", 200)
    // Notifications of hooks.
    for verb in ["retry", "discard"] {
      for body in [#"{"ids":[7]}"#, #"{"hook":"notify"}"#, #"{"all":true}"#] {
        try await ask("POST", "/v1/hooks/\(verb)", body, 200)
      }
      try await ask("POST", "/v1/hooks/\(verb)", "", 400)
    }
    bench.pass(Health.threadBound)
    try await ask("GET", "/healthz", "", 200)
    bench.pass(.seconds(1))
    try await ask("GET", "/healthz", "", 503)
    await bench.end()
    // The stream of events has no whole answer; its lines are those of the log's schema.
    let all = Set(ControlRoute.allCases.map { "\($0)" })
    #expect(all.subtracting(well) == ["events"])
    #expect(all.subtracting(badly) == [])
  }

  @Test(arguments: [false, true]) func whatIsMaskedIdentifiesNobody(includesText: Bool) async throws {
    let bench = try await ControlBench(includesText: includesText)
    _ = try await bench.ask("POST", "/v1/reports/1/approve")
    try await bench.sendNext(accepted: true)
    _ = try await bench.ask("POST", "/v1/reports/1/revoke", #"{"reason":"kawan saya Ani"}"#)
    var all = ""
    for target in [
      "/v1/status", "/v1/modems", "/v1/messages", "/v1/messages/1", "/v1/messages/1/explanation", "/v1/reports",
      "/v1/reports/1", "/v1/outbox", "/metrics", "/healthz",
    ] { all += try await bench.ask("GET", target).text }
    let number = DeskRig.sender(0).dropFirst(3)
    let hex = try bench.command { try $0.sends(of: .report(1)).compactMap(\.hex) + $0.rawPDUs(ofMessage: 1) }
    #expect(hex.count >= 2)
    var secrets = [String(number), "Ani", "Gebyar", "7001", "pdu_sha256"] + hex
    secrets += try bench.command { try $0.sends(of: .report(1)).map(\.hexDigest) } + [String(number.suffix(8))]
    let told = secrets.filter { all.contains($0) }
    if includesText {
      #expect(told.contains("Ani") && told.contains("pdu_sha256"), "the check can fail")
    } else {
      #expect(told == [])
    }
    #expect(!all.contains(DeskRig.imsi))
    await bench.end()
  }

  @Test func theMetricsAreOfThePrometheusFormat() async throws {
    let bench = try await ControlBench(includesText: false)
    let page = try await bench.ask("GET", "/metrics")
    await bench.end()
    #expect(page.type == "text/plain; version=0.0.4; charset=utf-8")
    var checker = MetricsChecker(page.text)
    #expect(checker.faults() == [])
    #expect(checker.families.count > 20 && checker.samples > 40)
  }

  @Test(arguments: [
    ("a 1\n", "a has no TYPE"), ("# TYPE a gauge\na 1", "the last line does not end"),
    ("# TYPE a gauge\na{b=1} 1\n", "no sample: a{b=1} 1"), ("# TYPE a gauge\na 1\na 2\n", "twice: a"),
    ("# TYPE a gauge\n# TYPE a gauge\na 1\n", "a has a second TYPE"), ("# TYPE a gauge\na one\n", "no value: one"),
    ("# TYPE a counter\na 1\n", "the counter a does not end in _total"),
    ("# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\na{x=\"1\"} 1\n", "a is taken up again"),
    ("# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n", "h falls"),
    ("# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n", "h has no bucket +Inf"),
    ("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n", "h counts 2, its buckets 1"),
  ]) func whatIsNotOfThatFormatIsSeen(text: String, fault: String) {
    var checker = MetricsChecker(text)
    #expect(checker.faults().contains(fault), "\(checker.faults())")
  }
}

extension ControlRequest {
  fileprivate static func segments(_ target: String) throws -> [String] {
    try ControlRequest(method: "GET", target: target, caller: .token).path()
  }
}
