import Glibc
import Testing

@testable import ModemSimulator

/// A client of a tty with a bounded number of polls instead of sleeps.
final class TTYClient {
  let descriptor: Int32

  init?(_ path: String) {
    descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var settings = termios()
    tcgetattr(descriptor, &settings)
    cfmakeraw(&settings)
    tcsetattr(descriptor, TCSANOW, &settings)
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What is read until it ends as wished; what there was after a hang-up or two thousand polls of 10 ms.
  func read(until ending: String) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<2000 {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 10) > 0 else { continue }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      bytes += buffer[..<count]
      if String(decoding: bytes, as: UTF8.self).hasSuffix(ending) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the line hangs up within the polls.
  func hangsUp() -> Bool {
    for _ in 0..<2000 {
      var waiting = pollfd(fd: descriptor, events: 0, revents: 0)
      if poll(&waiting, 1, 10) > 0, waiting.revents & Int16(POLLHUP) != 0 { return true }
    }
    return false
  }
}

func temporaryLink(_ name: String = "ttyUSB0") -> String {
  var template = Array("/tmp/pelapor-pty-XXXXXX".utf8CString)
  let folder = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  return "\(folder)/\(name)"
}

@Suite struct PTYHostTests {
  @Test func carriesCommandsMessagesAndAReconnect() throws {
    let link = temporaryLink()
    let host = try PTYHost(links: [link])
    do {
      let client = try #require(TTYClient(link))
      client.write("AT\r")
      #expect(client.read(until: "OK\r\n") == "AT\r\r\nOK\r\n")
      client.write("ATE0;+CNMI=2,1,0,2,0\r")
      _ = client.read(until: "OK\r\n")
      host.withSimulation { _ = $0.send(OutgoingText(from: "+6281234567890", text: "halo")) }
      #expect(client.read(until: "1\r\n") == "\r\n+CMTI: \"SM\",1\r\n")
    }
    let client = try #require(TTYClient(link))
    client.write("AT+CMGD=1\r")
    #expect(client.read(until: "OK\r\n").hasSuffix("\r\nOK\r\n"))
    #expect(host.wait(upTo: .seconds(10)) { $0.network.record.deletedCount == 1 })
    host.stop()
    #expect(client.hangsUp())
    #expect(access(link, F_OK) != 0)
  }

  @Test func aClientThatOpensThePairBeforeIsServedThere() throws {
    let link = temporaryLink()
    var port = PTYPort(linkPath: link)
    try port.plug()
    let first = port.slavePath
    do {
      let client = try #require(TTYClient(link))
      port.lookForClient()
      #expect(port.hasClient && client.descriptor >= 0)
    }
    #expect(port.read() == nil)
    try port.renew()
    #expect(port.slavePath != first)
    // Looked up before the link was turned, opened after.
    let late = try #require(TTYClient(first))
    port.lookForClient()
    #expect(port.hasClient && port.slavePath == first)
    late.write("AT\r")
    #expect(port.read() == Array("AT\r".utf8))
    port.write(Array("OK\r\n".utf8))
    #expect(late.read(until: "OK\r\n") == "OK\r\n")
    #expect(TTYClient(link) != nil)
    port.unplug()
    #expect(access(link, F_OK) != 0)
  }

  @Test func unplugHangsUpAndReplugComesBackUnderAnotherName() throws {
    let link = temporaryLink()
    let other = link.replacing("ttyUSB0", with: "ttyUSB1")
    let host = try PTYHost(links: [link])
    let client = try #require(TTYClient(link))
    client.write("AT\r")
    _ = client.read(until: "OK\r\n")
    host.withSimulation { $0.perform(.unplug) }
    #expect(client.hangsUp())
    #expect(access(link, F_OK) != 0)
    host.withSimulation { $0.perform(.replug(linkName: "ttyUSB1")) }
    #expect(host.wait(upTo: .seconds(10)) { $0.modems[0].isPlugged })
    var again = TTYClient(other)
    for _ in 0..<500 where again == nil {
      poll(nil, 0, 10)
      again = TTYClient(other)
    }
    let second = try #require(again)
    second.write("ATE0\r")
    #expect(second.read(until: "OK\r\n").hasSuffix("OK\r\n"))
    host.stop()
  }

  @Test func sixteenModemsShareOneThreadAndOneNetwork() throws {
    let text = (1...16).map { "modem sim\($0)\nnumber +62811000\(1000 + $0)" }.joined(separator: "\n")
    let links = (1...16).map { temporaryLink("sim\($0)") }
    let host = try PTYHost(scenario: Scenario.parse(text), links: links)
    let clients = links.compactMap { TTYClient($0) }
    #expect(clients.count == 16)
    for (index, client) in clients.enumerated() {
      client.write("ATE0;+CNMI=2,1,0,0,0;+CMGF=1\r")
      _ = client.read(until: "OK\r\n")
      if index > 0 {
        client.write("AT+CMGS=\"+628110001001\"\r")
        _ = client.read(until: "> ")
        client.write("dari \(index)\u{1A}")
        #expect(client.read(until: "OK\r\n").contains("+CMGS: 0"))
      }
    }
    #expect(host.simulation.modems[0].messageCount(in: .sm) == 15)
    host.stop()
  }

  @Test func refusesToReplaceAFile() throws {
    let path = temporaryLink("notes.txt")
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    close(file)
    #expect(throws: PTYHostError.self) { _ = try PTYHost(links: [path]) }
    #expect(access(path, F_OK) == 0)
  }

  @Test func carriesThousandsOfCommandsASecond() throws {
    let link = temporaryLink()
    let host = try PTYHost(links: [link])
    let client = try #require(TTYClient(link))
    client.write("ATE0\r")
    _ = client.read(until: "OK\r\n")
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<2000 {
        client.write("AT+CSQ\r")
        _ = client.read(until: "OK\r\n")
      }
    }
    print("2000 commands through the pty: \(time)")
    #expect(host.simulation.modems[0].counters.commandLines == 2001)
    host.stop()
  }
}
