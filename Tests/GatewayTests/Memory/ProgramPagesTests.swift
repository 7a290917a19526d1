import Testing

@testable import Gateway

struct ProgramPagesTests {
  @Test func `Only code of files counts: nothing that was ever written to`() {
    let code = "55bb9fab0000-55bba1f08000 r-xp 00000000 fe:00 5343336                    /usr/bin/pelapor\n"
    #expect(ProgramPages.codeRange(code) == 0x55bb_9fab_0000..<0x55bb_a1f0_8000)
    let others = [
      "55bba1f08000-55bba1ffe000 r--p 02457000 fe:00 5343336                    /usr/bin/pelapor\n",
      "55bba1ffe000-55bba4510000 rw-p 0254d000 fe:00 5343336                    /usr/bin/pelapor\n",
      "7f2c50000000-7f2c50001000 rwxp 00000000 fe:00 5343336                    /usr/bin/pelapor\n",
      "7ffc0a5f2000-7ffc0a5f4000 r-xp 00000000 00:00 0                          [vdso]\n",
      "7f2c54000000-7f2c5411a000 r-xp 00000000 00:00 0 \n", "zz-1 r-xp 0 0 0 /x", "1 r-xp 0 0 0 /x", "", "\n",
    ]
    for line in others { #expect(ProgramPages.codeRange(line) == nil, "\(line)") }
  }

  @Test func `The program goes on when its code is let go of, and so do its libraries`() {
    // The program and the C library at least.
    #expect(ProgramPages.release() >= 2)
    #expect([3, 1, 2].sorted().map { "\($0)" }.joined() == "123")
  }
}
