import Glibc

/// The secret that clients over TCP must know.
struct ControlToken: Sendable {
  private let octets: [UInt8]

  /// Shorter ones can be guessed.
  static let shortest = 16

  /// Reads the first line of a file that others can't read.
  init(file path: String) throws(DaemonError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw DaemonError("control.token-file \(FileProblem(reading: path, code: errno))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o007 == 0 else {
      throw DaemonError("control.token-file \(path) must be a file that others can't read: chmod 640 \(path)")
    }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &buffer, buffer.count)
    let line = buffer.prefix(max(0, count)).prefix { $0 != 0x0A && $0 != 0x0D }
    guard line.count >= Self.shortest, line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw DaemonError(
        "control.token-file \(path) must hold one line of at least \(Self.shortest) printable characters without "
          + "spaces: openssl rand -hex 32 > \(path)")
    }
    octets = Array(line)
  }

  /// A token itself.
  init(_ text: String) { octets = Array(text.utf8) }

  /// Takes as long for a nearly right guess as for a wrong one.
  func matches(_ guess: some StringProtocol) -> Bool {
    let guess = Array(guess.utf8.prefix(4_096))
    var difference = octets.count ^ guess.count
    for (index, octet) in octets.enumerated() {
      difference |= Int(octet ^ (index < guess.count ? guess[index] : 0))
    }
    return difference == 0
  }
}
