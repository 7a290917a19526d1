/// How much of people a record shows.
public struct RecordPrivacy: Sendable {
  let privacy: Privacy

  /// Texts and numbers as they are: for who may read the database.
  public static let everything = RecordPrivacy(privacy: Privacy(includeText: true))

  /// Texts left out, numbers masked.
  public static let masked = RecordPrivacy(privacy: Privacy(includeText: false))

  func words(_ text: String?) -> String? { privacy.includeText ? text : nil }

  func number(_ number: String?) -> String? { number.map(privacy.shown(number:)) }

  /// Area or cell of the radio: it says where somebody lives.
  func place(_ number: UInt64?) -> Int? { privacy.includeText ? number.map { Int(clamping: $0) } : nil }

  /// A reason of the classifier may quote the message; its code does not.
  func reason(_ code: String, _ sentence: String) -> String { privacy.includeText ? sentence : code }
}
