import Store
import Synchronization

/// Where the configuration comes from, to read it again when the file changes or somebody asks.
public final class ConfigurationSource: Sendable {
  /// A change holds after the second look that finds the same, so long after the first.
  private static let settlingTime = Duration.seconds(1)
  /// How often the file is looked at where nothing tells of changes, and where something does: it may miss one.
  private static let (interval, longInterval) = (Duration.seconds(2), Duration.seconds(60))
  /// More of what is wrong with a file is for `pelapor config check`.
  private static let shownProblems = 3

  private let path: String
  private let load: @Sendable () throws(ConfigurationError) -> Configuration
  private let bell = Bell()
  private let isAsked = Atomic<Bool>(false)

  /// - Parameters:
  ///   - path: the file, to see when it changes.
  ///   - load: reads it, with everything that stands over it.
  public init(path: String, load: @escaping @Sendable () throws(ConfigurationError) -> Configuration) {
    (self.path, self.load) = (path, load)
  }

  /// Has it read now, changed or not.
  func ask() {
    isAsked.store(true, ordering: .relaxed)
    bell.ring()
  }

  /// Ends ``follow(_:switchboard:post:log:)`` of a task that was cancelled.
  func wake() { bell.ring() }

  /// Reads it whenever it has changed, until the task is cancelled; tells the parts of the gateway.
  func follow(_ configuration: Configuration, switchboard: Switchboard, post: HookPost, log: EventLog) async {
    var holding = configuration
    var watch = FileWatch(FileStamp(of: path))
    let monitor = FileMonitor(of: path) { [bell] in bell.ring() }
    defer { withExtendedLifetime(monitor) {} }
    while !Task.isCancelled {
      await bell.sleep(upTo: watch.isUnsettled ? Self.settlingTime : monitor == nil ? Self.interval : Self.longInterval)
      if Task.isCancelled { return }
      let stamp = FileStamp(of: path)
      if isAsked.exchange(false, ordering: .relaxed) {
        watch.wasRead(stamp)
      } else if !watch.look(stamp) {
        continue
      }
      let new: Configuration
      do throws(ConfigurationError) { new = try load() } catch {
        log.emit(Event(.configRejected, .error, [.reason: .string(Self.words(error))]))
        continue
      }
      let changes = ConfigurationChanges(from: holding, to: new)
      if changes.isEmpty { continue }
      let next = ConfigurationChanges.withLiveParts(of: new, in: holding)
      let modems: ModemChanges
      // The only part that may fail, so that all of it holds or nothing.
      do throws(StoreError) { modems = try await switchboard.prepare(next.modems) } catch {
        let reason = "the database can't be asked for refused PINs (\(error)); SIGHUP tries again"
        log.emit(Event(.configRejected, .error, [.reason: .string(reason)]))
        continue
      }
      holding = next
      log.setLevel(holding.log.level)
      await switchboard.desk.apply(holding)
      await post.apply(holding.hooks)
      log.emit(
        Event(
          .configReloaded, changes.restart.isEmpty ? .info : .warning,
          [
            .changed: .strings(changes.live),
            .restartNeeded: changes.restart.isEmpty ? nil : .strings(changes.restart),
          ]))
      await switchboard.apply(modems)
    }
  }

  private static func words(_ error: ConfigurationError) -> String {
    let more = error.problems.count - shownProblems
    return error.problems.prefix(shownProblems).map(\.description).joined(separator: "; ")
      + (more > 0 ? "; and \(more) more" : "")
  }
}
