import Glibc

/// The pages of the program's own code that are resident.
///
/// The kernel maps code in windows of 64 KiB around each page that is touched, so starting up leaves most of the program
/// resident although little of it is needed again; and pages of code that are mapped are the last that a small computer
/// gives up when memory is short.
enum ProgramPages {
  /// Unmaps the code of the program and of its libraries; what is still needed comes back from the page cache by itself.
  ///
  /// Only mappings that are executable and not writable: nothing was ever written there, so nothing is lost.
  ///
  /// - Returns: how many mappings were let go; 0 where `/proc` is not there.
  @discardableResult
  static func release() -> Int {
    guard let maps = fopen("/proc/self/maps", "re") else { return 0 }
    defer { fclose(maps) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var count = 0
    while getline(&line, &capacity, maps) > 0, let text = line {
      guard let range = codeRange(String(cString: text)) else { continue }
      if madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED) == 0 { count += 1 }
    }
    return count
  }

  /// The addresses of a mapping of code from a file; nil for any other line of `/proc/self/maps` (proc(5)).
  static func codeRange(_ line: String) -> Range<UInt>? {
    let fields = line.split(whereSeparator: { $0 == " " || $0 == "\n" })
    guard fields.count >= 6, fields[1] == "r-xp", fields[5].hasPrefix("/") else { return nil }
    let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard bounds.count == 2, bounds[0] > 0, bounds[0] < bounds[1] else { return nil }
    return bounds[0]..<bounds[1]
  }
}
