/// What kind of originating address a message came from.
public enum SenderForm: String, Sendable, CaseIterable {
  /// An Indonesian mobile number: the only form that may ever be reported without a person's word.
  case mobile
  /// An Indonesian fixed line.
  case landline
  /// A service number such as `1166`, `92222` or `1500888`.
  case shortCode = "short-code"
  /// A name such as `Telkomsel` or `BANK-X`.
  case alphanumeric
  /// A number of another country.
  case foreign
  /// Digits that fit none of these, or nothing.
  case unknown
}

/// Questions about an originating address as a codec shows it (`+62812…`, `0812…`, `1166`, `Telkomsel`).
public enum Sender {
  /// What kind of address this is. Doubt gives `unknown`, never `mobile`.
  public static func form(of address: String) -> SenderForm {
    if MSISDN(address) != nil { return .mobile }
    guard let dialled = DialString(address) else {
      return address.contains { $0.isLetter } ? .alphanumeric : .unknown
    }
    let digits = dialled.digits
    if dialled.hasPlus {
      if digits.hasPrefix("62") { return isLandline(digits.dropFirst(2)) ? .landline : .unknown }
      return digits.first != "0" && (7...15).contains(digits.utf8.count) ? .foreign : .unknown
    }
    if digits.hasPrefix("00") { return isForeignDialled(digits) ? .foreign : .unknown }
    if digits.hasPrefix("0") { return isLandline(digits.dropFirst()) ? .landline : .unknown }
    if isShortCode(digits) { return .shortCode }
    if digits.hasPrefix("62"), isLandline(digits.dropFirst(2)) { return .landline }
    return .unknown
  }

  /// One spelling per address, so that `0812-3456-7890` and `+6281234567890` compare equal: the international form of
  /// an Indonesian mobile number, else the digits with their `+`, else the name in lower case without outer spaces.
  public static func canonical(_ address: String) -> String {
    if let number = MSISDN(address) { return number.international }
    if let dialled = DialString(address) { return (dialled.hasPlus ? "+" : "") + dialled.digits }
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let name = address.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    return String(name).lowercased()
  }

  /// A national significant number with an area code (2 or 3 digits) and a subscriber number (5 to 8 digits). Area
  /// codes begin with 2 to 7 or 9.
  private static func isLandline(_ significant: Substring) -> Bool {
    guard (7...11).contains(significant.utf8.count), let first = significant.first else { return false }
    return ("2"..."7").contains(first) || first == "9"
  }

  /// Three to six digits, or the seven of the `1400xxx` and `1500xxx` service numbers.
  private static func isShortCode(_ digits: String) -> Bool {
    if (3...6).contains(digits.utf8.count) { return true }
    return digits.utf8.count == 7 && (digits.hasPrefix("1400") || digits.hasPrefix("1500"))
  }

  /// `00` and a country code other than Indonesia's.
  private static func isForeignDialled(_ digits: String) -> Bool {
    let number = digits.dropFirst(2)
    guard let first = number.first, first != "0", !number.hasPrefix("62") else { return false }
    return (7...15).contains(number.utf8.count)
  }
}
