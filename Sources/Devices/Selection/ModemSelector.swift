public import SerialPort

/// By what the configuration chooses a modem.
public enum ModemSelector: Sendable, Hashable, CustomStringConvertible {
  /// A path or an address: `device`.
  case endpoint(Endpoint)
  /// The USB serial number: `usb-serial`.
  case serial(String)
  /// The socket or the line in it, as in `/dev/serial/by-path`: `by-path`.
  case path(String)
  /// The modem's own number: `imei`.
  case imei(String)
  /// The SIM, wherever it is: `imsi`.
  case imsi(String)
  /// Vendor and product, and the interface where the vendor table does not tell: `usb`.
  case usb(USBID, interface: UInt8?)

  /// The form in which messages name it; of an IMSI only the home network.
  public var description: String {
    switch self {
    case .endpoint(let endpoint): endpoint.description
    case .serial(let serial): "usb-serial \(serial)"
    case .path(let path): "by-path \(path)"
    case .imei(let imei): "imei \(imei)"
    case .imsi(let imsi): "imsi \(imsi.prefix(5))…"
    case .usb(let id, let interface): "usb \(id)" + (interface.map { ":\(hexadecimal($0, digits: 2))" } ?? "")
    }
  }

  /// Where it always is; nil when it has to be looked for.
  public var endpoint: Endpoint? {
    switch self {
    case .endpoint(let endpoint): endpoint
    case .serial, .path, .imei, .imsi, .usb: nil
    }
  }

  /// Whether a modem has to be asked before it is known to be the right one.
  public var asksIdentity: Bool {
    switch self {
    case .imei, .imsi: true
    case .endpoint, .serial, .path, .usb: false
    }
  }

  /// Reads the value of `usb`: `12d1:1506` or `12d1:1506:02`, in hexadecimal digits.
  public static func usb(parsing text: String) -> ModemSelector? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let vendor = number(fields[0], digits: 4, as: UInt16.self),
      let product = number(fields[1], digits: 4, as: UInt16.self)
    else { return nil }
    guard fields.count == 3 else { return .usb(USBID(vendor, product), interface: nil) }
    guard let interface = number(fields[2], digits: 2, as: UInt8.self) else { return nil }
    return .usb(USBID(vendor, product), interface: interface)
  }

  private static func number<Number: FixedWidthInteger>(
    _ text: Substring, digits: Int, as type: Number.Type
  ) -> Number? {
    guard text.utf8.count == digits, text.allSatisfy(\.isHexDigit) else { return nil }
    return Number(text, radix: 16)
  }
}
