import Foundation

/// A process that has a device open.
public struct PortHolder: Hashable, Sendable {
  /// Its process id.
  public var processID: Int32
  /// Its name as `ps` shows it.
  public var command: String

  /// A holder known by its process id and name.
  public init(processID: Int32, command: String) {
    self.processID = processID
    self.command = command
  }

  /// The first other process that has `path` open, as far as this user may see (root sees all).
  ///
  /// Reads `/proc/*/fd`; a process that ends meanwhile is passed over.
  public static func find(path: String) -> PortHolder? {
    let files = FileManager.default
    let device = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let own = ProcessInfo.processInfo.processIdentifier
    for entry in (try? files.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let processID = Int32(entry), processID != own else { continue }
      let folder = "/proc/\(processID)/fd"
      let descriptors = (try? files.contentsOfDirectory(atPath: folder)) ?? []
      guard descriptors.contains(where: { (try? files.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == device })
      else { continue }
      let name = (try? String(contentsOfFile: "/proc/\(processID)/comm", encoding: .utf8)) ?? "?"
      return PortHolder(processID: processID, command: name.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return nil
  }
}
