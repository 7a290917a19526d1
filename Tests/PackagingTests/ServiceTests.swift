import Foundation
import Glibc
import Testing

/// The unit really started: systemd is booted in a container that has nothing of this machine but `/usr`, read-only.
@Suite struct ServiceTests {
  private static let canBoot = geteuid() == 0 && installed("systemd-nspawn") != nil

  private func prepare(_ folder: Scratch) throws {
    let program = built("pelapor")
    try FileManager.default.copyItem(atPath: program, toPath: folder.url.path + "/pelapor")
    try FileManager.default.copyItem(atPath: root.path + "/systemd", toPath: folder.url.path + "/systemd")
    try folder.write(try text("Tests/PackagingTests/Trial/trial.sh"), to: "trial.sh")
    // Libraries that are not the system's, above all Swift's own; an installed program has them within.
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("lib"), withIntermediateDirectories: true)
    for line in try run("ldd", [program]).output.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let arrow = words.firstIndex(of: "=>"), arrow + 1 < words.count else { continue }
      let path = String(words[arrow + 1])
      guard path.hasPrefix("/"), !["/lib", "/usr/"].contains(where: path.hasPrefix) else { continue }
      let name = URL(fileURLWithPath: path).lastPathComponent
      try FileManager.default.copyItem(
        atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path, toPath: folder.url.path + "/lib/\(name)")
    }
    try folder.write("1234\n", to: "pin")
    try folder.write(
      """
      modems:
        - name: sim1
          device: /run/trial/modem
          pin-file: sim1
      reporting:
        mode: dry-run
      log:
        file: /var/log/pelapor/pelapor.jsonl

      """, to: "pelapor.yaml")
    try folder.write(
      """
      pin 1234
      start listening
      at 0s from +6281234567890 text "Ibu, besok jemput adik jam empat ya"

      """, to: "scenario")
    // The simulated modem is a pseudo-terminal, which the unit allows no more than any other device.
    try folder.write(
      """
      [Service]
      ExecStart=
      ExecStart=/trial/pelapor run --config /etc/pelapor/pelapor.yaml
      Environment=LD_LIBRARY_PATH=/trial/lib
      DeviceAllow=char-pts rw

      """, to: "trial.conf")
    try folder.write("[Unit]\nRequires=basic.target trial.service\nAfter=basic.target\n", to: "trial.target")
    try folder.write(
      """
      [Unit]
      After=basic.target
      SuccessAction=exit-force
      FailureAction=exit-force
      [Service]
      Type=oneshot
      ExecStart=/bin/sh /trial/trial.sh

      """, to: "trial.service")
  }

  @Test(.enabled(if: canBoot, "systemd-nspawn (Debian's systemd-container) and root are needed to boot systemd"))
  func theServiceRunsUnderSystemd() throws {
    let folder = try Scratch()
    try prepare(folder)
    let path = folder.url.path
    let boot = try run(
      "timeout",
      [
        "--kill-after=10", "300", "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--volatile=yes",
        "--directory=/", "--machine=pelapor-trial-\(getpid())", "--bind=\(path):/trial",
        "--bind-ro=\(path)/trial.target:/etc/systemd/system/trial.target",
        "--bind-ro=\(path)/trial.service:/etc/systemd/system/trial.service",
        "--boot", "--", "systemd.unit=trial.target", "systemd.firstboot=off",
      ])
    guard FileManager.default.fileExists(atPath: path + "/booted") else {
      print("skipped: systemd can't be booted in a container here: \(boot.output.suffix(400))")
      return
    }
    let facts = try String(contentsOfFile: path + "/facts", encoding: .utf8).split(separator: "\n").map(String.init)
    let log = Comment(rawValue: (try? String(contentsOfFile: path + "/log", encoding: .utf8)) ?? boot.output)
    for fact in [
      "user-groups pelapor dialout",
      // Type=notify: the start succeeds only when the daemon has said that it is ready.
      "start 0", "active active",
      // The PIN came as a credential, and the port could be opened.
      "modem ready", "sms classified",
      "runs-as pelapor CapEff:0000000000000000 NoNewPrivs:1 Seccomp:2 ",
      "folder /run/pelapor 750 pelapor", "folder /var/lib/pelapor 750 pelapor", "folder /var/log/pelapor 750 pelapor",
      "folder /etc/pelapor/credentials 700 root",
      "reopened by kill active", "reopened by reload active", "stopped success 0 restarts 0", "said goodbye",
      "wrong-configuration failed 78",
      // Nothing in the journal beside the complaint on that: no runtime quarrels with the system-call filter.
      "quiet", "end",
    ] {
      #expect(facts.contains(fact), log)
    }
    #expect(facts.contains { $0.hasPrefix("status-text ") && $0.contains(" of 1 modems work") }, log)
    #expect(facts.contains { $0.hasPrefix("files /var/lib/pelapor/pelapor.db 640 ") }, log)
  }
}
