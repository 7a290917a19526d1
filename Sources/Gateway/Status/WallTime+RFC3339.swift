public import Reporting

/// Instants in the JSON that this program reads back are RFC 3339, as it writes them.
extension WallTime: Decodable {
  /// Reads RFC 3339.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let time = WallTime(rfc3339: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\"\(text)\" is no RFC 3339 time"))
    }
    self = time
  }
}

extension WallTime {
  /// Reads `2026-11-24T20:44:07.123+07:00`, with or without fractions, or `Z` for the zone; nil for anything else.
  public init?(rfc3339 text: String) {
    let pattern = #/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))/#
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int64($0) }
    guard numbers.count == 6, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]), numbers[3] < 24,
      numbers[4] < 60, numbers[5] <= 60
    else { return nil }
    // Years that begin in March, so that the leap day ends one: days of the proleptic Gregorian calendar.
    let year = numbers[1] <= 2 ? numbers[0] - 1 : numbers[0]
    let era = year / 400
    let dayOfYear = (153 * ((numbers[1] + 9) % 12) + 2) / 5 + numbers[2] - 1
    let yearOfEra = year - era * 400
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    let zone = (Int64(match.9 ?? "") ?? 0) * 60 + (Int64(match.10 ?? "") ?? 0)
    let east = match.8 == "-" ? -zone : zone
    let seconds = days * 86_400 + numbers[3] * 3_600 + (numbers[4] - east) * 60 + numbers[5]
    let fraction = Int64((match.7.map(String.init) ?? "").padded(to: 3)) ?? 0
    self.init(milliseconds: seconds * 1_000 + fraction)
  }
}

extension String {
  /// The first `count` characters, with zeros where there are fewer.
  fileprivate func padded(to count: Int) -> String {
    String((self + String(repeating: "0", count: count)).prefix(count))
  }
}
