import CSerial
import Foundation
import Glibc
import Testing

@testable import SerialPort

/// A pseudo-terminal pair whose master the test holds.
private final class PseudoTerminal {
  let master: Int32
  let path: String

  init() throws {
    var name = [CChar](repeating: 0, count: 64)
    master = pelapor_pty_open(&name, name.count)
    try #require(master >= 0)
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { close(master) }

  func settings() -> termios {
    var settings = termios()
    tcgetattr(master, &settings)
    return settings
  }
}

private func failure(opening path: String, baud: Int = 115_200) -> SerialPortError? {
  do throws(SerialPortError) {
    _ = try SerialPort(path: path, baud: baud)
    return nil
  } catch {
    return error
  }
}

struct SerialPortTests {
  @Test func opensRawAndPutsTheSettingsBack() throws {
    let pair = try PseudoTerminal()
    let before = pair.settings()
    #expect(before.c_lflag & tcflag_t(ICANON) != 0)
    do {
      let port = try SerialPort(path: pair.path, baud: 115_200)
      let during = pair.settings()
      #expect(during.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0)
      #expect(cfgetospeed([during]) == speed_t(B115200))
      let sent: [UInt8] = [0x41, 0x54, 0x0D, 0x0A, 0x00, 0x11, 0x13, 0x1A]
      #expect(write(port.descriptor, sent, sent.count) == sent.count)
      var got = [UInt8](repeating: 0, count: 32)
      #expect(read(pair.master, &got, got.count) == sent.count)
      #expect(Array(got[..<sent.count]) == sent)
    }
    #expect(pair.settings().c_lflag == before.c_lflag)
  }

  @Test func trouble8ASecondOpenIsRefusedUntilTheFirstIsClosed() throws {
    let pair = try PseudoTerminal()
    do {
      let port = try SerialPort(path: pair.path, baud: 9_600)
      #expect(port.descriptor >= 0)
      guard case .busy(pair.path, _) = failure(opening: pair.path) else {
        Issue.record("a held port could be opened again")
        return
      }
    }
    #expect(failure(opening: pair.path) == nil)
  }

  @Test func saysWhatIsWrongWithAPath() throws {
    #expect(failure(opening: "/dev/ttyNOSUCH0") == .noDevice(path: "/dev/ttyNOSUCH0"))
    #expect(failure(opening: "/tmp") == .notATerminal(path: "/tmp"))
    #expect(failure(opening: "/dev/null") == .notATerminal(path: "/dev/null"))
    #expect(failure(opening: "/dev/null", baud: 115_201) == .unknownBaud(115_201))
    #expect("\(SerialPortError.noDevice(path: "/dev/ttyUSB0"))".contains("plugged in"))
    #expect(
      "\(SerialPortError.busy(path: "/dev/ttyUSB0", holder: PortHolder(processID: 7, command: "gammu-smsd")))"
        .contains("process 7 (gammu-smsd)"))
  }

  @Test func findsTheProcessThatHoldsAFile() throws {
    let pair = try PseudoTerminal()
    // The shell opens it, not this process: what other tests start at this moment would have it, too, before their exec.
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/bin/sh")
    holder.arguments = ["-c", "exec 3>\"$0\"; echo opened; read end", pair.path]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    defer {
      try? input.fileHandleForWriting.close()
      holder.waitUntilExit()
    }
    #expect(try output.fileHandleForReading.read(upToCount: 7) == Data("opened\n".utf8))
    #expect(PortHolder.find(path: pair.path) == PortHolder(processID: holder.processIdentifier, command: "sh"))
  }

  @Test(arguments: [
    ("/dev/ttyUSB0", Endpoint.device(path: "/dev/ttyUSB0")),
    ("tcp://rack1:7001", .tcp(host: "rack1", port: 7_001)),
    ("tcp://[fe80::1]:7001", .tcp(host: "fe80::1", port: 7_001)),
  ])
  func readsEndpoints(text: String, expected: Endpoint) {
    #expect(Endpoint(parsing: text) == expected)
    #expect(expected.description == text)
  }

  @Test(arguments: [
    "", "/", "ttyUSB0", "tcp://", "tcp://host", "tcp://host:0", "tcp://host:65536", "tcp://a:b:1", "/dev/\0",
  ])
  func refusesOtherEndpoints(text: String) {
    #expect(Endpoint(parsing: text) == nil)
  }
}
