import ArgumentParser
import Foundation
import Gateway
import ModemSimulator
import UnixSignals

struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs simulated modems behind real ttys, for trying things without hardware.",
    discussion: """
      Each modem of the scenario gets one --link: a symbolic link to its tty, to be named as device in a \
      configuration. Without a scenario there is one modem, with a Telkomsel SIM that receives nothing. The language \
      of scenarios is described in docs/scenarios.md. Ends with the scenario's `end`, or on SIGINT and SIGTERM.
      """)

  @Option(
    help: ArgumentHelp("Where the tty's link is made; once for each modem.", valueName: "path"), completion: .file())
  var link: [String]

  @Option(help: ArgumentHelp("A scenario; - is standard input.", valueName: "file"), completion: .file())
  var scenario: String?

  @Flag(help: "JSON lines: one object for each SMS that the network receives.")
  var json = false

  func validate() throws {
    guard !link.isEmpty else { throw ValidationError("give --link PATH, once for each modem") }
  }

  func run() async throws {
    let scenario = try scenario.map(parse) ?? Scenario()
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let json = json
    let host: PTYHost
    do {
      host = try PTYHost(scenario: scenario, links: link) { event, _ in
        switch event {
        case .received(let message): Console.print(json ? Self.json(message) : Self.line(message))
        case .ended: end.finish()
        case .unplugged(let modem): Console.say("modem \(modem + 1) unplugged")
        case .replugged(let modem, _): Console.say("modem \(modem + 1) plugged in again")
        case .started: Console.say("the scenario begins")
        }
      }
    } catch {
      throw Console.fail("\(error)")
    }
    defer { host.stop() }
    for path in link { Console.say("a simulated modem is at \(path)") }
    let signals = Task {
      for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { end.finish() }
    }
    for await _ in ended {}
    signals.cancel()
  }

  private func parse(_ path: String) throws -> Scenario {
    let text = try Files.text(path)
    do { return try Scenario.parse(text) } catch { throw Console.fail("\(path): \(error)") }
  }

  private static func line(_ message: NetworkRecord.Received) -> String {
    "modem \(message.modem + 1) sent to \(message.destination): \(visible(message.text))"
  }

  private static func json(_ message: NetworkRecord.Received) -> String {
    var object = JSONObjectWriter()
    object.add("modem", integer: message.modem + 1)
    object.add("destination", string: message.destination)
    object.add("text", string: message.text)
    object.add("parts", integer: message.parts)
    return object.finished()
  }
}
