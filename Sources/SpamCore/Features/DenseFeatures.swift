/// Counts and ratios of a message, each between 0 and 1.
///
/// Nothing that a disguise changes is counted: hidden characters, emoji and foreign letters come mostly from gambling
/// adverts, and a fraud in the same disguise would pass for one.
enum DenseFeatures {
  static let count = 21

  static func values(_ text: borrowing NormalizedText) -> [Float] {
    let statistics = text.statistics
    let letters = Float(max(statistics.letters, 1))
    var values: [Float] = []
    values.reserveCapacity(count)
    values.append(min(Float(statistics.length) / 160, 3) / 3)
    values.append(statistics.length < 40 ? 1 : 0)
    values.append(min(Float(text.tokens.count) / 30, 3) / 3)
    values.append(Float(statistics.capitals) / letters)
    values.append(statistics.capitals * 3 > statistics.letters * 2 ? 1 : 0)
    values.append(capped(statistics.exclamations))
    values.append(capped(statistics.questions))
    for kind in counted { values.append(capped(text.count(kind))) }
    return values
  }

  private static let counted: [TokenKind] = [
    .mobile, .landline, .callCentre, .account, .amount, .code, .ussd, .officialLink, .companyLink, .shortLink,
    .freeHostLink,
    .lookAlikeLink, .otherLink, .apk,
  ]

  private static func capped(_ count: Int) -> Float { Float(min(count, 3)) / 3 }
}
