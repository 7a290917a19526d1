import Reporting
import SpamCore

/// SplitMix64: the same seed gives the same numbers everywhere.
struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func element<Element>(of array: [Element]) -> Element { array[below(array.count)] }
}

/// A moment in November 2026, and so many seconds later.
func at(_ seconds: Int64) -> WallTime { WallTime(seconds: 1_795_000_000 + seconds) }

let telkomsel = ReportProfile.shipped[0]

func profile(_ template: String, parts: Int = 1) throws -> ReportProfile {
  ReportProfile(
    id: "test", name: "Test", isEnabled: true, homeNetworks: ["51010"],
    flow: .template(try ReportTemplate(template)), destination: "1166", maximumParts: parts)
}

/// A message that every guard lets pass.
func candidate(_ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
  var candidate = Candidate(
    sender: "+6281234567890", label: .fraud, band: .auto, sentAt: at(0), receivedAt: at(2),
    serviceCentre: "+6281100000")
  change(&candidate)
  return candidate
}

/// Facts that every guard lets pass.
func facts(_ change: (inout PolicyFacts) -> Void = { _ in }) -> PolicyFacts {
  var facts = PolicyFacts(sim: SIMFacts(imsi: "510101234567890", registration: .home), ledger: LedgerFacts())
  change(&facts)
  return facts
}

func policy(_ mode: ReportingMode = .auto, _ change: (inout PolicyLimits) -> Void = { _ in }) -> Policy {
  var limits = PolicyLimits()
  change(&limits)
  return Policy(settings: PolicySettings(mode: mode, limits: limits))
}
