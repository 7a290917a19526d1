import Gateway
import NIOCore
import Reporting
import SpamCore
import Store

/// One life of the program: from its start until it stops or is killed.
///
/// What a killed program does afterwards is nobody's affair; its tasks are brought to an end all the same, cut off from
/// the world, so that nothing is left over in this process.
final class Life {
  let computer: VirtualComputer
  let disk: SimulatedDisk
  let ports: Ports
  /// Cut off from the world.
  var isDead = false
  /// It could not start, or has stopped.
  private(set) var isOver = false
  private(set) var complaint: String?
  private let deskLoop: VirtualEventLoop
  private var store: Store?
  private var switchboard: Switchboard?
  private var isBegun = false
  private var maintenance: Duration?

  init(computer: VirtualComputer, disk: SimulatedDisk, ports: Ports, deskDelay: @escaping () -> Duration) {
    self.computer = computer
    self.disk = disk
    self.ports = ports
    deskLoop = computer.makeLoop(delay: deskDelay)
  }

  /// As the daemon begins: database, desk, lines.
  func begin(
    _ configuration: Configuration, classifier: SpamClassifier, log: EventLog, now: @escaping @Sendable () -> WallTime,
    steadyClock: @escaping @Sendable () -> SteadyTime
  ) {
    do {
      store = try Store.open(path: disk.path, access: .daemon, steadyClock: steadyClock)
    } catch {
      complaint = "\(error)"
      (isBegun, isOver) = (true, true)
      return
    }
    guard let store else { return }
    let (life, clock) = (Unchecked(self), Unchecked(computer))
    computer.begin {
      do throws(StoreError) {
        let life = life.value
        life.switchboard = try await Switchboard(
          configuration: configuration, store: store, classifier: classifier, log: log, deskLoop: life.deskLoop,
          lineLoop: { clock.value.makeLoop() }, opener: life.ports, longestSleep: .seconds(20), now: now)
        await life.switchboard?.start()
        life.maintenance = life.computer.now
      } catch {
        life.value.complaint = "\(error)"
        life.value.isOver = true
      }
      life.value.isBegun = true
    }
  }

  /// Does what the daemon does now and then; when to ask again.
  func maintainWhenDue() -> Duration? {
    guard let due = maintenance, !isDead, !isOver else { return nil }
    guard due <= computer.now, let switchboard else { return due }
    maintenance = due + Switchboard.maintenanceInterval
    computer.begin { await switchboard.maintain() }
    return maintenance
  }

  /// The program is told to stop.
  func stop() {
    maintenance = nil
    let life = Unchecked(self)
    computer.begin {
      await life.value.switchboard?.stop()
      life.value.isOver = true
    }
  }

  /// Brings what is left of it to an end; false when it does not end.
  func bury() -> Bool {
    isDead = true
    maintenance = nil
    for (modem, _) in ports.open { ports.unplug(modem) }
    var steps = 0
    func run(until holds: () -> Bool) -> Bool {
      while !holds() {
        steps += 1
        if steps > 200_000 { return false }
        if computer.runOne() { continue }
        guard let deadline = computer.deadline else { return false }
        computer.advance(to: deadline)
      }
      return true
    }
    var isEnded = run(until: { isBegun })
    if isEnded, !isOver {
      stop()
      isEnded = run(until: { isOver })
    }
    computer.drain()
    try? store?.close()
    store = nil
    switchboard = nil
    computer.switchOff()
    return isEnded
  }
}

/// What only one thread touches, although the compiler can't know.
struct Unchecked<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
