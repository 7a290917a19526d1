/// SMS-COMMAND: asks the service centre about a message, or to delete it (3GPP TS 23.040 §9.2.2.4).
public struct Command: Sendable, Hashable {
  /// Bits 8, 7, 6 of the first octet, and TP-MTI.
  var flags: UInt8
  /// TP-MR of this command.
  public var messageReference: UInt8
  /// TP-PID.
  public var protocolIdentifier: ProtocolIdentifier
  /// TP-CT: what to do.
  public var commandType: CommandType
  /// TP-MN: TP-MR of the message concerned.
  public var messageNumber: UInt8
  /// TP-DA of the message concerned.
  public var destinationAddress: Address
  /// TP-CD: data of the command, up to 157 octets in a TPDU of the longest; TP-CDL is their number.
  public var data: [UInt8] {
    didSet { announcedLength = nil }
  }
  /// TP-CDL when it announced more than arrived.
  var announcedLength: UInt8?
  var dataLength: Int { announcedLength.map { Int($0) } ?? data.count }

  /// TP-CT (§9.2.3.19).
  public struct CommandType: RawRepresentable, Sendable, Hashable {
    /// The octet as sent.
    public var rawValue: UInt8
    /// Wraps an octet.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Asks what became of a message.
    public static let enquiry = CommandType(rawValue: 0)
    /// Cancels the status report of a message.
    public static let cancelStatusReport = CommandType(rawValue: 1)
    /// Deletes a message.
    public static let delete = CommandType(rawValue: 2)
    /// Asks for the status report of a message.
    public static let enableStatusReport = CommandType(rawValue: 3)
  }

  /// Creates a command.
  public init(
    _ commandType: CommandType, messageNumber: UInt8, destinationAddress: Address, messageReference: UInt8 = 0,
    protocolIdentifier: ProtocolIdentifier = .standard, data: [UInt8] = []
  ) {
    flags = 0x02
    self.messageReference = messageReference
    self.protocolIdentifier = protocolIdentifier
    self.commandType = commandType
    self.messageNumber = messageNumber
    self.destinationAddress = destinationAddress
    self.data = data
  }

  /// TP-SRR (§9.2.3.5): whether a status report is wanted.
  public var statusReportRequested: Bool {
    get { flags & FirstOctet.statusReport != 0 }
    set { FirstOctet.set(FirstOctet.statusReport, to: newValue, in: &flags) }
  }

  /// TP-UDHI (§9.2.3.23): whether TP-CD begins with a header.
  public var hasDataHeader: Bool {
    get { flags & FirstOctet.userDataHeader != 0 }
    set { FirstOctet.set(FirstOctet.userDataHeader, to: newValue, in: &flags) }
  }

  /// The header of TP-CD, when it has one that is well formed.
  public var dataHeader: UserDataHeader? {
    guard hasDataHeader, let length = data.first, Int(length) < data.count else { return nil }
    return UserDataHeader.parse(data[1...Int(length)])
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 { flags }
}

extension Command.CommandType: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch rawValue {
    case 0: "enquiry about a message"
    case 1: "cancel the status report request"
    case 2: "delete the message"
    case 3: "enable the status report request"
    case 0xE0...0xFF: "specific to the service centre"
    default: "reserved"
    }
  }
}

extension OctetReader {
  mutating func command(firstOctet: UInt8) throws(PDUError) -> Command {
    container = "SMS-COMMAND"
    let messageReference = try octet("TP-MR")
    let protocolIdentifier = ProtocolIdentifier(rawValue: try octet("TP-PID"))
    let commandType = Command.CommandType(rawValue: try octet("TP-CT"))
    let messageNumber = try octet("TP-MN")
    let destination = try address("TP-DA")
    let length = Int(try octet("TP-CDL"))
    if length > remaining {
      try deviation(
        .truncated(needed: length, available: remaining),
        or: .userDataShorterThanAnnounced(announced: length, available: remaining), "TP-CD")
    }
    var command = Command(
      commandType, messageNumber: messageNumber, destinationAddress: destination, messageReference: messageReference,
      protocolIdentifier: protocolIdentifier, data: try octets(min(length, remaining), "TP-CD"))
    command.flags = firstOctet
    if length > command.data.count { command.announcedLength = UInt8(truncatingIfNeeded: length) }
    return command
  }
}

extension Command {
  func write(to octets: inout [UInt8]) throws(PDUError) {
    guard let length = UInt8(exactly: dataLength) else {
      throw PDUError(.userDataTooLong(data.count), field: "SMS-COMMAND.TP-CD")
    }
    octets.append(firstOctet)
    octets.append(messageReference)
    octets.append(protocolIdentifier.rawValue)
    octets.append(commandType.rawValue)
    octets.append(messageNumber)
    destinationAddress.write(to: &octets)
    octets.append(length)
    octets.append(contentsOf: data)
  }
}
