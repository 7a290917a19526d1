import Foundation
import Glibc

/// Reads what is plugged in from libudev, as plain values.
struct DeviceReader {
  private let context: UdevContext
  private let links: TerminalLinks

  init() throws(DiscoveryError) {
    context = try UdevContext()
    links = TerminalLinks.read()
  }

  /// All USB devices.
  func usbDevices() throws(DiscoveryError) -> [USBDevice] {
    var devices: [String: USBDevice] = [:]
    var interfaces: [String: [String: USBInterface]] = [:]
    for device in try context.devices(in: "usb") {
      switch device.type {
      case "usb_device": devices[device.path] = Self.device(device)
      case "usb_interface":
        guard let owner = device.parent(in: "usb", type: "usb_device") else { continue }
        interfaces[owner.path, default: [:]][device.path] = Self.interface(device)
      case _: break
      }
    }
    for terminal in try context.devices(in: "tty") {
      guard let node = terminal.node, let place = Self.place(of: terminal) else { continue }
      interfaces[place.device]?[place.interface]?.terminals.append(links.terminal(node))
    }
    for network in try context.devices(in: "net") {
      guard let place = Self.place(of: network) else { continue }
      interfaces[place.device]?[place.interface]?.networks.append(network.name)
    }
    return devices.map { path, device in
      var device = device
      device.interfaces = (interfaces[path] ?? [:]).values.sorted { $0.number < $1.number }
      return device
    }.sorted { $0.socket.localizedStandardCompare($1.socket) == .orderedAscending }
  }

  /// The serial ports of the board, those with hardware behind them.
  func uarts() throws(DiscoveryError) -> [Terminal] {
    try context.devices(in: "tty").filter { terminal in
      // Consoles and pseudo-terminals hang on nothing; the kernel has ttyS0…31 whether there is a chip (type) or not.
      terminal.hasParent && terminal.parent(in: "usb") == nil && terminal.attribute("type") != "0"
    }.compactMap { $0.node.map(links.terminal) }
      .sorted { $0.path.localizedStandardCompare($1.path) == .orderedAscending }
  }

  private static func place(of device: UdevDevice) -> (device: String, interface: String)? {
    guard let interface = device.parent(in: "usb", type: "usb_interface"),
      let owner = interface.parent(in: "usb", type: "usb_device")
    else { return nil }
    return (owner.path, interface.path)
  }

  private static func device(_ device: UdevDevice) -> USBDevice? {
    guard let vendor = device.attribute("idVendor").flatMap({ UInt16($0, radix: 16) }),
      let product = device.attribute("idProduct").flatMap({ UInt16($0, radix: 16) })
    else { return nil }
    var found = USBDevice(
      id: USBID(vendor, product), manufacturer: device.attribute("manufacturer"), product: device.attribute("product"),
      serial: device.attribute("serial"), socket: device.name, interfaces: [])
    found.node = device.node
    found.isIgnoredByModemManager = device.property("ID_MM_DEVICE_IGNORE") == "1"
    return found
  }

  private static func interface(_ device: UdevDevice) -> USBInterface? {
    func number(_ name: String) -> UInt8? { device.attribute(name).flatMap { UInt8($0, radix: 16) } }
    guard let own = number("bInterfaceNumber"), let code = number("bInterfaceClass") else { return nil }
    return USBInterface(
      number: own,
      interfaceClass: InterfaceClass(code, number("bInterfaceSubClass") ?? 0, number("bInterfaceProtocol") ?? 0),
      driver: device.driver)
  }
}

/// The lasting names that udev gives serial lines.
struct TerminalLinks {
  private var byID: [String: [String]] = [:]
  private var byPath: [String: [String]] = [:]

  static func read() -> TerminalLinks {
    TerminalLinks(byID: links(in: "/dev/serial/by-id"), byPath: links(in: "/dev/serial/by-path"))
  }

  func terminal(_ node: String) -> Terminal {
    Terminal(path: node, byID: byID[node] ?? [], byPath: byPath[node] ?? [])
  }

  private static func links(in folder: String) -> [String: [String]] {
    var links: [String: [String]] = [:]
    for name in names(in: folder).sorted() {
      var target = [CChar](repeating: 0, count: 256)
      let count = readlink("\(folder)/\(name)", &target, target.count)
      guard count > 0 else { continue }
      // udev links to ../../ttyUSB2.
      let last =
        String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: "/").last ?? ""
      links["/dev/\(last)", default: []].append("\(folder)/\(name)")
    }
    return links
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
