/// What became of a message: TP-ST of an SMS-STATUS-REPORT (3GPP TS 23.040 §9.2.3.15).
public struct Status: RawRepresentable, Sendable, Hashable {
  /// The octet as it arrived.
  public var rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What the ranges of values say.
  public enum Category: String, Sendable, Hashable, CaseIterable {
    /// The transaction is completed.
    case completed
    /// A temporary error; the service centre still tries.
    case stillTrying = "still-trying"
    /// A permanent error; it does not try again.
    case permanentError = "permanent-error"
    /// A temporary error; it does not try again. Reserved values count as this (service rejected).
    case givenUp = "given-up"
  }

  /// The range of the value.
  public var category: Category {
    switch rawValue {
    case 0x00...0x1F: .completed
    case 0x20...0x3F: .stillTrying
    case 0x40...0x5F: .permanentError
    default: .givenUp
    }
  }

  /// Whether the recipient has the message. False for the completed values 1 (unconfirmed) and 2 (replaced).
  public var isDelivered: Bool { rawValue == 0 }

  /// Whether no further report is to be expected.
  public var isFinal: Bool { category != .stillTrying }
}

extension Status: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch rawValue {
    case 0x00: "received by the recipient"
    case 0x01: "forwarded to the recipient, delivery not confirmed"
    case 0x02: "replaced by the service centre"
    case 0x20, 0x60: "congestion\(suffix)"
    case 0x21, 0x61: "recipient busy\(suffix)"
    case 0x22, 0x62: "no response from the recipient\(suffix)"
    case 0x23, 0x63: "service rejected\(suffix)"
    case 0x24, 0x44, 0x64: "quality of service not available\(suffix)"
    case 0x25, 0x65: "error in the recipient\(suffix)"
    case 0x40: "remote procedure error"
    case 0x41: "incompatible destination"
    case 0x42: "connection rejected by the recipient"
    case 0x43: "not obtainable"
    case 0x45: "no interworking available"
    case 0x46: "validity period expired"
    case 0x47: "deleted by the sender"
    case 0x48: "deleted by the service centre"
    case 0x49: "message does not exist"
    case 0x10...0x1F, 0x30...0x3F, 0x50...0x5F, 0x70...0x7F: "specific to the service centre\(suffix)"
    default: "reserved\(suffix)"
    }
  }

  private var suffix: String {
    switch category {
    case .completed: ""
    case .stillTrying: ", still trying"
    case .permanentError: ", permanent"
    case .givenUp: ", given up"
    }
  }
}
