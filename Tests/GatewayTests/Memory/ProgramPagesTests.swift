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

  @Test func `constants can't be written to once their pages are let go of`() throws {
    ProgramPages.release()
    let constant: StaticString = "a constant of this program"
    let address = UInt(bitPattern: constant.utf8Start)
    let map = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
    let mappings = map.split(separator: "\n").compactMap { line -> (range: Range<UInt>, rights: Substring)? in
      let fields = line.split(separator: " ")
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      return ends.count == 2 && ends[0] < ends[1] ? (ends[0]..<ends[1], fields[1]) : nil
    }
    let mapping = try #require(mappings.first { $0.range.contains(address) })
    #expect(!mapping.rights.contains("w"), "\(mapping)")
    #expect("\(constant)" == "a constant of this program")
  }
}
