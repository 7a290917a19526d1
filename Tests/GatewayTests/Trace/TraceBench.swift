import Foundation
import Modem
import ModemSimulator

@testable import Gateway

/// A recorded session and a simulated modem on virtual time.
struct TraceBench {
  var session: TracedSession
  var simulation: Simulation
  var now: Duration = .zero
  let path: String
  private let file: TraceFile

  /// - Parameter seed: how the modem's lines are cut into pieces, and which of its troubles happen when.
  init(
    _ modem: SimulatedModem.Configuration, pin: String? = nil, isRedacted: Bool = false,
    configuration settings: ModemSession.Configuration = ModemSession.Configuration()
  ) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("trace-\(UUID().uuidString).jsonl").path
    file = try TraceFile(path: path)
    simulation = Simulation(Scenario(modems: [modem]))
    var configuration = settings
    configuration.pin = pin
    let header = TraceLine.Header(
      program: "test", started: "2026-11-24T00:00:00Z", modem: "sim1", device: "/dev/ttyUSB0", baud: 115_200,
      isRedacted: isRedacted)
    session = TracedSession(
      configuration: configuration, now: .zero, trace: LineTrace(file: file, header: header))
  }

  /// Lets time pass; what is received counts as stored at once.
  mutating func run(for duration: Duration) {
    let end = now + duration
    carryOut()
    while let next = [session.deadline, simulation.deadline].compactMap({ $0 }).min() {
      guard next <= end else { break }
      now = max(now, next)
      simulation.advance(to: now)
      carryOut()
      if let deadline = session.deadline, deadline <= now { session.advance(to: now) }
      carryOut()
    }
    now = end
  }

  private mutating func carryOut() {
    var isMoving = true
    while isMoving {
      isMoving = false
      while let octets = simulation.nextOutput(now: now) {
        isMoving = true
        session.receive(octets, now: now)
      }
      while let action = session.nextAction() {
        isMoving = true
        switch action {
        case .write(let octets): simulation.receive(octets, now: now)
        case .received(let pdu):
          switch pdu.origin {
          case .slot(let slot): session.stored([slot], now: now)
          case .direct(let ticket): session.acknowledge(ticket, now: now)
          }
        case .reopenPort, .resetUSB: session.portOpened(now: now)
        case .notePINTry: session.pinTryNoted(true, now: now)
        case .sendStarted, .sendFinished, .pinAccepted, .stopped, .event: break
        }
      }
    }
  }

  /// What was recorded.
  consuming func trace() throws -> String {
    session.flushTrace()
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
