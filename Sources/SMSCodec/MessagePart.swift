/// The user data of one TPDU with the scheme that says how to read them: what a message is split into and joined from.
public struct MessagePart: Sendable, Hashable {
  /// TP-DCS.
  public var dataCodingScheme: DCS
  /// TP-UDL and TP-UD.
  public var userData: UserData

  /// Creates a part.
  public init(dataCodingScheme: DCS, userData: UserData) {
    self.dataCodingScheme = dataCodingScheme
    self.userData = userData
  }

  /// The part that a message is, or is of.
  public init(_ deliver: Deliver) {
    self.init(dataCodingScheme: deliver.dataCodingScheme, userData: deliver.userData)
  }

  /// The part that a message is, or is of.
  public init(_ submit: Submit) {
    self.init(dataCodingScheme: submit.dataCodingScheme, userData: submit.userData)
  }

  /// Its place in a longer message.
  public var concatenation: Concatenation? { userData.concatenation }
}
