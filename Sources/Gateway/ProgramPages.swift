import Glibc

/// The pages of the program's own file that are resident: its code and what was never written to.
///
/// The kernel maps them in windows of 64 KiB around each page that is touched, so starting up leaves much of the program
/// resident of which little is needed again; and pages that are mapped are the last that a small computer gives up when
/// memory is short.
enum ProgramPages {
  /// Unmaps them, of the program and of its libraries; what is still needed comes back from the page cache by itself.
  ///
  /// Only mappings that can't be written to and in which nothing was ever written (the relocated constants of a program
  /// were, before they were protected), so nothing is lost.
  ///
  /// - Returns: how many mappings were let go; 0 where `/proc` is not there.
  @discardableResult
  static func release() -> Int {
    guard let maps = fopen("/proc/self/smaps", "re") else { return 0 }
    defer { fclose(maps) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var scanner = Scanner()
    var count = 0
    while getline(&line, &capacity, maps) > 0, let text = line {
      // Of the some twenty lines of a mapping two are read.
      guard let first = UInt8(exactly: text[0]), !(0x42...0x5A).contains(first),
        let range = scanner.take(String(cString: text))
      else { continue }
      if madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED) == 0 { count += 1 }
    }
    return count
  }

  /// Reads `/proc/self/smaps` (proc(5)) line by line.
  struct Scanner {
    private var mapping: Range<UInt>?

    /// The addresses of a mapping of a file that is not writable and in which nothing was written, with the line that
    /// tells the last of it; nil for any other line.
    mutating func take(_ line: String) -> Range<UInt>? {
      let fields = line.split(whereSeparator: { $0 == " " || $0 == "\n" })
      guard let first = fields.first else { return nil }
      if first == "Anonymous:" {
        defer { mapping = nil }
        return fields.count >= 2 && fields[1] == "0" ? mapping : nil
      }
      // A field of the mapping before, not the next one.
      guard first.last != ":" else { return nil }
      mapping = Self.readOnlyRange(fields)
      return nil
    }

    private static func readOnlyRange(_ fields: [Substring]) -> Range<UInt>? {
      guard fields.count >= 6, fields[1] == "r-xp" || fields[1] == "r--p", fields[5].hasPrefix("/") else { return nil }
      let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard bounds.count == 2, bounds[0] > 0, bounds[0] < bounds[1] else { return nil }
      return bounds[0]..<bounds[1]
    }
  }
}
