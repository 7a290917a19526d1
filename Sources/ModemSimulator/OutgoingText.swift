/// A text that somebody writes to a modem.
public struct OutgoingText: Sendable, Equatable {
  /// The order in which the parts arrive.
  public enum Order: Sendable, Equatable {
    /// 1, 2, 3
    case straight
    /// 3, 2, 1
    case reversed
  }

  /// Number, short code or name.
  public var sender: String
  /// Any length: it goes in as many parts as it needs.
  public var text: String
  /// The class of TP-DCS, 0 to 3.
  public var messageClass: Int?
  /// Another service centre than the network's own (a sign of spoofing).
  public var serviceCentre: String?
  /// How long ago the service centre got it.
  public var age = Duration.zero
  /// Concatenation reference; nil takes the network's next.
  public var reference: UInt16?
  /// 8 or 16.
  public var referenceBits = 8
  /// How the parts arrive.
  public var order = Order.straight
  /// Part numbers that never arrive.
  public var missingParts: Set<Int> = []
  /// Every part arrives twice.
  public var isDoubled = false

  /// A plain text.
  public init(from sender: String, text: String) {
    self.sender = sender
    self.text = text
  }
}
