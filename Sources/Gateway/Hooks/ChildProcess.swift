import CProcess
import Glibc

/// Runs a program directly, never through a shell, with bounds on its time and its output. Blocks its caller.
///
/// The program leads a process group of its own, which ends with it, and inherits nothing but its standard streams: no
/// other descriptor, no ignored signal, no variable of the daemon's environment.
struct ChildProcess {
  /// How it ended.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// It took too long and was ended.
    case timedOut
    /// The daemon stops.
    case stopped
    /// It had written more than was wanted and was ended.
    case outputFull
    /// It can't be run; why.
    case notStarted(String)
  }

  struct Result {
    var ending: Ending
    /// What it wrote to standard output and standard error, up to the limit.
    var output: [UInt8]
  }

  /// Between SIGTERM and SIGKILL.
  private static let grace = Duration.seconds(2)
  private static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]

  private let processID: pid_t
  private var input: Int32
  private var output: Int32
  private var waiting: ArraySlice<UInt8>
  private var written: [UInt8] = []
  private let outputLimit: Int

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - command: its absolute path and arguments.
  ///   - input: what it reads from standard input; it need not.
  ///   - timeLimit: after this it gets SIGTERM, and a little later SIGKILL.
  ///   - outputLimit: octets of its output that are kept.
  ///   - endsWhenFull: whether it is ended when it writes more, instead of the rest being thrown away.
  ///   - isStopping: asked now and then; true ends it.
  static func run(
    _ command: [String], input: [UInt8], timeLimit: Duration, outputLimit: Int, endsWhenFull: Bool = false,
    isStopping: () -> Bool = { false }
  ) -> Result {
    _ = ignoresBrokenPipes
    var (theirInput, ourInput, ourOutput, theirOutput): (Int32, Int32, Int32, Int32) = (-1, -1, -1, -1)
    var code = pelapor_pipe(&theirInput, &ourInput)
    if code == 0 { code = pelapor_pipe(&ourOutput, &theirOutput) }
    var processID: pid_t = 0
    if code == 0 { code = spawn(command, &processID, input: theirInput, output: theirOutput) }
    for end in [theirInput, theirOutput] where end >= 0 { close(end) }
    guard code == 0 else {
      for end in [ourInput, ourOutput] where end >= 0 { close(end) }
      return Result(ending: .notStarted(String(cString: strerror(code))), output: [])
    }
    for end in [ourInput, ourOutput] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    var child = ChildProcess(
      processID: processID, input: ourInput, output: ourOutput, waiting: input[...], outputLimit: outputLimit)
    return child.attend(until: .now + timeLimit, endsWhenFull: endsWhenFull, isStopping: isStopping)
  }

  private init(processID: pid_t, input: Int32, output: Int32, waiting: ArraySlice<UInt8>, outputLimit: Int) {
    (self.processID, self.input, self.output) = (processID, input, output)
    (self.waiting, self.outputLimit) = (waiting, outputLimit)
  }

  private mutating func attend(
    until limit: ContinuousClock.Instant, endsWhenFull: Bool, isStopping: () -> Bool
  ) -> Result {
    var forced: Ending?
    var killAt: ContinuousClock.Instant?
    while true {
      exchange()
      if let status = endedStatus() {
        exchange()
        for end in [input, output] where end >= 0 { close(end) }
        return Result(ending: forced ?? Self.ending(status), output: written)
      }
      if forced == nil {
        if isStopping() { forced = .stopped }
        if ContinuousClock.now >= limit { forced = .timedOut }
        if endsWhenFull, written.count >= outputLimit { forced = .outputFull }
        if forced != nil {
          kill(-processID, SIGTERM)
          killAt = .now + Self.grace
        }
      } else if let killAt, ContinuousClock.now >= killAt {
        kill(-processID, SIGKILL)
      }
    }
  }

  /// Gives and takes what is possible now, or waits a moment.
  private mutating func exchange() {
    if waiting.isEmpty, input >= 0 {
      close(input)
      input = -1
    }
    var places = [
      pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&places, 2, output < 0 ? 20 : 50) > 0 else { return }
    if places[0].revents != 0 {
      let count = waiting.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        waiting = waiting.dropFirst(count)
      } else if count < 0, errno != EAGAIN, errno != EINTR {
        // It does not want to read it.
        waiting = []
      }
    }
    guard places[1].revents != 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = read(output, &buffer, buffer.count)
    if count > 0 {
      written += buffer.prefix(min(count, outputLimit - written.count))
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      close(output)
      output = -1
    }
  }

  /// The status of wait(2) once it has ended; what is left of its group ends with it.
  private func endedStatus() -> Int32? {
    var information = siginfo_t()
    guard waitid(P_PID, id_t(processID), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
      information.si_signo == SIGCHLD
    else { return nil }
    // Not reaped yet, so the number is still its own.
    kill(-processID, SIGKILL)
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// WIFEXITED and its companions are macros.
  private static func ending(_ status: Int32) -> Ending {
    status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }

  private static func spawn(_ command: [String], _ processID: inout pid_t, input: Int32, output: Int32) -> Int32 {
    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    return pelapor_spawn(&processID, command.first ?? "", arguments, variables, input, output)
  }

  /// A program may end without reading its input.
  private static let ignoresBrokenPipes: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()
}
