import Foundation
import Reporting
import Store
import Testing

/// A year of one SIM on virtual time: 10,000 senders that all write, 20,000 messages and more, with waves, bursts, joe
/// jobs, forged senders, storms of replies, failures, kills, restarts and a clock that is wrong now and then.
///
/// What is counted is what the network was handed, at true time and from the text of the SMS alone; the ledger, whose
/// counters are on trial, is not asked. The database lies in memory where the machine has such a folder (see
/// ``TemporaryFolder``): what a sync costs is not the question here, and `CrashTests` kill the program on a real disk.
@Suite("A year of traffic")
struct YearTests {
  @Test("every limit holds at every moment, counted at the network and not by the ledger")
  func year() throws {
    let folder = try TemporaryFolder()
    var year = try Year(seed: 1, path: folder.database)
    try year.run()
    let sent = year.network.received
    let world = year.world

    // The year was one.
    #expect(world.writers.count >= 10_000)
    #expect(world.messages >= 20_000)
    #expect(sent.count > 1_500)
    #expect(
      year.restarts > 50 && year.reboots > 10 && year.kills > 10 && year.breakersOpened > 10 && year.jumpsBack > 10)
    #expect(year.jumpsAhead > 10 && world.replies > 500)

    // Who was reported wrote it, is nobody's friend, and was not named or forged by others.
    for sms in sent {
      #expect(sms.destination == "1166")
      #expect(world.frauds[sms.text]?.contains(sms.number) == true, "\(sms)")
      #expect(!world.innocents.contains(sms.number), "\(sms)")
    }

    // How often. The limits were reached, or they would not have been tried.
    let times = sent.map(\.time)
    checkPace(times)
    #expect(most(times, within: 3_600_000) == 10)
    #expect(most(times, within: 86_400_000) == 50)
    for reports in Dictionary(grouping: sent, by: \.number).values { checkSender(reports) }
    for reports in Dictionary(grouping: sent, by: \.campaign).values { checkCampaign(reports) }
  }

  private func checkPace(_ times: [Int64]) {
    for (index, time) in times.enumerated() {
      #expect(index < 1 || time - times[index - 1] >= 10_000)
      #expect(index < 10 || time - times[index - 10] > 3_600_000)
      #expect(index < 50 || time - times[index - 50] > 86_400_000)
    }
  }

  private func most(_ times: [Int64], within window: Int64) -> Int {
    var first = 0
    var most = 0
    for (index, time) in times.enumerated() {
      while time - times[first] > window { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }

  private func checkSender(_ reports: [YearNetwork.SMS]) {
    for (index, report) in reports.enumerated() {
      for earlier in reports[..<index] where report.time - earlier.time < 30 * 86_400_000 {
        #expect(earlier.text != report.text, "\(earlier) \(report)")
        #expect(report.time - earlier.time >= 86_400_000, "\(earlier) \(report)")
      }
    }
  }

  private func checkCampaign(_ reports: [YearNetwork.SMS]) {
    for (index, report) in reports.enumerated() where index >= 3 {
      #expect(report.time - reports[index - 3].time >= 86_400_000)
    }
  }
}

/// The network's side: what it was handed, read from the SMS itself.
struct YearNetwork {
  struct SMS {
    /// Milliseconds of true time.
    let time: Int64
    let destination: String
    /// Who it says wrote it.
    let number: String
    /// What it says was written.
    let text: String
    /// The first word of the text names its campaign.
    var campaign: Substring { text.prefix { $0 != " " } }
  }

  private(set) var received: [SMS] = []

  mutating func receive(_ text: String, to destination: String, at time: Int64) {
    let fields = text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 3, fields[0] == "PENIPUAN" else {
      Issue.record("no report: \(text)")
      return
    }
    received.append(SMS(time: time, destination: destination, number: fields[1], text: fields[2]))
  }
}

/// SplitMix64: the same seed gives the same numbers everywhere.
struct YearRandom {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(bound))
  }
}
