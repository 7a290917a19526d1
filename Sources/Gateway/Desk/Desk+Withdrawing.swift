import Modem
import Store

// What was begun and can't be ended as it was meant.
extension Desk {
  /// Takes down what the store could not take before.
  func recordWaiting(of sim: String) throws(StoreError) {
    guard let waiting = outbox.unrecorded[sim] else { return }
    do throws(StoreError) {
      try record(waiting.result, of: waiting.id)
    } catch  where error.isSettled {
      // Somebody has settled it meanwhile; kept, it would stop this SIM for ever.
      storeFailed(error)
    }
    outbox.setUnrecorded(nil, sim: sim)
  }

  /// A modem is used no more: what its SIM has begun to send and the modem was not given is not sent either. With a part
  /// gone already the SMS has failed, as nobody shall get that part twice.
  func withdraw(_ modem: String) {
    for sim in outbox.sims(of: modem) {
      do throws(StoreError) {
        try recordWaiting(of: sim)
        guard let rest = outbox.nextPart(of: sim) else { continue }
        try record(.notAttempted(reason: "its modem is no longer in the configuration"), of: rest.id)
      } catch {
        // It stays as it is being sent; the next start of the daemon makes it unknown.
        storeFailed(error)
      }
    }
  }
}
