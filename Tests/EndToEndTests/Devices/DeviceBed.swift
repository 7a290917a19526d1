import Foundation
import Glibc

/// USB devices that are not there: a tree such as `/sys` and `/dev`, which libumockdev-preload puts before a program's
/// eyes, and the uevents that udev would send.
///
/// umockdev's own library would have to be preloaded into the test itself to make these; what it puts on disk and on the
/// socket is little, so it is made here, and only its preload library is used, in the program under test.
final class DeviceBed: Sendable {
  /// A USB device.
  struct Device: Sendable {
    struct Interface: Sendable {
      var number: Int
      /// `ff0212`: class, subclass, protocol.
      var code = "ffffff"
      var driver: String? = "option"
      /// `ttyUSB0`.
      var terminal: String?
      var network: String?
    }

    var socket: String
    var vendor: String
    var product: String
    var name = "Modem"
    var serial: String?
    var interfaces: [Interface]
    /// What udev's rules have said of it.
    var properties: [String: String] = [:]
  }

  let root: String
  private let sequence = Counter()
  private let ioctls: PassingIoctls

  private final class Counter: Sendable {
    private let lock = NSLock()
    private nonisolated(unsafe) var count = 0
    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }

  /// The library that umockdev-wrapper preloads; nil where umockdev is not installed.
  static let library: String? = {
    let candidates = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
    return candidates.map { "/usr/lib/\($0)/libumockdev-preload.so.0" }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }()

  /// Whether umockdev is there; says so where it is not, since the test that wants it is then skipped.
  static var isAvailable: Bool {
    if library != nil { return true }
    print("skipped: umockdev (Debian package umockdev) is not installed")
    return false
  }

  init() throws {
    // A socket's path has 107 octets at most.
    var template = Array("/tmp/pbed-XXXXXX\0".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    let root = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.root = root
    ioctls = try PassingIoctls(root: root)
    for folder in ["sys/bus/usb/devices", "sys/bus/usb/drivers", "sys/class/tty", "sys/class/net", "sys/devices"] {
      try makeFolder("\(root)/\(folder)")
    }
    for folder in ["dev/serial/by-id", "dev/serial/by-path"] { try makeFolder("\(root)/\(folder)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// A command before the program, under which it sees this tree.
  var wrapper: [String] { ["/usr/bin/env", "LD_PRELOAD=\(Self.library ?? "")", "UMOCKDEV_DIR=\(root)"] }

  /// Where a pty's link has to be, so that the program finds it as `/dev/NAME`.
  func node(_ name: String) -> String { "\(root)/dev/\(name)" }

  // MARK: Plugging

  /// Puts a device into its socket and, if wished, tells of each of its lines, as udev does.
  func plug(_ device: Device, telling: Bool = true) throws {
    let path = "\(root)\(Self.path(of: device.socket))"
    try makeFolder(path)
    try write(
      [
        "uevent": "DEVTYPE=usb_device\nDRIVER=usb\nMAJOR=189\nMINOR=3\nDEVNAME=\(Self.node(of: device.socket))\n"
          + device.properties.map { "\($0)=\($1)\n" }.joined(), "idVendor": device.vendor, "idProduct": device.product,
        "product": device.name, "serial": device.serial,
      ], in: path)
    try link(path + "/subsystem", to: "\(root)/sys/bus/usb")
    try link("\(root)/sys/bus/usb/devices/\(device.socket)", to: path)
    for interface in device.interfaces { try add(interface, of: device, at: path) }
    guard telling else { return }
    for terminal in device.interfaces.compactMap(\.terminal) { tell("add", terminal: terminal, of: device) }
  }

  /// Pulls it out.
  func unplug(_ device: Device, telling: Bool = true) throws {
    let files = FileManager.default
    for interface in device.interfaces {
      try? files.removeItem(atPath: "\(root)/sys/bus/usb/devices/\(device.socket):1.\(interface.number)")
      if let terminal = interface.terminal { try? files.removeItem(atPath: "\(root)/sys/class/tty/\(terminal)") }
      if let network = interface.network { try? files.removeItem(atPath: "\(root)/sys/class/net/\(network)") }
    }
    try? files.removeItem(atPath: "\(root)/sys/bus/usb/devices/\(device.socket)")
    try files.removeItem(atPath: "\(root)\(Self.path(of: device.socket))")
    guard telling else { return }
    for terminal in device.interfaces.compactMap(\.terminal) { tell("remove", terminal: terminal, of: device) }
  }

  /// A serial port of the board; without hardware behind it the kernel shows type 0.
  func addUART(_ name: String, type: Int) throws {
    let path = "\(root)/sys/devices/platform/serial8250/tty/\(name)"
    try makeFolder(path)
    try write(["uevent": "MAJOR=4\nMINOR=64\nDEVNAME=\(name)\n", "dev": "4:64", "type": "\(type)"], in: path)
    try link(path + "/subsystem", to: "\(root)/sys/class/tty")
    let parent = "\(root)/sys/devices/platform/serial8250"
    try write(["uevent": "DRIVER=serial8250\n"], in: parent)
    try makeFolder("\(root)/sys/bus/platform/devices")
    if !FileManager.default.fileExists(atPath: parent + "/subsystem") {
      try link(parent + "/subsystem", to: "\(root)/sys/bus/platform")
    }
    try link("\(root)/sys/class/tty/\(name)", to: path)
  }

  private func add(_ interface: Device.Interface, of device: Device, at parent: String) throws {
    let name = "\(device.socket):1.\(interface.number)"
    let path = "\(parent)/\(name)"
    try makeFolder(path)
    let code = Array(interface.code)
    try write(
      [
        "uevent": "DEVTYPE=usb_interface\n" + (interface.driver.map { "DRIVER=\($0)\n" } ?? ""),
        "bInterfaceNumber": String(format: "%02x", interface.number), "bInterfaceClass": String(code[0...1]),
        "bInterfaceSubClass": String(code[2...3]), "bInterfaceProtocol": String(code[4...5]),
      ], in: path)
    try link(path + "/subsystem", to: "\(root)/sys/bus/usb")
    try link("\(root)/sys/bus/usb/devices/\(name)", to: path)
    if let driver = interface.driver {
      try makeFolder("\(root)/sys/bus/usb/drivers/\(driver)")
      try link(path + "/driver", to: "\(root)/sys/bus/usb/drivers/\(driver)")
    }
    if let terminal = interface.terminal {
      let line = "\(path)/tty/\(terminal)"
      try makeFolder(line)
      let minor = terminal.drop { !$0.isNumber }
      try write(["uevent": "MAJOR=188\nMINOR=\(minor)\nDEVNAME=\(terminal)\n", "dev": "188:\(minor)"], in: line)
      try link(line + "/subsystem", to: "\(root)/sys/class/tty")
      try link("\(root)/sys/class/tty/\(terminal)", to: line)
    }
    if let network = interface.network {
      try makeFolder("\(path)/net/\(network)")
      try write(["uevent": "INTERFACE=\(network)\nIFINDEX=7\n"], in: "\(path)/net/\(network)")
      try link("\(path)/net/\(network)/subsystem", to: "\(root)/sys/class/net")
      try link("\(root)/sys/class/net/\(network)", to: "\(path)/net/\(network)")
    }
  }

  /// `/sys/devices/pci0000:00/usb1/1-1/1-1.4` of the socket `1-1.4`.
  private static func path(of socket: String) -> String { "/sys/devices/pci0000:00/usb\(socket.prefix(1))/\(socket)" }

  /// `bus/usb/001/014` of the socket `1-1.4`.
  static func node(of socket: String) -> String { "bus/usb/001/0" + socket.filter(\.isNumber).suffix(2) }

  // MARK: Events

  private func tell(_ action: String, terminal: String, of device: Device) {
    guard let interface = device.interfaces.first(where: { $0.terminal == terminal }) else { return }
    let path = Self.path(of: device.socket).dropFirst("/sys".count)
    let number = terminal.drop { !$0.isNumber }
    let properties = [
      "ACTION=\(action)", "DEVPATH=\(path)/\(device.socket):1.\(interface.number)/tty/\(terminal)", "SUBSYSTEM=tty",
      "SEQNUM=\(sequence.next())", "DEVNAME=/dev/\(terminal)", "MAJOR=188", "MINOR=\(number)",
    ]
    let message = UdevMessage.octets(properties: properties, subsystem: "tty")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    for name in names where name.hasPrefix("event") { UdevMessage.send(message, to: "\(root)/\(name)") }
  }

  // MARK: Files

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private func write(_ attributes: [String: String?], in folder: String) throws {
    for (name, text) in attributes {
      guard let text else { continue }
      try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
  }

  /// Relative, as in the real /sys: the program sees the tree under another root.
  private func link(_ path: String, to target: String) throws {
    let depth = path.dropFirst(root.count + 1).split(separator: "/").count - 1
    let relative = String(repeating: "../", count: depth) + target.dropFirst(root.count + 1)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: relative)
  }
}
