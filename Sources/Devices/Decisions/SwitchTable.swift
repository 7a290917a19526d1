/// Sticks that are not plugged in as modems, by their ids, and how they become one.
enum SwitchTable {
  /// Shown as a disc until they are switched.
  static let discs: [UInt16: Set<UInt16>] = [
    0x12D1: [
      0x1446, 0x1449, 0x14AD, 0x14B5, 0x14B7, 0x14BA, 0x14C1, 0x14C3, 0x14C4, 0x14C5, 0x14D1, 0x14FE, 0x1505, 0x151A,
      0x1520, 0x1521, 0x1523, 0x1526, 0x1553, 0x1557, 0x155B, 0x156A, 0x157C, 0x157D, 0x1582, 0x1583, 0x15CA, 0x15CD,
      0x15CE, 0x15CF, 0x1C0B, 0x1C1B, 0x1C24, 0x1D50, 0x1DA1, 0x1F01, 0x1F02, 0x1F03, 0x1F11, 0x1F15, 0x1F16, 0x1F17,
      0x1F18, 0x1F19, 0x1F1B, 0x1F1C, 0x1F1D, 0x1F1E, 0x380B,
    ],
    0x19D2: [
      0x0026, 0x0040, 0x0053, 0x0083, 0x0101, 0x0103, 0x0110, 0x0115, 0x0120, 0x0146, 0x0149, 0x0150, 0x0154, 0x0166,
      0x0169, 0x0198, 0x0266, 0x0304, 0x0318, 0x0325, 0x0388, 0x1001, 0x1013, 0x1017, 0x1020, 0x1175, 0x1179, 0x1201,
      0x1207, 0x1210, 0x1216, 0x1219, 0x1224, 0x1225, 0x1227, 0x1232, 0x1233, 0x1237, 0x1238, 0x1420, 0x1511, 0x1514,
      0x1517, 0x1520, 0x1523, 0x1528, 0x1536, 0x1542, 0x1580, 0x1588, 0x1595, 0x2000, 0x2004,
    ],
    0x05C6: [0x1000, 0x2000, 0x2001, 0xF000],
    0x0AF0: [0x6711, 0x6971, 0x7501, 0xC100, 0xD033, 0xD055, 0xD057],
    0x1199: [0x0FFF],
    0x1BBB: [0x000F, 0x00CA, 0xF000, 0xF017, 0xF052],
    0x1C9E: [0x9200, 0x98FF, 0xF000],
    0x1E0E: [0xF000],
    0x2001: [0x98FF, 0xA401, 0xA403, 0xA405, 0xA406, 0xA407, 0xA706, 0xA707, 0xA708, 0xA80B],
  ]

  /// Network cards with a router behind them.
  static let routers: [UInt16: Set<UInt16>] = [
    0x12D1: [0x14DB, 0x14DC, 0x1443], 0x19D2: [0x1403, 0x1405, 0x1408, 0x1557], 0x3566: [0x2001],
  ]

  static func isDisc(_ id: USBID) -> Bool { discs[id.vendor]?.contains(id.product) ?? false }
  static func isRouter(_ id: USBID) -> Bool { routers[id.vendor]?.contains(id.product) ?? false }

  /// The message that makes a Huawei stick of any firmware show serial lines, as 12d1:1001 (usb_modeswitch's option -M).
  static let huaweiSerialMessage = "55534243123456780000000000000011063000000100010000000000000000"

  /// What to do with a stick that shows its disc.
  static func remedy(forDisc id: USBID) -> String {
    let vendor = hexadecimal(id.vendor, digits: 4)
    let product = hexadecimal(id.product, digits: 4)
    let target = "sudo usb_modeswitch -v \(vendor) -p \(product)"
    let byHand: String? =
      switch id.vendor {
      case 0x12D1 where (0x1F01...0x1F1E).contains(id.product):
        "`\(target) -M \(huaweiSerialMessage)` (the usual switch, -J, makes it a network card without serial lines)"
      case 0x12D1: "`\(target) -J`"
      case 0x19D2: "`\(target) -K`"
      case _: nil
      }
    return "install usb_modeswitch (`sudo apt install usb-modeswitch`) and plug the stick in again"
      + (byHand.map { "; by hand: \($0)" } ?? "")
  }

  /// What to do with a stick that is a router.
  static func remedy(forRouter id: USBID) -> String {
    guard id.vendor == 0x12D1 else {
      return "switch it to modem mode on its web page if that offers it, or use a stick with serial lines"
    }
    return "its firmware (HiLink, http://192.168.8.1) takes no AT commands; plug it in without usb_modeswitch and send "
      + "it `sudo usb_modeswitch -v 12d1 -p 1f01 -M \(huaweiSerialMessage)`, which many of them obey; where it does "
      + "not, it needs the maker's \"stick\" firmware, or another stick"
  }

  /// What to do with a modem that no driver has taken.
  static func remedy(forDriverless id: USBID) -> String {
    let ids = "\(hexadecimal(id.vendor, digits: 4)) \(hexadecimal(id.product, digits: 4))"
    return "no driver has taken it: `sudo modprobe option`, then "
      + "`echo \(ids) | sudo tee /sys/bus/usb-serial/drivers/option1/new_id`"
  }
}
