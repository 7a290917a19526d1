public import SMSCodec

/// PDUs that the tests and the fuzzer read, take apart and mutate: each kind, each oddity that once needed a thought.
public enum Corpus {
  /// One PDU.
  public struct Entry: CustomStringConvertible, Sendable {
    /// As a modem gives it; not always hexadecimal octets of a PDU.
    public var hex: String
    /// Which way it goes.
    public var direction: Direction
    /// The hexadecimal text.
    public var description: String { hex }

    /// The octets.
    public var octets: [UInt8] {
      stride(from: 0, to: hex.utf8.count - 1, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    }
  }

  /// All of them.
  public static let pdus: [Entry] =
    terminated.map { Entry(hex: $0, direction: .mobileTerminated) }
    + originated.map { Entry(hex: $0, direction: .mobileOriginated) }

  private static let scts = "62708290035182"

  private static let terminated = [
    // Plain, alphanumeric sender, extension characters, full length, nothing at all.
    "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07",
    "0004" + "10D0D4323BDC7EB7DB6C" + "0000" + scts + "0CD4323BDC7EB7DB6CD0DB06",
    "0004048111660000" + scts + "0A1B5E583C2697CD1B1F",
    "0004048111660000" + scts + "A0" + String(repeating: "E8329BFD4697D9", count: 20),
    "0004000000" + "00" + scts + "00",
    // UCS-2, a surrogate without its partner, an odd octet; 8-bit data; flash; message waiting; reserved coding.
    "0004048111660008" + scts + "06004100E90042",
    "0004048111660008" + scts + "04D83D0041", "0004048111660008" + scts + "03004100",
    "0004048111660004" + scts + "03010203", "0004048111660010" + scts + "02C834", "00040481116600C8" + scts + "00",
    "00040481116600B1" + scts + "0141", "0004048111660020" + scts + "020102",
    // Headers: concatenation of 8 and 16 bits, ports, national tables, formatting, malformed, longer than the data.
    "0044048111660000" + scts + "0A0500030102018261", "0044048111660008" + scts + "0906080412340202" + "0041",
    "0044048111660004" + scts + "080605040B8423F041", "0044048111660000" + scts + "0806250101240101" + "6830",
    "0044048111660000" + scts + "0A050A03000510" + "E8329B", "0044048111660004" + scts + "0705000401020141",
    "0044048111660004" + scts + "022041", "0044048111660000" + scts + "00",
    // Cut, padded, without a service centre, reserved type, digits that are none.
    "0004048111660000" + scts + "0AE8329BFD46", "0004048111660000" + scts + "05E8329BFD060000",
    "040B911346610089F60000208062917314480CC8F71D14969741F977FD07", "0007048111660000" + scts + "0141",
    "0004048111660000" + "FFFFFFFFFFFFFF" + "0141", "0004038A1BCD0000" + scts + "0141",
    // Status reports: delivered, still trying, with optional fields, padded.
    "07914356060013F1065A098136397339F7219011700463802190117004638030",
    "000605048121" + "63" + scts + scts + "20", "000605048121" + "63" + scts + scts + "00" + "07000005E8329BFD06",
    "000605048121" + "63" + scts + scts + "00FFFF", "004605048121" + "63" + scts + scts + "00" + "0605060500030A020141",
    "000605048121" + "63" + scts + scts + "00" + "80",
    // Submit reports.
    "000100" + scts, "0001C500" + scts, "0001C507" + scts + "000005E8329BFD06",
    // No PDU at all.
    "", "00", "0004", "FF", "00AB", "0C9100000000000000000000", "000415", "00FF",
  ]

  private static let originated = [
    "0011000B916407281553F80000AA0AE8329BFD4697D9EC37", "0001000481116600000131",
    "0019000B917228001011F100003170013193008017D474BB3CA787DB70903DCC4E93D3F43C885E9ED301",
    "000900048111660000" + "43214365000000" + "0141", "0035000481116600F4AA03010203",
    "0041000481116600040706050423F0000041",
    "000000", "0000D300", "0000D30600050141", "00001200", "000007000003E8329B", "00222A0002070B912618325476F80141",
    "00622A000207048111660605000301020141", "0003", "00222A0002070B912618325476F8FF41",
  ]
}
