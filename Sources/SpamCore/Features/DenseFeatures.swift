/// Counts and ratios of a message, each between 0 and 1.
///
/// Nothing that a disguise changes is counted: hidden characters, emoji and foreign letters come mostly from gambling
/// adverts, and a fraud in the same disguise would pass for one.
enum DenseFeatures {
  static let count = 21

  static func values(_ text: borrowing NormalizedText) -> InlineArray<21, Float> {
    let statistics = text.statistics
    let letters = Float(max(statistics.letters, 1))
    var values = InlineArray<21, Float>(repeating: 0)
    values[0] = min(Float(statistics.length) / 160, 3) / 3
    values[1] = statistics.length < 40 ? 1 : 0
    values[2] = min(Float(text.tokens.count) / 30, 3) / 3
    values[3] = Float(statistics.capitals) / letters
    values[4] = statistics.capitals * 3 > statistics.letters * 2 ? 1 : 0
    values[5] = capped(statistics.exclamations)
    values[6] = capped(statistics.questions)
    for index in counted.indices { values[7 + index] = capped(text.count(counted[index])) }
    return values
  }

  private static let counted: InlineArray<14, TokenKind> = [
    .mobile, .landline, .callCentre, .account, .amount, .code, .ussd, .officialLink, .companyLink, .shortLink,
    .freeHostLink,
    .lookAlikeLink, .otherLink, .apk,
  ]

  private static func capped(_ count: Int) -> Float { Float(min(count, 3)) / 3 }
}
