internal import Numbering

/// Signs that the sender of a message was forged, besides what its text says.
///
/// The service centre that delivers a message is that of the sender's operator, or, where the receiving network hides it
/// (home routing, 3GPP TR 23.840), that of the receiver's. One of a third operator fits neither.
///
/// A text in the name of a bank or a brand is no such sign: from a mobile number it is what fraud looks like, and that
/// number is the only thing ever reported. From a name or a short code, which are easily forged, nothing is reported
/// without a person at all.
public enum SpoofSigns {
  /// Whether the way a message came does not fit its sender; false when too little is known.
  public static func hasSigns(sender: String, serviceCentre: String?, imsi: String?) -> Bool {
    guard let serviceCentre, let centre = group(ofCentre: serviceCentre),
      let own = MSISDN(sender)?.mobileOperator.map(Group.init), let home = imsi.flatMap(group(ofIMSI:))
    else { return false }
    return centre != own && centre != home
  }

  /// Operators that belong together share service centres.
  private enum Group {
    case telkomsel
    /// Indosat and Tri merged in 2022.
    case indosat
    /// XL and AXIS, and since 2025 Smartfren.
    case xl

    init(_ operator: MobileOperator) {
      switch `operator` {
      case .telkomsel: self = .telkomsel
      case .indosat, .tri: self = .indosat
      case .xl, .axis, .smartfren: self = .xl
      }
    }
  }

  /// Service centres have numbers of their operator's ranges, of any length: `+6281100000`.
  private static func group(ofCentre number: String) -> Group? {
    guard number.hasPrefix("+628"), number.utf8.count >= 8 else { return nil }
    return MSISDN(number.prefix(6) + "0000000")?.mobileOperator.map(Group.init)
  }

  private static func group(ofIMSI imsi: String) -> Group? {
    switch imsi.prefix(5) {
    case "51010": .telkomsel
    case "51001", "51021", "51089": .indosat
    case "51011", "51008", "51009", "51028": .xl
    case _: nil
    }
  }
}
