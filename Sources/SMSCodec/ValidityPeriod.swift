/// How long the service centre keeps trying: TP-VP (3GPP TS 23.040 §9.2.3.12).
public enum ValidityPeriod: Sendable, Hashable {
  /// One octet, 5 minutes to 63 weeks (§9.2.3.12.1).
  case relative(Relative)
  /// Seven octets, a point in time (§9.2.3.12.2).
  case absolute(SCTS)
  /// Seven octets, with a functionality indicator (§9.2.3.12.3).
  case enhanced(Enhanced)

  /// TP-VPF, bits 5 and 4 of the first octet (§9.2.3.3).
  public enum Format: UInt8, Sendable, Hashable, CaseIterable {
    /// No TP-VP.
    case absent = 0
    /// Enhanced format.
    case enhanced = 1
    /// Relative format.
    case relative = 2
    /// Absolute format.
    case absolute = 3
  }

  /// The relative format's octet.
  public struct Relative: RawRepresentable, Sendable, Hashable {
    /// The octet as sent.
    public var rawValue: UInt8
    /// Wraps the octet.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The period in minutes.
    public var minutes: Int {
      let value = Int(rawValue)
      return switch value {
      case ...143: (value + 1) * 5
      case 144...167: 12 * 60 + (value - 143) * 30
      case 168...196: (value - 166) * 24 * 60
      default: (value - 192) * 7 * 24 * 60
      }
    }

    /// The longest period the format has that is not longer than `minutes`; 5 minutes when that is shorter still.
    public init(minutes: Int) {
      rawValue =
        switch minutes {
        case ..<10: 0
        case ...720: UInt8(minutes / 5 - 1)
        case ...1440: UInt8(143 + (minutes - 720) / 30)
        case ...43_200: UInt8(max(167, 166 + minutes / 1440))
        case ...635_040: UInt8(max(196, 192 + minutes / 10_080))
        default: 255
        }
    }
  }

  /// The relative format with the longest period not longer than `minutes`.
  public static func relative(minutes: Int) -> ValidityPeriod { .relative(Relative(minutes: minutes)) }

  /// The value of TP-VPF that goes with this.
  public var format: Format {
    switch self {
    case .relative: .relative
    case .absolute: .absolute
    case .enhanced: .enhanced
    }
  }

  /// The octets as sent.
  public var octets: [UInt8] {
    switch self {
    case .relative(let relative): [relative.rawValue]
    case .absolute(let time): time.octets
    case .enhanced(let enhanced): enhanced.octets
    }
  }
}

extension ValidityPeriod {
  /// The enhanced format's seven octets.
  public struct Enhanced: Sendable, Hashable {
    /// What the functionality indicator selects.
    public enum Period: Sendable, Hashable {
      /// No validity period.
      case none
      /// As the relative format.
      case relative(Relative)
      /// 0 to 255 seconds; 0 is reserved.
      case seconds(UInt8)
      /// Hours, minutes and seconds.
      case time(hours: Int, minutes: Int, seconds: Int)
      /// A reserved indicator, 4 to 7.
      case reserved(UInt8)
    }

    /// The seven octets as sent.
    public let octets: [UInt8]

    init(octets: [UInt8]) { self.octets = octets }

    /// The functionality indicator, the first octet.
    public var indicator: UInt8 { octets.first ?? 0 }
    /// Whether the message is to be tried once only (bit 7).
    public var isSingleShot: Bool { indicator & 0x40 != 0 }
    /// Whether the indicator goes on in another octet (bit 8).
    public var isExtended: Bool { indicator & 0x80 != 0 }

    /// The period.
    public var period: Period {
      let value = octets.dropFirst()
      return switch indicator & 0x07 {
      case 0: .none
      case 1: .relative(Relative(rawValue: value.first ?? 0))
      case 2: .seconds(value.first ?? 0)
      case 3: .time(hours: number(1), minutes: number(2), seconds: number(3))
      default: .reserved(indicator & 0x07)
      }
    }

    private func number(_ index: Int) -> Int {
      guard index < octets.count else { return 0 }
      let octet = octets[index]
      let tens = octet & 0x0F
      let units = octet >> 4
      return Int(tens < 10 ? tens : 0) * 10 + Int(units < 10 ? units : 0)
    }

    /// Creates an enhanced validity period.
    ///
    /// - Throws: ``PDUError/Reason/valueOutOfRange(_:)`` for a time beyond 99:59:59 or an indicator that is not reserved.
    public init(_ period: Period, isSingleShot: Bool = false) throws(PDUError) {
      var octets: [UInt8] = [isSingleShot ? 0x40 : 0x00]
      switch period {
      case .none: break
      case .relative(let relative):
        octets[0] |= 1
        octets.append(relative.rawValue)
      case .seconds(let seconds):
        octets[0] |= 2
        octets.append(seconds)
      case .time(let hours, let minutes, let seconds):
        octets[0] |= 3
        for (value, limit) in [(hours, 99), (minutes, 59), (seconds, 59)] {
          guard (0...limit).contains(value) else { throw PDUError(.valueOutOfRange(value), field: "TP-VP") }
          octets.append(UInt8((value % 10) << 4 | value / 10))
        }
      case .reserved(let value):
        guard (4...7).contains(value) else { throw PDUError(.valueOutOfRange(Int(value)), field: "TP-VP") }
        octets[0] |= value
      }
      octets.append(contentsOf: repeatElement(0, count: 7 - octets.count))
      self.octets = octets
    }
  }
}

extension OctetReader {
  mutating func validityPeriod(_ format: ValidityPeriod.Format) throws(PDUError) -> ValidityPeriod? {
    switch format {
    case .absent: nil
    case .relative: .relative(ValidityPeriod.Relative(rawValue: try octet("TP-VP")))
    case .absolute: .absolute(try timestamp("TP-VP"))
    case .enhanced: .enhanced(ValidityPeriod.Enhanced(octets: try octets(7, "TP-VP")))
    }
  }
}
