internal import ATProtocol

/// Digests of the PDUs handed over last: whether one comes again is counted, not judged.
struct RecentPDUs: Sendable {
  static let limit = 256
  private var digests: Set<UInt64> = []
  private var order: [UInt64] = []
  private var oldest = 0

  /// Whether this PDU was handed over before.
  mutating func isRepeated(_ pdu: String) -> Bool {
    let digest = Self.digest(pdu)
    guard digests.insert(digest).inserted else { return true }
    if order.count < Self.limit {
      order.append(digest)
    } else {
      digests.remove(order[oldest])
      order[oldest] = digest
      oldest = (oldest + 1) % Self.limit
    }
    return false
  }

  /// FNV-1a (Fowler, Noll, Vo): the same on every machine, unlike the standard library's.
  private static func digest(_ pdu: String) -> UInt64 {
    pdu.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

// What is counted where more than a step is taken.
extension ModemSession {
  mutating func countHandOver(_ pdu: String) {
    counters.count(.received)
    if recent.isRepeated(pdu) { counters.count(.duplicates) }
  }

  mutating func count(_ final: FinalResult, of exchange: Exchange) {
    if !exchange.isEchoed {
      // The next command tells: echoed again, then octets get lost; not echoed either, then the echo is off after all.
      health.isEchoDoubtful = health.isEchoing
      health.isEchoing = false
    }
    switch final {
    case .ok, .connect: break
    case .failure(.equipment): counters.count(.equipmentErrors)
    case .failure(.messageService): counters.count(.messageErrors)
    case .failure(.unspecified), .call: counters.count(.plainErrors)
    }
  }

  /// The command as the modem repeats it.
  mutating func echoed() {
    exchange?.isEchoed = true
    // Before ATE0 has been answered a modem may echo.
    switch exchange?.errand {
    case .bringUp(.attention)?, .bringUp(.reset)?, .bringUp(.echoOff)?, nil: return
    case .bringUp?, .probe?, .blockedPoll?, .select?, .list?, .read?, .scan?, .delete?, .acknowledge?, .submit?,
      .submitBody?, .leavePrompt?, .health?, .radioOff?, .radioOn?, .diagnose?:
      break
    }
    counters.count(.echoes)
    if health.isEchoDoubtful { counters.count(.echoLosses) }
    health.isEchoDoubtful = false
    health.isEchoing = true
  }

  /// The fate of a request, for its caller and for the count.
  mutating func finishSend(_ id: UInt64, _ result: SendResult) {
    switch result {
    case .accepted: counters.count(.sent)
    case .failed: counters.count(.sendsRefused)
    case .unknown: counters.count(.sendsUnknown)
    case .notAttempted: counters.count(.sendsNotAttempted)
    }
    emit(.sendFinished(id: id, result))
  }
}
