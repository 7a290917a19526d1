/// The bits of the first octet of a TPDU (3GPP TS 23.040 §9.2.3.1 to §9.2.3.28).
enum FirstOctet {
  /// TP-MTI.
  static let messageType: UInt8 = 0x03
  /// TP-MMS; TP-RD of an SMS-SUBMIT.
  static let moreMessagesToSend: UInt8 = 0x04
  static let rejectDuplicates: UInt8 = 0x04
  /// TP-LP of what comes from the service centre.
  static let loopPrevention: UInt8 = 0x08
  /// TP-VPF.
  static let validityPeriodFormat: UInt8 = 0x18
  /// TP-SRI, TP-SRR, TP-SRQ.
  static let statusReport: UInt8 = 0x20
  /// TP-UDHI.
  static let userDataHeader: UInt8 = 0x40
  /// TP-RP.
  static let replyPath: UInt8 = 0x80

  static func set(_ bit: UInt8, to isSet: Bool, in flags: inout UInt8) {
    if isSet { flags |= bit } else { flags &= ~bit }
  }

  /// The octet, whose TP-UDHI the user data decide.
  static func octet(_ flags: UInt8, _ userData: UserData?) -> UInt8 {
    userData?.isHeaderIndicated == true ? flags | userDataHeader : flags
  }
}
