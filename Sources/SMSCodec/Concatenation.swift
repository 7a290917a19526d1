/// Which part of which message this is (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8).
public struct Concatenation: Sendable, Hashable {
  /// The reference that all parts of a message share; below 256 when it has 8 bits.
  public var reference: UInt16
  /// 8 or 16.
  public var referenceBits: UInt8
  /// The number of parts.
  public var total: UInt8
  /// The number of this part, from 1.
  public var sequence: UInt8

  /// Creates a value; it is the caller's to keep `sequence` in `1...total` and an 8-bit reference below 256.
  public init(reference: UInt16, referenceBits: UInt8 = 8, total: UInt8, sequence: UInt8) {
    self.reference = reference
    self.referenceBits = referenceBits
    self.total = total
    self.sequence = sequence
  }

  /// Whether both are parts of one message, provided that the sender is the same.
  public func isOfSameMessage(as other: Concatenation) -> Bool {
    reference == other.reference && referenceBits == other.referenceBits && total == other.total
  }
}

/// The applications a message is from and for (3GPP TS 23.040 §9.2.3.24.3 and §9.2.3.24.4).
public struct ApplicationPorts: Sendable, Hashable {
  /// The port the message is for.
  public var destination: UInt16
  /// The port it came from.
  public var source: UInt16
  /// 8 or 16.
  public var bits: UInt8

  /// Creates a value.
  public init(destination: UInt16, source: UInt16, bits: UInt8 = 16) {
    self.destination = destination
    self.source = source
    self.bits = bits
  }
}
