/// A time stamp of the service centre: TP-SCTS, TP-DT and the absolute TP-VP (3GPP TS 23.040 §9.2.3.11).
///
/// Seven octets of swapped digits, kept as they arrived. A digit that is not decimal counts as 0, as the standard says.
public struct SCTS: Sendable, Hashable, CustomStringConvertible {
  /// The seven octets as they arrived, the first in the most significant place.
  private let raw: UInt64

  /// Takes the octets from the low seven of a number, the first in the most significant place.
  init(raw: UInt64) {
    self.raw = raw
  }

  private init(octets: some Sequence<UInt8>) {
    raw = octets.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The seven octets as they arrived.
  public var octets: [UInt8] { (0..<7).map(octet) }

  func write(to octets: inout [UInt8]) {
    for index in 0..<7 { octets.append(octet(index)) }
  }

  private func octet(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: raw >> UInt64(8 * (6 - index)))
  }

  private func number(_ index: Int) -> Int {
    let octet = octet(index)
    return Self.decimal(octet & 0x0F) * 10 + Self.decimal(octet >> 4)
  }

  private static func decimal(_ nibble: UInt8) -> Int { nibble < 10 ? Int(nibble) : 0 }

  /// The year. Two digits are sent: 90 to 99 are of the century in which the first SMS was sent, the others of this one.
  public var year: Int {
    let year = number(0)
    return year >= 90 ? 1900 + year : 2000 + year
  }
  /// The month, 1 to 12 when valid.
  public var month: Int { number(1) }
  /// The day of the month, 1 to 31 when valid.
  public var day: Int { number(2) }
  /// The hour, 0 to 23 when valid.
  public var hour: Int { number(3) }
  /// The minute, 0 to 59 when valid.
  public var minute: Int { number(4) }
  /// The second, 0 to 59 when valid.
  public var second: Int { number(5) }

  /// The difference of local time to UTC in minutes, a multiple of 15.
  ///
  /// Bit 4 of the octet (the sign) is in the half that is the first digit, so three bits of that digit remain.
  public var zoneMinutes: Int {
    let octet = octet(6)
    let quarters = Self.decimal(octet & 0x07) * 10 + Self.decimal(octet >> 4)
    return (octet & 0x08 == 0 ? 15 : -15) * quarters
  }

  /// The first half octet that is not decimal, if any.
  var firstInvalidDigit: UInt8? {
    for index in 0..<7 {
      let octet = octet(index)
      let first = octet & (index == 6 ? 0x07 : 0x0F)
      if first > 9 { return first }
      if octet >> 4 > 9 { return octet >> 4 }
    }
    return nil
  }

  /// Whether the digits name a point in time: a month, a day of that month, hours, minutes and seconds in range.
  public var isValid: Bool {
    (1...12).contains(month) && day >= 1 && day <= CivilDate.daysInMonth(month, year: year)
      && hour < 24 && minute < 60 && second < 60
  }

  /// The instant in seconds since 1970-01-01T00:00:00Z; nil when not ``isValid``.
  public var secondsSinceEpoch: Int64? {
    guard isValid else { return nil }
    let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    let seconds = (hour * 60 + minute - zoneMinutes) * 60 + second
    return Int64(days) * 86_400 + Int64(seconds)
  }

  /// ISO 8601 with the offset as sent, such as `2011-02-28T11:50:50-05:00`; nil when not ``isValid``.
  public var iso8601: String? {
    isValid ? description : nil
  }

  /// ISO 8601 with the offset, of the digits as they are even where they name no point in time.
  public var description: String {
    let zone = abs(zoneMinutes)
    let date = "\(year)-\(twoDigits(month))-\(twoDigits(day))"
    let time = "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))"
    return "\(date)T\(time)\(zoneMinutes < 0 ? "-" : "+")\(twoDigits(zone / 60)):\(twoDigits(zone % 60))"
  }
}

extension SCTS {
  /// Creates a time stamp.
  ///
  /// - Parameters:
  ///   - year: 1990 to 2089.
  ///   - zoneMinutes: the difference of local time to UTC, a multiple of 15 from −1185 to 1185.
  /// - Throws: ``PDUError/Reason/valueOutOfRange(_:)`` for a value that does not fit or is no date.
  public init(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, zoneMinutes: Int = 0
  ) throws(PDUError) {
    guard (1990...2089).contains(year) else { throw PDUError(.valueOutOfRange(year), field: "time.year") }
    guard (-1185...1185).contains(zoneMinutes), zoneMinutes % 15 == 0 else {
      throw PDUError(.valueOutOfRange(zoneMinutes), field: "time.zone")
    }
    for (value, range, field) in [
      (month, 1...12, "time.month"), (day, 1...31, "time.day"), (hour, 0...23, "time.hour"),
      (minute, 0...59, "time.minute"), (second, 0...59, "time.second"),
    ] {
      guard range.contains(value) else { throw PDUError(.valueOutOfRange(value), field: field) }
    }
    let zone = Self.swapped(abs(zoneMinutes) / 15) | (zoneMinutes < 0 ? 0x08 : 0)
    self.init(octets: [year % 100, month, day, hour, minute, second].map(Self.swapped) + CollectionOfOne(zone))
    guard isValid else { throw PDUError(.valueOutOfRange(day), field: "time.day") }
  }

  /// Creates the time stamp of an instant, as local time of a zone.
  ///
  /// - Throws: ``PDUError/Reason/valueOutOfRange(_:)`` outside 1990 to 2089.
  public init(secondsSinceEpoch: Int64, zoneMinutes: Int = 0) throws(PDUError) {
    // Both ends of what two digits can name; also keeps the arithmetic below far from overflow.
    guard (631_152_000...3_786_912_000).contains(secondsSinceEpoch) else {
      throw PDUError(.valueOutOfRange(Int(secondsSinceEpoch)), field: "time")
    }
    guard (-1185...1185).contains(zoneMinutes) else {
      throw PDUError(.valueOutOfRange(zoneMinutes), field: "time.zone")
    }
    let local = Int(secondsSinceEpoch) + zoneMinutes * 60
    let date = CivilDate(daysSinceEpoch: local / 86_400)
    let second = local % 86_400
    try self.init(
      year: date.year, month: date.month, day: date.day,
      hour: second / 3600, minute: second / 60 % 60, second: second % 60, zoneMinutes: zoneMinutes)
  }

  private static func swapped(_ value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (value % 10) << 4 | value / 10)
  }
}

extension OctetReader {
  mutating func timestamp(_ field: StaticString) throws(PDUError) -> SCTS {
    let timestamp = SCTS(raw: try number(octets: 7, field))
    if let digit = timestamp.firstInvalidDigit {
      warn(.nonDecimalDigit(digit), field, back: 7)
    } else if !timestamp.isValid {
      warn(.impossibleTime, field, back: 7)
    }
    return timestamp
  }
}

func twoDigits(_ value: Int) -> String {
  value < 10 ? "0\(value)" : "\(value)"
}
