import Foundation
import Glibc
import ModemSimulator
import Testing

/// What makes a server with a certificate of its own: Debian's openssl and python3.
private enum SecureServer {
  static let isThere: Bool = {
    let missing = ["openssl", "curl"].filter { access("/usr/bin/\($0)", X_OK) != 0 }
    let python = try? run("/usr/bin/env", ["python3", "-c", "import ssl, http.server"])
    if missing.isEmpty, python == 0 { return true }
    print("skipped: openssl, curl or python3 is not there; no webhook was tried over TLS")
    return false
  }()

  @discardableResult static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A certificate for this machine that is its own authority.
  static func makeCertificate(_ name: String, in scratch: Scratch) throws {
    let status = try run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", scratch.file("\(name).key"), "-out",
        scratch.file("\(name).pem"),
      ])
    #expect(status == 0)
  }

  static let script = """
    import http.server, os, ssl, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            with open(sys.argv[3], "ab") as file:
                file.write(body + b"\\n")
            self.send_response(204)
            self.end_headers()
        def log_message(self, *arguments):
            pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  /// The running server and its port.
  static func start(_ scratch: Scratch) throws -> (process: Process, port: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", try scratch.write(script, to: "server.py"), scratch.file("server.pem"), scratch.file("server.key"),
      scratch.file("told"),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    return (process, try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines))))
  }
}

extension EndToEndProcesses {
  /// Webhooks over TLS.
  @Suite struct SecureHooks {
    @Test(.enabled(if: SecureServer.isThere))
    func aServerThatCanNotBeTrustedIsToldNothingAndWhatWaitsIsToldWhenItCan() async throws {
      let scratch = try Scratch()
      for name in ["server", "other"] { try SecureServer.makeCertificate(name, in: scratch) }
      let server = try SecureServer.start(scratch)
      // Children inherit that SIGTERM is blocked here.
      defer { kill(server.process.processIdentifier, SIGKILL) }
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let write = { (authority: String) in
        let extra = """
          webhooks:
            - name: bot
              events: [report.dry-run]
              url: https://127.0.0.1:\(server.port)/hook
              ca-file: \(authority)
          log:
            level: debug

          """
        return try scratch.write(
          configuration(links: [link], database: database, extra: extra, mode: "dry-run"), to: "pelapor.yaml")
      }
      let file = try write(scratch.file("other.pem"))
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file])
      #expect(await program.output.wait(for: "modem.ready"))
      host.withSimulation { _ = $0.send(Traffic(1).messages[0]) }
      #expect(await program.output.wait(for: "hook.postponed"))
      let reason = program.output.all("hook.postponed").first?.reason ?? ""
      #expect(reason.contains("certificate"), "\(reason)")
      #expect(!FileManager.default.fileExists(atPath: scratch.file("told")))
      let list = try Program(["hooks", "list", "--database", database, "--json"])
      #expect(await list.wait() == 0)
      #expect(list.output.lines.count == 1)

      // The right authority, while the daemon runs.
      _ = try write(scratch.file("server.pem"))
      program.send(SIGHUP)
      #expect(await program.output.wait(for: "config.reloaded"))
      #expect(await program.output.wait(for: "hook.delivered"))
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      program.output.check(against: host.record)
      let told = try String(contentsOfFile: scratch.file("told"), encoding: .utf8).split(separator: "\n")
      #expect(told.count == 1 && told[0].contains("report.dry-run"))
    }
  }
}
