import Dispatch
import Glibc

/// Tells when a file was written or replaced, by inotify(7): so nobody has to look again and again.
///
/// Its folder is watched, because editors write a new file and rename it. A file behind a symbolic link that changes
/// elsewhere, or on a network file system, is not noticed: a slow look besides is still needed.
final class FileMonitor: Sendable {
  /// Only ever cancelled, which any thread may do.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Begins to watch.
  ///
  /// - Parameter onChange: called on the monitor's queue, also where the file is as it was.
  /// - Returns: nil where the folder can't be watched.
  init?(of path: String, onChange: @escaping @Sendable () -> Void) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last.map(String.init) else { return nil }
    let folder = (path.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
    let descriptor = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO)) >= 0 else {
      close(descriptor)
      return nil
    }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: DispatchQueue(label: "pelapor.configuration"))
    source.setEventHandler { if Self.names(descriptor).contains(name) { onChange() } }
    source.setCancelHandler { close(descriptor) }
    self.source = source
    source.activate()
  }

  deinit { source.cancel() }

  /// The files that the waiting events are about.
  private static func names(_ descriptor: Int32) -> Set<String> {
    var names: Set<String> = []
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        var offset = 0
        while offset + MemoryLayout<inotify_event>.size <= count {
          let length = Int(buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self).len)
          let start = offset + MemoryLayout<inotify_event>.size
          names.insert(String(decoding: buffer[start..<min(start + length, count)].prefix { $0 != 0 }, as: UTF8.self))
          offset = start + length
        }
      }
    }
    return names
  }
}
