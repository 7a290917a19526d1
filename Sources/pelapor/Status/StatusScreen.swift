import Glibc

/// The whole terminal, for a page that is drawn again and again; given back as it was, however the program ends.
final class StatusScreen {
  /// What made the screen wake.
  enum Wake {
    case time, quit, resized
  }

  private var settings: termios?
  private let isReadingKeys = isatty(STDIN_FILENO) == 1

  /// Written to by the handlers of signals, which may do little else.
  private nonisolated(unsafe) static var signalPipe: (read: Int32, write: Int32) = (-1, -1)
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT]

  init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      Self.signalPipe = (ends[0], ends[1])
    }
    for number in Self.signals {
      _ = signal(number) { number in
        var octet = UInt8(truncatingIfNeeded: number)
        _ = write(StatusScreen.signalPipe.write, &octet, 1)
      }
    }
    enter()
  }

  /// Columns and rows.
  var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20, size.ws_row >= 4 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Draws lines over what was there, without a flash between.
  func draw(_ lines: [String]) {
    put("\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J")
  }

  /// Sleeps until the time is over, a key asks for something, or a signal comes.
  func wait(milliseconds: Int) -> Wake {
    var waiting = [pollfd(fd: Self.signalPipe.read, events: Int16(POLLIN), revents: 0)]
    if isReadingKeys { waiting.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)) }
    let count = poll(&waiting, nfds_t(waiting.count), Int32(clamping: milliseconds))
    if count == 0 { return .time }
    var octet: UInt8 = 0
    while read(Self.signalPipe.read, &octet, 1) == 1 {
      switch Int32(octet) {
      case SIGWINCH: return .resized
      case SIGTSTP:
        leave()
        kill(getpid(), SIGSTOP)
        enter()
        return .resized
      case SIGCONT: return .resized
      case _: return .quit
      }
    }
    if isReadingKeys, waiting[1].revents != 0 {
      // q, and the end of a terminal that has gone.
      guard read(STDIN_FILENO, &octet, 1) == 1 else { return .quit }
      return octet == UInt8(ascii: "q") || octet == 0x04 ? .quit : .time
    }
    return .time
  }

  /// The other screen of the terminal, without a cursor; keys come at once and are not shown.
  private func enter() {
    var current = termios()
    if isReadingKeys, tcgetattr(STDIN_FILENO, &current) == 0 {
      settings = current
      current.c_lflag &= ~tcflag_t(ICANON | ECHO)
      tcsetattr(STDIN_FILENO, TCSANOW, &current)
    }
    put("\u{1B}[?1049h\u{1B}[?25l\u{1B}[2J")
  }

  /// Gives the terminal back.
  func leave() {
    put("\u{1B}[?25h\u{1B}[?1049l")
    if var settings { tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
  }

  private func put(_ text: String) {
    var octets = Array(text.utf8)[...]
    while !octets.isEmpty {
      let count = octets.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count > 0 { octets = octets.dropFirst(count) } else if errno != EINTR && errno != EAGAIN { return }
    }
  }
}
