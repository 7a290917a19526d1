public import Foundation
import Glibc

/// Files that people name: what is wrong with one is said in a short sentence of ours, with what to do.
public enum UserFile {
  /// The octets of a file, or of a pipe such as a shell's `<(…)`.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - limit: more octets are not read.
  public static func octets(_ path: String, limit: Int = .max) throws(FileProblem) -> Data {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileProblem(reading: path, code: errno) }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var octets = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while octets.count < limit {
      let count = read(descriptor, &buffer, min(buffer.count, limit - octets.count))
      if count == 0 { break }
      if count > 0 {
        octets.append(contentsOf: buffer[..<count])
      } else if errno != EINTR {
        throw FileProblem(reading: path, code: errno)
      }
    }
    return octets
  }

  /// Writes a file, whole or not at all; a device or a pipe is written to.
  public static func write(_ octets: Data, to path: String) throws(FileProblem) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw FileProblem(writing: path, code: errno) }
      defer { close(descriptor) }
      return try put(octets, into: descriptor, of: path)
    }
    // What a link leads to is written, and the link stays.
    let target = resolved(path) ?? path
    let new = "\(target).\(getpid()).new"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileProblem(writing: path, code: errno) }
    do throws(FileProblem) {
      defer { close(descriptor) }
      try put(octets, into: descriptor, of: path)
      guard fsync(descriptor) == 0, rename(new, target) == 0 else { throw FileProblem(writing: path, code: errno) }
    } catch {
      unlink(new)
      throw error
    }
  }

  private static func put(_ octets: Data, into descriptor: Int32, of path: String) throws(FileProblem) {
    var rest = octets[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw FileProblem(writing: path, code: errno)
      }
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// Why a file can't be read or written.
public struct FileProblem: Error, Equatable, CustomStringConvertible {
  /// The file, as it was named.
  public let path: String
  /// `can't be read`, or `can't be written`.
  public let failure: String
  /// What is in the way.
  public let reason: String
  /// What to do; nil where nothing better is known.
  public let remedy: String?
  /// The file, or a folder on the way to it, is not there.
  public let isMissing: Bool

  /// One sentence: the file, what is wrong, what to do.
  public var description: String { "\(visible(path)) \(words)" }

  /// The same without the file.
  var words: String { "\(failure): \(reason)" + (remedy.map { "; \($0)" } ?? "") }

  /// - Parameter code: the kernel's `errno`.
  public init(reading path: String, code: Int32) {
    let folder = Self.folder(of: path)
    switch code {
    case ENOENT, ENOTDIR:
      let isFolderThere = Self.isFolder(folder)
      self.init(
        path, "can't be read",
        isFolderThere ? "there is no such file\(Self.place(of: path))" : "there is no folder \(visible(folder))",
        "check the name", isMissing: true)
    case EISDIR: self.init(path, "can't be read", "it is a folder", "name a file in it")
    case EACCES, EPERM:
      self.init(path, "can't be read", "this account may not", "ask for it to be let (`ls -l`), or use sudo")
    case _: self.init(path, "can't be read", Self.kernelWords(code), nil)
    }
  }

  init(writing path: String, code: Int32) {
    let folder = Self.folder(of: path)
    switch code {
    case ENOENT, ENOTDIR:
      self.init(
        path, "can't be written", "there is no folder \(visible(folder))", "make it, or name another one",
        isMissing: true)
    case EISDIR: self.init(path, "can't be written", "it is a folder", "name a file in it")
    case EACCES, EPERM:
      self.init(
        path, "can't be written", "this account may not write to \(visible(folder))", "name another folder, or use sudo"
      )
    case _: self.init(path, "can't be written", Self.kernelWords(code), nil)
    }
  }

  private init(_ path: String, _ failure: String, _ reason: String, _ remedy: String?, isMissing: Bool = false) {
    (self.path, self.failure, self.reason, self.remedy) = (path, failure, reason, remedy)
    self.isMissing = isMissing
  }

  private static func kernelWords(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Where a relative name was looked for.
  private static func place(of path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return "" }
    defer { free(here) }
    return " in \(String(cString: here))"
  }
}
