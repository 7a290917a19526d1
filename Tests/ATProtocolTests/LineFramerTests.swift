import ATProtocol
import Testing

@Suite struct LineFramerTests {
  private func tokens(_ octets: [UInt8], prompt: Bool = false) -> [LineFramer.Token] {
    var framer = LineFramer()
    framer.expectsPrompt = prompt
    return octets.compactMap { framer.consume($0) }
  }

  @Test(arguments: ["OK\r\n", "OK\r", "OK\n", "\r\nOK\r\n", "\n\rOK\n\r", "\r\r\n\r\nOK\r\r\n"])
  func `CR and LF end a line in any combination`(text: String) {
    #expect(tokens(Array(text.utf8)) == [.line("OK")])
  }

  @Test func `NULs and control characters of a modem switching on vanish`() {
    #expect(tokens([0, 0, 0x11, 0x4F, 0, 0x4B, 0x13, 0x0D, 0x7F, 0x0A]) == [.line("OK")])
  }

  @Test func `octets that are no UTF-8 do not stop the line`() {
    #expect(tokens([0xFF, 0xFE, 0x41, 0x0D]) == [.line("\u{FFFD}\u{FFFD}A")])
  }

  @Test func `a prompt needs no line end, but somebody who waits for it`() {
    #expect(tokens(Array("\r\n> ".utf8), prompt: true) == [.prompt])
    #expect(tokens(Array("\r\n>".utf8), prompt: true) == [.prompt])
    #expect(tokens(Array("\r\n> \r\n".utf8)) == [.line("> ")])
    #expect(tokens(Array("a> b\r".utf8), prompt: true) == [.line("a> b")])
  }

  @Test func `the octet after a prompt that is no blank belongs to the next line`() {
    #expect(tokens(Array(">+CMS ERROR: 500\r".utf8), prompt: true) == [.prompt, .line("+CMS ERROR: 500")])
  }

  @Test func `a line without end is bounded and told apart`() {
    let long = [UInt8](repeating: 0x41, count: 1_000_000)
    var framer = LineFramer()
    #expect(long.allSatisfy { framer.consume($0) == nil })
    guard case .overlong(let start)? = framer.consume(0x0D) else {
      Issue.record("not told apart")
      return
    }
    #expect(start.utf8.count == LineFramer.maximumLineLength)
    #expect(tokens(Array("OK\r".utf8)) == [.line("OK")])
  }
}
