import ArgumentParser
import Foundation
import Gateway
import Store

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies the database into one file, also while the daemon runs.",
    discussion: """
      The copy is the database at one moment, readable by its owner alone: it holds people's messages. It is there whole \
      or not at all. `pelapor restore` puts it back.
      """)

  @OptionGroup var store: StoreOptions
  @Argument(help: "Where to.") var file: String
  @Flag(help: "Replace the file if it is there.") var replace = false
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    try store.withStore { store in
      try store.backUp(to: file, replacing: replace, progress: Progress.show)
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    guard json else { return Console.print("\(file): \(size) octets") }
    var object = JSONObjectWriter()
    object.add("file", string: file)
    object.add("octets", integer: size)
    Console.print(object.finished())
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in the place of the database.",
    discussion: """
      Stop the daemon first. The backup is checked before anything changes, and the database that was there is kept \
      beside it. What waited to be sent when the backup was made may have been sent since: reports wait for \
      `pelapor reports approve`, other SMS for `pelapor outbox retry`.
      """)

  @OptionGroup var store: StoreOptions
  @Argument(help: "The backup.") var file: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let path = try store.path()
    let restored: Restored
    do throws(StoreError) {
      restored = try Store.restore(from: file, to: path, at: SystemClock.now(), progress: Progress.show)
    } catch {
      throw Console.fail("nothing was changed: \(error)")
    }
    guard json else {
      Console.print("\(path) is restored from \(file)")
      if let old = restored.keptAside { Console.print("what was there is kept as \(old)") }
      if restored.heldReports > 0 {
        Console.say("\(counted(restored.heldReports, "report")) may have been sent since: pelapor reports list")
      }
      if restored.heldSubmissions > 0 {
        Console.say("\(counted(restored.heldSubmissions, "other SMS")) may have been sent since: pelapor outbox list")
      }
      if restored.heldNotifications > 0 {
        Console.say(
          "\(counted(restored.heldNotifications, "notification")) of hooks may have been told since: pelapor hooks list"
        )
      }
      return
    }
    var object = JSONObjectWriter()
    object.add("database", string: path)
    object.add("kept_aside", string: restored.keptAside)
    object.add("held_reports", integer: restored.heldReports)
    object.add("held_submissions", integer: restored.heldSubmissions)
    object.add("held_notifications", integer: restored.heldNotifications)
    Console.print(object.finished())
  }
}

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "database", abstract: "Looks after the database.", subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Reads the whole database and says what is wrong with it.",
      discussion: """
        Looks at pages and indices, at references between tables, at what must hold of the ledger (no report went out \
        more often than a person asked for) and of the audit trail. May run beside the daemon. Exit status 1 when \
        something is wrong.
        """)

    @OptionGroup var store: StoreOptions
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let checkup = try store.withStore { store in try store.checkup() }
      if json {
        Console.print(Self.json(checkup))
      } else {
        for problem in checkup.problems { Console.print("\(problem.check): \(visible(problem.detail))") }
        if checkup.problems.isEmpty {
          Console.print(
            "all is well: \(counted(checkup.messages, "message")), \(counted(checkup.reports, "report")), "
              + "\(counted(checkup.auditRows, "row")) of audit trail; schema \(checkup.schema.last ?? "none")")
        }
      }
      if !checkup.problems.isEmpty { throw ExitCode.failure }
    }

    private static func json(_ checkup: Checkup) -> String {
      var object = JSONObjectWriter()
      object.add("ok", boolean: checkup.problems.isEmpty)
      object.add("schema", strings: checkup.schema)
      object.add("messages", integer: checkup.messages)
      object.add("reports", integer: checkup.reports)
      object.add("audit_rows", integer: checkup.auditRows)
      let problems = checkup.problems.map { problem in
        var object = JSONObjectWriter()
        object.add("check", string: problem.check)
        object.add("detail", string: problem.detail)
        return object.finished()
      }
      object.add("problems", json: "[" + problems.joined(separator: ",") + "]")
      return object.finished()
    }
  }
}

/// How far a long copy is, for the person at a terminal.
private enum Progress {
  static func show(done: Int, total: Int) {
    guard isatty(STDERR_FILENO) == 1, total > 0 else { return }
    let end = done == total ? "\r\u{1B}[K" : ""
    FileHandle.standardError.write(Data("\r\(done * 100 / total) %\(end)".utf8))
  }
}
