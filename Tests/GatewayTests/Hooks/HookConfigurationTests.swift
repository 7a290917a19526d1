import Testing

@testable import Gateway

struct HookConfigurationTests {
  private func load(_ extra: String) throws -> [Configuration.Hook] {
    try ConfigurationLoader.load(
      yaml: "modems:\n  - name: a\n    device: /dev/ttyUSB0\n\(extra)", name: "test.yaml"
    ).hooks
  }

  @Test func hooksAndWebhooksAreRead() throws {
    let hooks = try load(
      """
      hooks:
        - name: notify
          events: ["report.*"]
          command: [/usr/local/bin/notify, "a b"]
      webhooks:
        - name: bot
          events: [sms.received]
          url: https://example.org/x?token=1
          secret-file: /etc/pelapor/secret
          include-text: true
          timeout-seconds: 5
          retry-hours: 0
      """)
    #expect(hooks.map(\.name) == ["notify", "bot"])
    #expect(hooks[0].transport == .program(["/usr/local/bin/notify", "a b"]))
    #expect(!hooks[0].includeText && hooks[1].includeText && hooks[1].timeoutSeconds == 5 && hooks[1].retryHours == 0)
    #expect(
      hooks[1].transport
        == .web(
          Webhook.Target(
            url: "https://example.org/x?token=1", secretFile: "/etc/pelapor/secret", certificatesFile: nil)))
  }

  @Test(arguments: [
    ("hooks:\n  - name: a\n    command: [/bin/true]", "hooks.0.events: is missing"),
    ("hooks:\n  - name: a\n    events: [\"*\"]", "hooks.0.command: is missing"),
    ("hooks:\n  - name: a\n    events: [\"*\"]\n    command: [true]", "absolute path of a program, not \"true\""),
    (
      "hooks:\n  - name: a\n    events: [report.snet]\n    command: [/bin/true]",
      "hooks.0.events: must be a list of events"
    ),
    ("hooks:\n  - name: a\n    events: [\"hook.*\"]\n    command: [/bin/true]", "hooks.0.events: must be"),
    (
      "webhooks:\n  - name: a\n    events: [\"*\"]\n    url: http://example.org/geheim",
      "webhooks.0.url: must be an https://"
    ),
    (
      "webhooks:\n  - name: a\n    events: [\"*\"]\n    url: https://u:geheim@example.org/",
      "webhooks.0.url: must be an https://"
    ),
    (
      "hooks:\n  - name: a\n    events: [\"*\"]\n    command: [/bin/true]\nwebhooks:\n  - name: a\n    events: [\"*\"]\n    url: http://localhost/",
      "webhooks.0.name: \"a\" names another hook already"
    ),
  ]) func wrongHooksAreSaid(extra: String, complaint: String) {
    do {
      _ = try load(extra)
      Issue.record("taken: \(extra)")
    } catch {
      #expect("\(error)".contains(complaint), "\(error)")
      #expect(!"\(error)".contains("geheim"))
    }
  }
}
