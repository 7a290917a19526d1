import Foundation
import Testing

@testable import Gateway

struct ProgramPagesTests {
  @Test func `the program goes on when its pages are let go of, and so do its libraries`() {
    // Code and constants, of the program and of the C library at least.
    #expect(ProgramPages.release() >= 4)
    #expect([3, 1, 2].sorted().map { "\($0)" }.joined() == "123")
    // What Foundation made of its own constants is still there.
    #expect(URL(fileURLWithPath: "/a/b").lastPathComponent == "b")
  }
}
