import Testing

@testable import Gateway

struct ProgramPagesTests {
  private func released(_ header: String, anonymous: String = "Anonymous:             0 kB\n") -> Range<UInt>? {
    var scanner = ProgramPages.Scanner()
    #expect(scanner.take(header) == nil)
    #expect(scanner.take("Rss:                1000 kB\n") == nil)
    return scanner.take(anonymous)
  }

  @Test(arguments: ["r-xp", "r--p"]) func `what can't be written to and never was is let go`(mode: String) {
    let header = "55bb9fab0000-55bba1f08000 \(mode) 00000000 fe:00 5343336                    /usr/bin/pelapor\n"
    #expect(released(header) == 0x55bb_9fab_0000..<0x55bb_a1f0_8000)
    // Constants that were relocated before they were protected.
    #expect(released(header, anonymous: "Anonymous:           992 kB\n") == nil)
    #expect(released(header, anonymous: "Anonymous:") == nil)
  }

  @Test(arguments: [
    "55bba1ffe000-55bba4510000 rw-p 0254d000 fe:00 5343336                    /usr/bin/pelapor\n",
    "7f2c50000000-7f2c50001000 rwxp 00000000 fe:00 5343336                    /usr/bin/pelapor\n",
    "7f2c50000000-7f2c50001000 r--s 00000000 fe:00 5343336                    /var/lib/pelapor/pelapor.db-shm\n",
    "7ffc0a5f2000-7ffc0a5f4000 r-xp 00000000 00:00 0                          [vdso]\n",
    "7f2c54000000-7f2c5411a000 r-xp 00000000 00:00 0 \n", "zz-1 r-xp 0 0 0 /x", "1 r-xp 0 0 0 /x", "", "\n",
  ]) func `nothing else is`(header: String) {
    #expect(released(header) == nil)
  }

  @Test func `a mapping is not taken for the one before it`() {
    var scanner = ProgramPages.Scanner()
    _ = scanner.take("1000-2000 r-xp 0 0 0 /x")
    _ = scanner.take("2000-3000 rw-p 0 0 0 /x")
    #expect(scanner.take("Anonymous: 0 kB") == nil)
    _ = scanner.take("1000-2000 r-xp 0 0 0 /x")
    #expect(scanner.take("Anonymous: 0 kB") == 0x1000..<0x2000)
    #expect(scanner.take("Anonymous: 0 kB") == nil)
  }

  @Test func `the program goes on when its code is let go of, and so do its libraries`() {
    // The program and the C library at least.
    #expect(ProgramPages.release() >= 2)
    #expect([3, 1, 2].sorted().map { "\($0)" }.joined() == "123")
  }
}
