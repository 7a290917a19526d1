import Modem
import Store

/// When an SMS that surely was not sent is tried again.
enum Backoff {
  /// A refusal that may pass is not waited out for ever.
  static let maximumAttempts = 5

  /// A minute, then twice as long each time, an hour at most.
  static func seconds(afterAttempts attempts: Int) -> Int64 {
    min(3_600, 60 << Int64(min(max(attempts, 1) - 1, 6)))
  }
}

extension SendOutcome {
  /// - Parameter attempts: how many there were with this one.
  init(_ result: SendResult, attempts: Int) {
    switch result {
    case .accepted(let reference): self = .accepted(reference: reference)
    case .unknown(let reason): self = .unknown(reason: reason)
    case .notAttempted(let reason): self = .notAttempted(reason: reason)
    case .failed(let failure):
      let reason = "\(failure.error): \(failure.meaning)"
      switch failure.nature {
      case .temporary where attempts < Backoff.maximumAttempts: self = .refused(reason: reason)
      case .temporary, .permanent: self = .failed(reason: reason)
      // It may have gone out all the same, so it counts as sent and is never repeated by itself.
      case .ambiguous: self = .unknown(reason: reason)
      }
    }
  }
}
