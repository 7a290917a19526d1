/// Counts and ratios of a message, each between 0 and about 1.
enum DenseFeatures {
  static let count = 24

  static func values(_ text: borrowing NormalizedText) -> [Float] {
    let statistics = text.statistics
    let length = Float(max(statistics.length, 1))
    let letters = Float(max(statistics.letters, 1))
    var values: [Float] = []
    values.reserveCapacity(count)
    values.append(min(length / 160, 3) / 3)
    values.append(statistics.length < 40 ? 1 : 0)
    values.append(min(Float(text.tokens.count) / 30, 3) / 3)
    values.append(Float(statistics.capitals) / letters)
    values.append(statistics.capitals * 3 > statistics.letters * 2 ? 1 : 0)
    values.append(Float(statistics.digits) / length)
    values.append(capped(statistics.exclamations))
    values.append(capped(statistics.questions))
    values.append(capped(statistics.symbols))
    values.append(capped(statistics.disguised))
    values.append(capped(statistics.removed))
    for kind in counted { values.append(capped(text.count(kind))) }
    return values
  }

  private static let counted: [TokenKind] = [
    .mobile, .landline, .callCentre, .account, .amount, .code, .ussd, .officialLink, .shortLink, .freeHostLink,
    .lookAlikeLink, .otherLink, .apk,
  ]

  private static func capped(_ count: Int) -> Float { Float(min(count, 3)) / 3 }
}
