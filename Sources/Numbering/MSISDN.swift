/// An Indonesian mobile number: `08…` with 10 to 13 digits.
///
/// Deliberately narrow. A report accuses the holder of a number, so whatever is not plainly an Indonesian mobile number
/// (landlines, short codes, foreign numbers, digits without a prefix) is not an `MSISDN`.
public struct MSISDN: Hashable, Sendable {
  /// The form people write and 1166 asks for, such as `081234567890`; ASCII digits only.
  public let national: String

  /// Reads `08…`, `62…`, `+62…` and `+62 (0)8…`, tolerating spaces, hyphens, dots, slashes and parentheses; nil for
  /// anything else.
  public init?(_ text: some StringProtocol) {
    guard let dialled = DialString(text) else { return nil }
    let significant: Substring
    if dialled.hasPlus {
      guard dialled.digits.hasPrefix("62") else { return nil }
      significant = dialled.digits.dropFirst(2)
    } else if dialled.digits.hasPrefix("0") {
      significant = dialled.digits.dropFirst()
    } else if dialled.digits.hasPrefix("62") {
      significant = dialled.digits.dropFirst(2)
    } else {
      return nil
    }
    guard Self.isMobile(significant) else { return nil }
    national = "0" + significant
  }

  /// The E.164 form, such as `+6281234567890`.
  public var international: String { "+62" + national.dropFirst() }

  /// Who issued the number, by its prefix; nil for an unassigned prefix. Numbers are not portable in Indonesia.
  public var mobileOperator: MobileOperator? { MobileOperator(prefix: national.dropFirst().prefix(3)) }

  /// A national significant number `8x…`: 080 is freephone and premium, not mobile.
  private static func isMobile(_ significant: Substring) -> Bool {
    guard (9...12).contains(significant.utf8.count), significant.first == "8" else { return false }
    return significant.dropFirst().first != "0"
  }
}

extension MSISDN: CustomStringConvertible {
  /// The national form.
  public var description: String { national }
}
