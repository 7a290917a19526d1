/// Vendor and product id of a USB device.
public struct USBID: Sendable, Hashable, CustomStringConvertible {
  /// `idVendor`.
  public var vendor: UInt16
  /// `idProduct`.
  public var product: UInt16

  /// An id by its numbers.
  public init(_ vendor: UInt16, _ product: UInt16) {
    self.vendor = vendor
    self.product = product
  }

  /// `12d1:1506`, as lsusb writes it.
  public var description: String { "\(hexadecimal(vendor, digits: 4)):\(hexadecimal(product, digits: 4))" }
}

/// What an interface of a USB device says that it is (USB 2.0 §9.6.5).
public struct InterfaceClass: Sendable, Hashable, CustomStringConvertible {
  /// `bInterfaceClass`.
  public var code: UInt8
  /// `bInterfaceSubClass`.
  public var subclass: UInt8
  /// `bInterfaceProtocol`.
  public var protocolCode: UInt8

  /// A class by its numbers.
  public init(_ code: UInt8, _ subclass: UInt8, _ protocolCode: UInt8) {
    self.code = code
    self.subclass = subclass
    self.protocolCode = protocolCode
  }

  /// `ff/02/12`.
  public var description: String {
    [code, subclass, protocolCode].map { hexadecimal($0, digits: 2) }.joined(separator: "/")
  }

  /// Class 08: a disc, such as the one with the drivers for other systems.
  var isStorage: Bool { code == 0x08 }
  /// Communication device, abstract control model, AT commands (USB CDC PSTN 1.2 table 5).
  var isCommandPort: Bool { self == InterfaceClass(0x02, 0x02, 0x01) }
  /// Class ff: only a driver made for the device knows what it is.
  var isVendorSpecific: Bool { code == 0xFF }
}

/// A serial line of this machine.
public struct Terminal: Sendable, Hashable {
  /// `/dev/ttyUSB2`: another one after the next replug.
  public var path: String
  /// Its lasting names in `/dev/serial/by-id`, which follow the device.
  public var byID: [String]
  /// Its lasting names in `/dev/serial/by-path`, which follow the socket.
  public var byPath: [String]

  /// A line by its names.
  public init(path: String, byID: [String] = [], byPath: [String] = []) {
    self.path = path
    self.byID = byID
    self.byPath = byPath
  }
}

/// One interface of a USB device and what the system has made of it.
public struct USBInterface: Sendable, Hashable {
  /// `bInterfaceNumber`.
  public var number: UInt8
  /// What it says that it is.
  public var interfaceClass: InterfaceClass
  /// The driver that has it.
  public var driver: String?
  /// Its serial lines.
  public var terminals: [Terminal]
  /// Its network interfaces, such as `wwan0`.
  public var networks: [String]

  /// An interface by its fields.
  public init(
    number: UInt8, interfaceClass: InterfaceClass, driver: String? = nil, terminals: [Terminal] = [],
    networks: [String] = []
  ) {
    self.number = number
    self.interfaceClass = interfaceClass
    self.driver = driver
    self.terminals = terminals
    self.networks = networks
  }

  /// Its number in two hexadecimal digits, as the kernel writes it.
  public var label: String { hexadecimal(number, digits: 2) }
}

/// A USB device as the kernel shows it.
public struct USBDevice: Sendable, Hashable {
  /// Vendor and product.
  public var id: USBID
  /// What it calls its maker.
  public var manufacturer: String?
  /// What it calls itself.
  public var product: String?
  /// Its serial number. Many sticks have none, and some makers give all the same.
  public var serial: String?
  /// The socket it is in: `1-1.4` is bus 1, port 1, port 4 of the hub there.
  public var socket: String
  /// By their numbers.
  public var interfaces: [USBInterface]
  /// `/dev/bus/usb/001/004`: where the device as a whole can be reset.
  public var node: String?
  /// Whether udev tells ModemManager to keep off (`ID_MM_DEVICE_IGNORE`).
  public var isIgnoredByModemManager = false

  /// A device by its fields.
  public init(
    id: USBID, manufacturer: String? = nil, product: String? = nil, serial: String? = nil, socket: String,
    interfaces: [USBInterface]
  ) {
    self.id = id
    self.manufacturer = manufacturer
    self.product = product
    self.serial = serial
    self.socket = socket
    self.interfaces = interfaces
  }

  /// All serial lines, in the order of the interfaces.
  public var terminals: [Terminal] { interfaces.flatMap(\.terminals) }
}

/// A number as so many hexadecimal digits.
func hexadecimal(_ number: some FixedWidthInteger, digits: Int) -> String {
  let text = String(number, radix: 16)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
