/// The networks that issue Indonesian mobile numbers.
public enum MobileOperator: String, Sendable, CaseIterable {
  /// Telkomsel (also by.U): 811–813, 821–823, 851–853.
  case telkomsel
  /// Indosat Ooredoo Hutchison, the IM3 and Mentari numbers: 814–816, 855–858.
  case indosat
  /// XL: 817–819, 859, 877–879.
  case xl
  /// AXIS, run by XL: 831–833, 838.
  case axis
  /// Tri: 895–899.
  case tri
  /// Smartfren: 881–889.
  case smartfren

  /// The operator of a number that begins with the three digits `8xy` (without the trunk zero).
  init?(prefix: some StringProtocol) {
    guard prefix.utf8.count == 3, let number = Int(prefix) else { return nil }
    switch number {
    case 811...813, 821...823, 851...853: self = .telkomsel
    case 814...816, 855...858: self = .indosat
    case 817...819, 859, 877...879: self = .xl
    case 831...833, 838: self = .axis
    case 895...899: self = .tri
    case 881...889: self = .smartfren
    default: return nil
    }
  }

  /// The name as people know it, such as `Telkomsel`.
  public var displayName: String {
    switch self {
    case .telkomsel: "Telkomsel"
    case .indosat: "Indosat"
    case .xl: "XL"
    case .axis: "AXIS"
    case .tri: "Tri"
    case .smartfren: "Smartfren"
    }
  }
}
