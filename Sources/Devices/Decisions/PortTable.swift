/// Where the makers of modems put their AT port, as data. Read from the top; the first row with a line decides.
///
/// A stick with two AT ports has one for data calls (`AT+CGDATA`, PPP) and one for everything else: that one is meant.
struct PortRow: Sendable {
  /// How a row finds the interface.
  enum Place: Sendable, Hashable {
    case number(UInt8)
    /// Any of these classes, the earlier ones first.
    case classes([InterfaceClass])
  }

  var vendor: UInt16
  /// Nil means all of the vendor's.
  var products: Set<UInt16>?
  var place: Place

  init(_ vendor: UInt16, _ products: Set<UInt16>? = nil, _ place: Place) {
    self.vendor = vendor
    self.products = products
    self.place = place
  }

  func applies(to id: USBID) -> Bool { id.vendor == vendor && products?.contains(id.product) ?? true }

  static let all: [PortRow] = [
    // Huawei: PCUI by its class; older sticks call everything ff/ff/ff.
    PortRow(
      0x12D1, nil,
      .classes([
        InterfaceClass(0xFF, 0x02, 0x12), InterfaceClass(0xFF, 0x01, 0x02), InterfaceClass(0xFF, 0x02, 0x02),
        InterfaceClass(0xFF, 0x03, 0x12),
      ])),
    PortRow(0x12D1, [0x1003], .number(1)),
    PortRow(0x12D1, [0x1001], .number(2)),
    PortRow(0x12D1, [0x140C], .number(3)),
    PortRow(0x12D1, [0x1436, 0x14AC], .number(4)),
    // ZTE: 01 takes commands, 03 (02 for 0016, 0017, 0117) is for data calls.
    PortRow(0x19D2, nil, .number(1)),
    PortRow(0x1E0E, [0x9001, 0x9205, 0x9206], .number(2)),
    PortRow(0x1E0E, [0x9011], .number(4)),
    PortRow(0x1E0E, [0x9100, 0x9200], .number(3)),
    PortRow(0x2C7C, nil, .number(2)),
    PortRow(0x05C6, [0x9090, 0x9003, 0x9215], .number(2)),
    PortRow(0x1BC7, [0x1010], .number(3)),
    PortRow(0x1BC7, [0x1011, 0x1031, 0x1033, 0x1101, 0x110A], .number(1)),
    PortRow(0x1BC7, [0x1040, 0x1050, 0x1060, 0x1201, 0x7010, 0x7011], .number(4)),
    PortRow(0x1BC7, [0x1041, 0x1051, 0x1061, 0x1204], .number(5)),
    PortRow(0x1BC7, nil, .number(0)),
    PortRow(0x1199, [0x9071, 0x9091], .number(3)),
    PortRow(0x1546, [0x1010], .number(6)),
    PortRow(0x1E2D, [0x0061], .number(2)),
    PortRow(0x0E8D, [0x00A1, 0x00A2], .number(1)),
    PortRow(0x0E8D, [0x00A4], .number(2)),
    PortRow(0x0E8D, [0x00A5, 0x00A7, 0x0023], .number(3)),
    PortRow(0x2001, [0x7E35], .number(1)),
    PortRow(0x2001, [0x7E11], .number(2)),
    PortRow(0x2001, [0x7D00], .number(0)),
    PortRow(0x2CB7, [0x0104, 0x0106], .number(1)),
    PortRow(0x2CB7, [0x01A0, 0x01A2], .number(2)),
  ]
}

/// Makers by their USB vendor id.
enum USBVendors {
  /// Makers of modems without a family of their own.
  private static let others: [UInt16: String] = [
    0x0AF0: "Option", 0x1410: "Novatel", 0x1BBB: "Alcatel", 0x1C9E: "Longcheer", 0x2CB7: "Fibocom", 0x0BDB: "Ericsson",
    0x3566: "Huawei", 0x305A: "Gosuncn",
  ]

  private static let families: [UInt16: String] = [
    0x12D1: "Huawei", 0x19D2: "ZTE", 0x1E0E: "SIMCom", 0x2C7C: "Quectel", 0x05C6: "Qualcomm", 0x1BC7: "Telit",
    0x1199: "Sierra Wireless", 0x1546: "u-blox", 0x1E2D: "Cinterion", 0x0681: "Siemens", 0x0E8D: "MediaTek",
    0x2001: "D-Link",
  ]

  /// Makers of chips that make a serial port of a USB one.
  private static let adapters: [UInt16: String] = [
    0x0403: "FTDI", 0x067B: "Prolific", 0x10C4: "Silicon Labs", 0x1A86: "QinHeng", 0x04E2: "Exar", 0x9710: "MosChip",
  ]

  static func name(of vendor: UInt16) -> String? { families[vendor] ?? others[vendor] ?? adapters[vendor] }
  static func makesModems(_ vendor: UInt16) -> Bool { families[vendor] != nil || others[vendor] != nil }
  /// Of whom a stick that is nothing but a disc can only be a modem.
  static func makesOnlyModems(_ vendor: UInt16) -> Bool {
    [0x12D1, 0x19D2, 0x1E0E, 0x2C7C, 0x1BC7, 0x1199, 0x1E2D, 0x0AF0, 0x1C9E].contains(vendor)
  }

  static func makesAdapters(_ vendor: UInt16) -> Bool { adapters[vendor] != nil }
}
