import Foundation
import Gateway
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// The control API of the real program.
  @Suite struct Control {
    /// A daemon with one simulated modem that has received two messages.
    private final class Rig {
      let scratch: Scratch
      let host: PTYHost
      let daemon: Program
      let socket: String

      init(extra: String = "", mode: String = "review") async throws {
        let scratch = try Scratch()
        let link = scratch.file("tty")
        let text = """
          start listening
          at 1s from +6281234567890 text "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian Gebyar Poin dan berhak atas uang tunai Rp75.000.000. PIN pemenang: T99K. Hubungi panitia Bpk Hendra di 0852-9051-7734 atau buka www.gebyarpoin-9.blogspot.com"
          """
        host = try PTYHost(scenario: Scenario.parse(text), links: [link])
        socket = scratch.file("control.sock")
        let file = try scratch.write(
          configuration(
            links: [link], database: scratch.file("db"), extra: "control:\n  socket: \(socket)\n\(extra)", mode: mode),
          to: "pelapor.yaml")
        daemon = try Program(["run", "--config", file])
        self.scratch = scratch
        #expect(await daemon.output.wait(for: "report.review"))
      }

      func ask(_ method: String, _ target: String, body: String = "") async throws -> (
        status: Int, body: String, head: String
      ) {
        let socket = socket
        return try await offPool { Result { try RawClient.ask(socket, method, target, body: body) } }.get()
      }

      func end() async {
        daemon.send(SIGTERM)
        #expect(await daemon.wait() == 0)
        #expect(!FileManager.default.fileExists(atPath: socket))
        daemon.output.check()
        host.stop()
      }
    }

    private func object(_ text: String) -> [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }

    @Test func aReportIsFoundApprovedAndSentOverTheAPIAndNothingPrivateIsTold() async throws {
      let rig = try await Rig()
      let status = try await rig.ask("GET", "/v1/status")
      #expect(status.status == 200)
      #expect((object(status.body)["queue"] as? [String: Any])?["awaiting_review"] as? Int == 1)
      #expect(((object(status.body)["modems"] as? [[String: Any]])?.first)?["state"] as? String == "ready")
      for place in ["area_code", "cell_id"] {
        #expect(!status.body.contains(place), "\(place) says where the modem is")
      }
      for target in ["/v1/messages", "/v1/messages/1", "/v1/messages/1/explanation", "/v1/reports/1", "/metrics"] {
        let answer = try await rig.ask("GET", target)
        #expect(answer.status == 200, "\(target)")
        #expect(!answer.body.contains("81234567890") && !answer.body.contains("Gebyar"), "\(target) tells of people")
      }
      #expect(try await rig.ask("POST", "/v1/reports/1/approve").status == 200)
      #expect(await rig.daemon.output.wait(for: "report.sent"))
      #expect(try await rig.ask("POST", "/v1/reports/1/approve").status == 409)
      let report = try await rig.ask("GET", "/v1/reports/1")
      #expect(report.body.contains("report.approved") && report.body.contains("person:"))
      let mode = try FileManager.default.attributesOfItem(atPath: rig.socket)[.posixPermissions] as? Int
      #expect(mode == 0o660)
      await rig.end()
    }

    @Test func whoIsForgottenWhileTheDaemonRunsIsInNoneOfItsFilesAfterwards() async throws {
      let rig = try await Rig(extra: "hooks:\n  - name: bot\n    events: [sms.received]\n    command: [/bin/false]\n")
      let folder = rig.scratch.file("")
      func holds(_ text: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
          guard name.hasPrefix("db"), let data = FileManager.default.contents(atPath: folder + "/" + name) else {
            return false
          }
          return data.range(of: Data(text.utf8)) != nil
        }
      }
      // As it is written, in semi-octets, and masked as hooks are told it.
      let traces = ["81234567890", "26183254769", "0812****7890", "Gebyar"]
      #expect(await rig.daemon.output.wait(for: "hook.failed"))
      for trace in traces { #expect(try !holds(trace).isEmpty, "\(trace)") }
      let forget = try Program(["forget", "0812-3456-7890", "--database", rig.scratch.file("db")])
      #expect(await forget.wait() == 0)
      #expect(forget.output.lines.first?.text == "1 message emptied" && forget.complaints == "")
      let messages = try await rig.ask("GET", "/v1/messages")
      #expect(messages.status == 200 && !messages.body.contains("7890"))
      await rig.end()
      for trace in traces { #expect(try holds(trace) == [], "\(trace)") }
    }

    @Test func commandsSayTheSameWithADaemonAndWithout() async throws {
      let rig = try await Rig()
      let database = rig.scratch.file("db")
      func run(_ arguments: String...) async throws -> (status: Int32?, output: [String], complaints: String) {
        let program = try Program(arguments + ["--database", database])
        let status = await program.wait()
        return (status, program.output.lines.map(\.text), program.complaints)
      }
      let lock = try String(contentsOfFile: database + ".lock", encoding: .utf8)
      #expect(lock == "\(rig.daemon.processID)\n\(rig.socket)\n")
      let approved = try await run("reports", "approve", "1", "9")
      // Of texts and numbers no more is hidden than before.
      #expect(approved.status == 1 && approved.output.count == 1 && approved.output[0].contains("+6281234567890"))
      #expect(approved.complaints == "pelapor: there is no report 9")
      #expect(await rig.daemon.output.wait(for: "report.sent"))
      var (answers, refusals): ([[String]], [String]) = ([], [])
      for isRunning in [true, false] {
        if !isRunning { await rig.end() }
        let paused = try await run("reports", "pause", "--json")
        let sent = try await run("send", "--to", "0812-3456-7891", "--text", "Halo \"Ibu\"", "--at", "+1h")
        let cancelled = try await run("outbox", "cancel", isRunning ? "1" : "2", "--json")
        let hooks = try await run("hooks", "retry", "--all")
        let resumed = try await run("reports", "resume", "--json")
        for done in [paused, sent, cancelled, hooks, resumed] { #expect(done.status == 0, "\(done)") }
        #expect(sent.output.first?.hasPrefix("submission \(isRunning ? 1 : 2) to +6281234567891: 1 SMS, not") == true)
        #expect(object(cancelled.output[0])["text"] as? String == "Halo \"Ibu\"")
        answers.append(paused.output + hooks.output + resumed.output)
        let refused = try await run("reports", "approve", "1")
        #expect(refused.status == 1 && refused.output.isEmpty)
        refusals.append(String(refused.complaints.prefix(20)))
        let unclear = try await run("send", "--to", "1166", "--text", "")
        #expect(unclear.status == 1 && unclear.complaints.contains("the text is empty"))
      }
      #expect(answers[0] == answers[1] && refusals[0] == refusals[1])
    }

    @Test func wrongRequestsAreAnsweredWithWhatWhereAndRemedyAndTheDaemonGoesOn() async throws {
      let rig = try await Rig()
      let wrong: [(method: String, target: String, body: String, status: Int)] = [
        ("GET", "/", "", 404), ("GET", "/v1/../../etc/passwd", "", 404), ("GET", "/%2e%2e/%2fetc", "", 404),
        ("GET", "/v1/%00", "", 404), ("GET", "/v1/messages/99", "", 404), ("GET", "/v1/messages/-1", "", 404),
        ("GET", "/v1/messages/99999999999999999999", "", 404), ("GET", "/v1/messages?limit=0", "", 400),
        ("GET", "/v1/messages?limt=5", "", 400), ("GET", "/v1/messages?label=%ff", "", 400),
        ("GET", "/v1/messages?limit=1&limit=2", "", 400), ("DELETE", "/v1/messages/1", "", 405),
        ("POST", "/v1/status", "", 405), ("POST", "/v1/outbox", "{", 400), ("POST", "/v1/outbox", "[]", 400),
        ("POST", "/v1/outbox", #"{"to":"0812","text":"x"}"#, 400),
        ("POST", "/v1/outbox", #"{"to":"081234567890","text":"x","modem":"sim9"}"#, 400),
        ("POST", "/v1/outbox", #"{"to":"081234567890","text":"x","colour":1}"#, 400),
        ("POST", "/v1/outbox", #"{"to":"081234567890","text":7}"#, 400), ("POST", "/v1/reports/9/approve", "", 404),
        ("POST", "/v1/reports/1/resolve", #"{"outcome":"perhaps"}"#, 400), ("POST", "/v1/reports/1/retry", "", 409),
        ("GET", "/v1/" + String(repeating: "a", count: 3_000), "", 414),
        ("POST", "/v1/outbox", String(repeating: "a", count: 70_000), 413), ("GET", "/v1/events?level=loud", "", 400),
      ]
      for request in wrong {
        let answer = try await rig.ask(request.method, request.target, body: request.body)
        let what = "\(request.method) \(request.target.prefix(60)): \(answer.head)"
        #expect(answer.status == request.status, "\(what)")
        #expect(answer.head.contains("application/problem+json"), "\(what)")
        #expect(object(answer.body)["title"] is String && object(answer.body)["where"] is String, "\(what)")
      }
      let socket = rig.socket
      let malformed = [
        "\u{1}\u{2}\u{3}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nhost x\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\nx: \(String(repeating: "y", count: 40_000))\r\n\r\n",
        String(repeating: "z", count: 200_000),
      ]
      for text in malformed {
        let answer = try await offPool {
          Result {
            let client = try RawClient(socket)
            client.send(text)
            return RawClient.parse(client.receive())
          }
        }.get()
        #expect([400, 431].contains(answer.status), "\(text.prefix(20)): \(answer.head)")
      }
      #expect(try await rig.ask("GET", "/v1/status").status == 200)
      await rig.end()
    }

    @Test func aClientThatNeverReadsIsLetGoAndManyAtOnceAreServedOrToldToWait() async throws {
      let rig = try await Rig()
      let socket = rig.socket
      // Streams that are never read, and connections that never ask, take all the places.
      let idle = try (0..<40).map { _ in try RawClient(socket) }
      for client in idle.prefix(8) { client.send("GET /v1/events?level=debug HTTP/1.1\r\nhost: x\r\n\r\n") }
      let refused = RawClient.parse(await offPool { idle[39].receive() })
      #expect(refused.status == 503)
      for client in idle { shutdown(client.descriptor, Int32(SHUT_RDWR)) }
      let statuses = await withTaskGroup(of: Int.self) { group in
        for index in 0..<60 {
          group.addTask {
            let target = ["/v1/status", "/v1/messages", "/metrics", "/v1/reports"][index % 4]
            return await offPool { (try? RawClient.ask(socket, "GET", target).status) ?? 0 }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.allSatisfy { $0 == 200 || $0 == 503 }, "\(statuses)")
      #expect(statuses.contains(200))
      await rig.end()
    }

    @Test func eventsAreSeenAsTheyHappen() async throws {
      let rig = try await Rig()
      let client = try RawClient(rig.socket)
      client.send("GET /v1/events?event=report.sent HTTP/1.1\r\nhost: x\r\n\r\n")
      #expect(await offPool { client.receive(until: "\r\n\r\n") }.contains("application/x-ndjson"))
      #expect(try await rig.ask("POST", "/v1/reports/1/approve").status == 200)
      let stream = await offPool { client.receive(until: "report.sent") }
      #expect(stream.contains(#""event":"report.sent""#) && !stream.contains("report.sending"))
      await rig.end()
    }

    @Test func aSocketLeftByACrashIsReplacedAndOneInUseIsNot() async throws {
      let rig = try await Rig()
      let other = try rig.scratch.write(
        configuration(
          links: [rig.scratch.file("none")], database: rig.scratch.file("other.db"),
          extra: "control:\n  socket: \(rig.socket)\n"), to: "other.yaml")
      let second = try Program(["run", "--config", other])
      #expect(await second.wait() == 1)
      #expect(second.complaints.contains("another daemon serves the control socket"))
      rig.daemon.send(SIGKILL)
      _ = await rig.daemon.wait()
      #expect(FileManager.default.fileExists(atPath: rig.socket))
      let third = try Program(["run", "--config", other])
      #expect(await third.output.wait(forCode: "port"))
      #expect(try await rig.ask("GET", "/v1/status").status == 200)
      third.send(SIGTERM)
      #expect(await third.wait() == 0)
      rig.host.stop()
    }

    @Test func statusIsOfTheDaemonOrOfTheDatabaseAndSaysWhich() async throws {
      let rig = try await Rig()
      let file = rig.scratch.file("pelapor.yaml")
      let live = try Program(["status", "--config", file, "--json"])
      #expect(await live.wait() == 0)
      #expect(live.output.lines.first?.fields["running"] as? Bool == true)
      await rig.end()
      let stored = try Program(["status", "--config", file])
      #expect(await stored.wait() == 0)
      #expect(stored.complaints.contains("no daemon answers"))
      #expect(stored.output.lines.contains { $0.text.contains("The daemon does not run") })
      let none = try Program(["status", "--socket", rig.socket])
      #expect(await none.wait() == 1)
      let watch = try Program(["status", "--config", file, "--watch"])
      #expect(await watch.wait() == 1)
      #expect(watch.complaints.contains("needs a terminal"))
    }
  }
}
