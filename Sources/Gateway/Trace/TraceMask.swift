/// Takes out of a line's octets what a trace must not hold, as they pass by: the PIN always, and with
/// ``hidesContents`` the contents of PDUs and all but the beginning of numbers.
///
/// Octets are replaced by `0`, never left out, and it does not matter how they are cut into pieces: a trace without
/// contents can still be replayed.
struct TraceMask: Sendable {
  /// Of each run of hexadecimal digits only the first ``visibleDigits`` stay: of a PDU the type of its service centre's
  /// number, of a phone number its operator, of an IMSI its home network. Of the area and the cell in `+CREG:` and its
  /// kin, which say where somebody lives, two digits at most.
  let hidesContents: Bool
  static let visibleDigits = 5

  private static let visibleCellDigits = 2

  private static let command = Array("+CPIN=".utf8)
  private static let registration = Array("REG:".utf8)
  private var matched = 0
  private var isInPIN = false
  private var run = 0
  private var matchedRegistration = 0
  private var isInRegistration = false
  private var isQuoted = false

  init(hidesContents: Bool) {
    self.hidesContents = hidesContents
  }

  mutating func apply(_ octets: some Sequence<UInt8>) -> [UInt8] { octets.map { masked($0) } }

  /// A text of its own, such as a PDU to be sent.
  func apply(toWhole text: String) -> String {
    var fresh = TraceMask(hidesContents: hidesContents)
    return String(decoding: fresh.apply(text.utf8), as: UTF8.self)
  }

  private mutating func masked(_ octet: UInt8) -> UInt8 {
    let isDigit = (0x30...0x39).contains(octet)
    if isInPIN {
      // Digits in quotes or without, and a PUK before them.
      if isDigit { return 0x30 }
      isInPIN = octet == 0x22 || octet == 0x2C
    }
    let upper = (0x61...0x7A).contains(octet) ? octet - 0x20 : octet
    matched = upper == Self.command[matched] ? matched + 1 : upper == Self.command[0] ? 1 : 0
    if matched == Self.command.count {
      matched = 0
      isInPIN = true
    }
    guard hidesContents else { return octet }
    followRegistration(upper)
    guard isDigit || (0x41...0x46).contains(upper) else {
      run = 0
      return octet
    }
    run = min(run + 1, Self.visibleDigits + 1)
    let visible = isInRegistration ? isQuoted ? 0 : Self.visibleCellDigits : Self.visibleDigits
    return run > visible ? 0x30 : octet
  }

  /// From `REG:` to the end of its line.
  private mutating func followRegistration(_ upper: UInt8) {
    if upper == 0x0D || upper == 0x0A {
      isInRegistration = false
      isQuoted = false
    }
    if isInRegistration, upper == 0x22 { isQuoted.toggle() }
    matchedRegistration =
      upper == Self.registration[matchedRegistration]
      ? matchedRegistration + 1 : upper == Self.registration[0] ? 1 : 0
    if matchedRegistration == Self.registration.count {
      matchedRegistration = 0
      isInRegistration = true
    }
  }
}
