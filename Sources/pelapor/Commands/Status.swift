import ArgumentParser
import Foundation
import Gateway
import Glibc
import Reporting
import Store

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the modems, what the day brought, what waits and what went wrong.",
    discussion: """
      A running daemon is asked over its control socket. Without one, the database tells what it holds, and the page says \
      so. Without --config, --database or --socket it is the daemon of \(UsualPlaces.configuration).

      With --watch the page fills the terminal and is drawn anew; q ends it. With --watch --json it is a line each time.
      """)

  @Option(help: ArgumentHelp("The configuration file that names the socket and the database.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("The control socket of a running daemon.", valueName: "path"))
  var socket: String?

  @Option(help: ArgumentHelp("The database; no daemon is asked.", valueName: "file"))
  var database: String?

  @Flag(help: "One JSON object.")
  var json = false

  @Flag(help: "Draws the page again and again until q is pressed.")
  var watch = false

  @Option(help: ArgumentHelp("How often --watch draws.", valueName: "seconds"))
  var interval = 2

  func validate() throws {
    guard [config, socket, database].compactMap(\.self).count <= 1 else {
      throw ValidationError("give one of --config FILE, --socket PATH and --database FILE")
    }
    guard (1...3_600).contains(interval) else { throw ValidationError("--interval must be 1 to 3600") }
  }

  func run() throws {
    let source = try source()
    if !watch { return try print(source.read()) }
    if json {
      while true {
        try Console.print(source.read().json)
        sleep(UInt32(interval))
      }
    }
    guard isatty(STDOUT_FILENO) == 1 else {
      throw Console.fail("--watch needs a terminal; for a program: --watch --json")
    }
    try show(source)
  }

  private func print(_ shown: Shown) {
    if json { return Console.print(shown.json) }
    if let remark = shown.remark { Console.say("pelapor: \(remark)") }
    let page = StatusPage(status: shown.status, width: Self.width, isColoured: Console.isColoured)
    for line in page.lines() { Console.print(line) }
  }

  /// Of the terminal, where there is one.
  private static var width: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col >= 40 ? Int(size.ws_col) : 80
  }

  private func show(_ source: StatusSource) throws {
    // What can't be shown at all is said before the terminal is taken.
    var shown = try source.read()
    let screen = StatusScreen()
    defer { screen.leave() }
    while true {
      let size = screen.size
      let page = StatusPage(
        status: shown.status, width: size.width, height: size.height, isColoured: Console.isColoured)
      screen.draw(page.lines())
      switch screen.wait(milliseconds: interval * 1_000) {
      case .quit: return
      case .resized: continue
      case .time: shown = (try? source.read()) ?? shown
      }
    }
  }

  private func source() throws -> StatusSource {
    if let socket { return StatusSource(socket: socket, database: nil, modems: [], mode: nil) }
    if let database { return StatusSource(socket: nil, database: database, modems: [], mode: nil) }
    guard let path = config ?? Self.usual else {
      return StatusSource(socket: UsualPlaces.socket, database: nil, modems: [], mode: nil)
    }
    let configuration = try loadConfiguration(path: path)
    return StatusSource(
      socket: Store.daemonSocket(ofDatabase: configuration.storage.path) ?? configuration.control.socket,
      database: configuration.storage.path, modems: configuration.modems,
      mode: configuration.reporting.mode.rawValue)
  }

  private static var usual: String? { access(UsualPlaces.configuration, R_OK) == 0 ? UsualPlaces.configuration : nil }
}

/// A status, how it is written for programs, and what a person should know of where it comes from.
struct Shown {
  var status: GatewayStatus
  var json: String
  var remark: String?
}

/// Where a status comes from: the daemon, else the database.
struct StatusSource {
  let socket: String?
  let database: String?
  let modems: [Gateway.Configuration.Modem]
  let mode: String?

  func read() throws -> Shown {
    guard let socket else { return try fromDatabase(remark: nil) }
    do throws(ControlClient.Failure) {
      let (status, json) = try ControlClient(socket: socket).status()
      return Shown(status: status, json: json.trimmed)
    } catch .notRunning where database != nil {
      let failure = ControlClient.Failure.notRunning(path: socket)
      return try fromDatabase(remark: "\(failure); the database tells what it holds")
    } catch {
      throw Console.fail("\(error)")
    }
  }

  private func fromDatabase(remark: String?) throws -> Shown {
    do throws(StoreError) {
      let store = try Store.open(path: database ?? "", access: .reading)
      defer { try? store.close() }
      let status = try GatewayStatus.withoutDaemon(store: store, modems: modems, mode: mode, at: SystemClock.now())
      return Shown(status: status, json: status.json(), remark: remark)
    } catch {
      throw Console.fail("\(remark.map { $0 + "; " } ?? "")\(error)")
    }
  }
}
