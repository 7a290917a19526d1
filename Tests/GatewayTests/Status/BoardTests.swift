import Reporting
import Testing

@testable import Gateway

@Suite struct BoardTests {
  private func note(_ board: inout Board, _ event: Event, _ second: Int64) {
    board.note(event, at: WallTime(seconds: 1_000 + second), uptime: .seconds(second))
  }

  @Test func sinceSaysWhenAModemBeganToWorkOrToFailNotWhenItWasLastHeardOf() {
    var board = Board()
    note(&board, Event(.modemOpened, .info, [.modem: .string("sim1")]), 1)
    note(&board, Event(.modemReady, .info, [.modem: .string("sim1")]), 3)
    note(&board, Event(.modemStatus, .info, [.modem: .string("sim1"), .code: .string("network")]), 9)
    #expect(board.modems["sim1"]?.isReady == true)
    #expect(board.modems["sim1"]?.since == WallTime(seconds: 1_003))
    note(&board, Event(.modemLost, .warning, [.modem: .string("sim1"), .reason: .string("unplugged")]), 20)
    note(&board, Event(.modemOpened, .info, [.modem: .string("sim1")]), 30)
    note(&board, Event(.modemLost, .warning, [.modem: .string("sim1"), .reason: .string("again")]), 40)
    #expect(board.modems["sim1"]?.isReady == false)
    #expect(board.modems["sim1"]?.since == WallTime(seconds: 1_020))
    #expect(board.modems["sim1"]?.lastError?.reason == "again")
  }

  @Test func theLastErrorsAreKeptTheNewestFirstAndNoMoreThanTheBound() {
    var board = Board()
    for second in 0..<50 {
      note(&board, Event(.daemonProblem, .error, [.reason: .string("\(second)")]), Int64(second))
      note(&board, Event(.smsReceived, .info, [.messageID: .integer(second)]), Int64(second))
    }
    #expect(board.problems.count == Board.maximumProblems)
    #expect(board.problems.first?.reason == "49")
  }

  @Test func whatPeopleWroteIsNeverRemembered() {
    var board = Board()
    note(&board, Event(.reportRejected, .warning, [.reason: .words("a secret"), .text: .words("a secret")]), 1)
    #expect(board.problems.first?.reason == nil)
  }

  @Test func aReportsDelayIsThatFromTheArrivalOfItsMessage() {
    var board = Board()
    note(&board, Event(.smsReceived, .info, [.messageID: .integer(7)]), 0)
    note(&board, Event(.reportQueued, .info, [.messageID: .integer(7), .reportID: .integer(3)]), 1)
    note(&board, Event(.reportSent, .info, [.reportID: .integer(3)]), 121)
    note(&board, Event(.reportSent, .info, [.reportID: .integer(99)]), 122)
    #expect(board.histograms[.reporting]?.count == 1)
    #expect(board.histograms[.reporting]?.sum == 121)
  }

  @Test func seriesOfCountersHaveABound() {
    var board = Board()
    for code in 0..<2_000 {
      note(
        &board, Event(.reportFailed, .error, [.modem: .string("sim1"), .code: .string("cms-\(code)")]), Int64(code))
    }
    let series = board.counts[.sendErrors, default: [:]]
    #expect(series.count <= Board.maximumSeries + 1)
    #expect(series.values.reduce(0, +) == 2_000)
  }

  @Test func aHistogramPutsEachValueIntoOneBucketAndTakesNoNonsense() {
    var histogram = Histogram(bounds: [1, 10])
    for value in [0.5, 1, 5, 100, -1, .nan, .infinity] { histogram.observe(value) }
    #expect(histogram.counts == [2, 1, 1])
    #expect(histogram.sum == 106.5)
  }
}

@Suite struct HealthTests {
  private func stalls(
    _ board: Board, silence: Duration = .zero, uptime: Int64, started: Int64 = 0
  ) -> [String] {
    Health.stalls(
      silences: [("the desk (database)", silence)], modems: ["sim1"], board: board, uptime: .seconds(uptime),
      started: .seconds(started))
  }

  private func board(_ events: [(Event, Int64)]) -> Board {
    var board = Board()
    for (event, second) in events {
      board.note(event, at: WallTime(seconds: second), uptime: .seconds(second))
    }
    return board
  }

  @Test func aWorkingGatewayIsHealthy() {
    let board = board([(Event(.modemReady, .info, [.modem: .string("sim1")]), 5)])
    #expect(stalls(board, uptime: 100_000).isEmpty)
  }

  @Test func aSilentThreadIsAStall() {
    let board = board([(Event(.modemReady, .info, [.modem: .string("sim1")]), 5)])
    #expect(stalls(board, silence: .seconds(30), uptime: 60).isEmpty)
    let silent = stalls(board, silence: .seconds(31), uptime: 60)
    #expect(silent == ["the desk (database) has not answered for 31 s: its thread is stuck"])
  }

  @Test func aModemMayBeAwayForFiveMinutesAndThenItIsSaidWhy() {
    let board = board([
      (Event(.modemReady, .info, [.modem: .string("sim1")]), 5),
      (Event(.modemLost, .warning, [.modem: .string("sim1"), .reason: .string("unplugged")]), 100),
    ])
    #expect(stalls(board, uptime: 400).isEmpty)
    #expect(stalls(board, uptime: 401) == ["the modem sim1 has not worked for 301 s: unplugged"])
  }

  @Test func aModemThatNeverCameIsCountedFromTheStart() {
    #expect(stalls(Board(), uptime: 1_300, started: 1_000).isEmpty)
    #expect(stalls(Board(), uptime: 1_301, started: 1_000).count == 1)
  }

  @Test func aDatabaseThatTakesNothingIsAStallUntilItRecovers() {
    let ready = (Event(.modemReady, .info, [.modem: .string("sim1")]), Int64(1))
    let failed = (Event(.storeFailed, .error, [.reason: .string("full")]), Int64(10))
    #expect(stalls(board([ready, failed]), uptime: 71).count == 1)
    #expect(stalls(board([ready, failed, (Event(.storeRecovered), 20)]), uptime: 71).isEmpty)
  }
}
