/// Time since an arbitrary origin, given by the caller: a session reads no clock.
public typealias MonotonicTime = Duration

/// What the owner of a session is to do next. Drain ``ModemSession/nextAction()`` after every call.
public enum ModemAction: Sendable, Equatable {
  /// Write these octets to the port.
  case write([UInt8])
  /// A message or status report is there. Store it, then call ``ModemSession/stored(_:now:)`` (or
  /// ``ModemSession/acknowledge(_:now:)`` where it came directly).
  case received(ReceivedPDU)
  /// The PDU's octets are written next: from here on, no answer means that nobody knows whether it was sent.
  case sendStarted(id: UInt64)
  /// The fate of a request. Exactly one follows for every ``ModemSession/send(_:now:)``.
  case sendFinished(id: UInt64, SendResult)
  /// The configured PIN is entered next: write down durably that it is tried, then call ``ModemSession/pinTryNoted(_:now:)``.
  case notePINTry
  /// The SIM has taken the PIN: what was written down of the try is of no use any more.
  case pinAccepted
  /// Close the port and open it again after this long; then call ``ModemSession/portOpened(now:)``.
  case reopenPort(after: Duration, reason: String)
  /// Close the port, reset the USB device it belongs to, tell ``ModemSession/usbReset(_:now:)`` what came of it, and open
  /// the port again after this long.
  case resetUSB(reopeningAfter: Duration, reason: String)
  /// The session asked for by ``ModemSession/stop(now:)`` is over; close the port.
  case stopped
  /// Something to log and to show.
  case event(ModemEvent)
}

/// What came of ``ModemAction/resetUSB(reopeningAfter:reason:)``.
public enum USBResetOutcome: Sendable, Hashable {
  /// The device was reset.
  case done
  /// It was not, and what somebody can do about it.
  case refused(reason: String, remedy: String)
}

/// A slot of a message storage, and which of the messages that have lain in it is meant.
public struct MessageSlot: Hashable, Sendable, CustomStringConvertible {
  /// `SM`, `ME`, `SR` …
  public var storage: String
  /// The index the modem gives it; the first is 0 or 1.
  public var index: Int
  /// Grows with every hand-over. A slot's next message has another, so that a late `stored` cannot delete it.
  public var ticket: UInt64

  /// A slot by its fields.
  public init(storage: String, index: Int, ticket: UInt64) {
    self.storage = storage
    self.index = index
    self.ticket = ticket
  }

  /// For people: `SM 3`.
  public var description: String { "\(storage) \(index)" }
}

/// A PDU as it came from the modem.
public struct ReceivedPDU: Sendable, Equatable {
  /// Where it is now.
  public enum Origin: Sendable, Equatable {
    /// In a storage; it stays there until ``ModemSession/stored(_:now:)``.
    case slot(MessageSlot)
    /// Nowhere else (`+CMT`, `+CDS`): the network keeps it until ``ModemSession/acknowledge(_:now:)`` at best, and where
    /// it does not, the session does.
    case direct(ticket: UInt64)
  }

  /// What it is, where the way it came tells.
  public enum Kind: Sendable, Equatable {
    case message
    case statusReport
    /// A storage holds both: the TPDU tells.
    case messageOrStatusReport
  }

  /// Upper-case hexadecimal digits, service centre address first. Where a slot holds something else, that, as it is.
  public var hex: String
  /// Where it is.
  public var origin: Origin
  /// Octets of the TPDU as the modem declares them.
  public var declaredLength: Int?
  /// What it is, as far as known.
  public var kind: Kind
  /// IMSI of the SIM it came to, where that was known: another may be in the modem when it is stored.
  public var subscriber: String?

  /// A PDU by its fields.
  public init(hex: String, origin: Origin, declaredLength: Int?, kind: Kind, subscriber: String? = nil) {
    self.hex = hex
    self.origin = origin
    self.declaredLength = declaredLength
    self.kind = kind
    self.subscriber = subscriber
  }

  /// The slot it lies in, if it does.
  public var slot: MessageSlot? {
    switch origin {
    case .slot(let slot): slot
    case .direct: nil
    }
  }
}

/// A message to be sent.
public struct SendRequest: Sendable, Hashable {
  /// The caller's name for it.
  public var id: UInt64
  /// SMS-SUBMIT in upper-case hexadecimal digits, service centre address first (`00`: the SIM's own).
  public var hex: String
  /// Octets of the TPDU without the service centre address: `<length>` of `+CMGS`.
  public var tpduLength: Int

  /// A request by its fields.
  public init(id: UInt64, hex: String, tpduLength: Int) {
    self.id = id
    self.hex = hex
    self.tpduLength = tpduLength
  }
}

/// What became of a ``SendRequest``.
public enum SendResult: Sendable, Equatable {
  /// The network has taken it; a status report will carry this reference.
  case accepted(reference: UInt8)
  /// The modem or the network refused it.
  case failed(SendFailure)
  /// It may have been sent. Never send it again by machine.
  case unknown(reason: String)
  /// Nothing of it reached the network: it may be tried again.
  case notAttempted(reason: String)
}

/// A refusal, with what it means.
public struct SendFailure: Sendable, Equatable {
  /// Whether it may be tried again.
  public enum Nature: String, Sendable {
    /// It was not sent; later it may be.
    case temporary
    /// It was not sent and never will be as it is.
    case permanent
    /// Networks use this error for many things; the message may have gone out all the same.
    case ambiguous
  }

  /// The line of the modem: `+CMS ERROR: 38`.
  public var error: String
  /// The code, where there is one.
  public var code: Int?
  /// The meaning in the words of the standard.
  public var meaning: String
  /// Whether it may be tried again.
  public var nature: Nature

  /// A failure by its fields.
  public init(error: String, code: Int?, meaning: String, nature: Nature) {
    self.error = error
    self.code = code
    self.meaning = meaning
    self.nature = nature
  }
}
