import Reporting
import Testing

@Suite("What was sent, by a clock that never jumps")
struct SendMemoryTests {
  private func memory(_ moments: Int64...) -> SendMemory {
    var memory = SendMemory()
    for moment in moments { memory.note(at: .seconds(moment)) }
    return memory
  }

  @Test("a jump ahead makes nothing older than it is")
  func ahead() {
    // Sent at 100 and 200 by the clock of then; it is 300 now, and the wall clock says 4,000.
    let sends = memory(100, 200).corrected([at(100), at(200)], now: at(4000), uptime: .seconds(300))
    #expect(sends.sorted() == [at(3800), at(3900)])
  }

  @Test("without a jump the ledger's times stay, and so do those of an earlier life")
  func same() {
    #expect(
      memory(200).corrected([at(100), at(200)], now: at(300), uptime: .seconds(300)).sorted() == [at(100), at(200)])
  }

  @Test("what the ledger lost counts all the same")
  func lost() {
    #expect(memory(200).corrected([], now: at(300), uptime: .seconds(300)) == [at(200)])
  }

  @Test("a jump back is left to the ledger")
  func back() {
    #expect(
      memory(200).corrected([at(90)], now: at(100), uptime: .seconds(300)) == [at(90)])
  }

  @Test("it forgets after a day and never grows without bound")
  func bounded() {
    var memory = memory(0)
    memory.note(5_000, at: .seconds(100_000))
    let sends = memory.corrected([], now: at(0), uptime: .seconds(100_000))
    #expect(sends.count == 2_000 && sends.allSatisfy { $0 == at(0) })
  }
}
