/// A national language identifier (3GPP TS 23.038 §6.2.1.2.4).
public enum NationalLanguage: UInt8, Sendable, Hashable, CaseIterable {
  /// Turkish.
  case turkish = 1
  /// Spanish; it has a single shift table only.
  case spanish = 2
  /// Portuguese.
  case portuguese = 3
  /// Bengali and Assamese.
  case bengali = 4
  /// Gujarati.
  case gujarati = 5
  /// Hindi.
  case hindi = 6
  /// Kannada.
  case kannada = 7
  /// Malayalam.
  case malayalam = 8
  /// Oriya.
  case oriya = 9
  /// Punjabi.
  case punjabi = 10
  /// Tamil.
  case tamil = 11
  /// Telugu.
  case telugu = 12
  /// Urdu.
  case urdu = 13
}
