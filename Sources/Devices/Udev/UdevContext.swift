import CUdev
import Glibc

/// Why the devices of this machine can't be listed.
public struct DiscoveryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String
}

/// libudev's context. Not for several threads at once.
final class UdevContext {
  let handle: OpaquePointer

  init() throws(DiscoveryError) {
    guard let handle = udev_new() else { throw DiscoveryError(description: "libudev can't be used: out of memory") }
    self.handle = handle
  }

  deinit { udev_unref(handle) }

  /// The devices of a subsystem, in the order of their names.
  func devices(in subsystem: String) throws(DiscoveryError) -> [UdevDevice] {
    guard let enumerator = udev_enumerate_new(handle) else {
      throw DiscoveryError(description: "libudev can't be used: out of memory")
    }
    defer { udev_enumerate_unref(enumerator) }
    udev_enumerate_add_match_subsystem(enumerator, subsystem)
    let result = udev_enumerate_scan_devices(enumerator)
    guard result >= 0 else {
      throw DiscoveryError(
        description: "the devices of this machine can't be listed: \(String(cString: strerror(-result))); "
          + "is /sys there?")
    }
    var devices: [UdevDevice] = []
    var entry = udev_enumerate_get_list_entry(enumerator)
    while let current = entry {
      // One that goes away meanwhile is none.
      if let path = udev_list_entry_get_name(current), let device = udev_device_new_from_syspath(handle, path) {
        devices.append(UdevDevice(taking: device))
      }
      entry = udev_list_entry_get_next(current)
    }
    return devices
  }
}

/// A device of libudev.
final class UdevDevice {
  private let handle: OpaquePointer

  /// Takes over a reference.
  init(taking handle: OpaquePointer) { self.handle = handle }

  deinit { udev_device_unref(handle) }

  var path: String { text(udev_device_get_syspath(handle)) ?? "" }
  var name: String { text(udev_device_get_sysname(handle)) ?? "" }
  var node: String? { text(udev_device_get_devnode(handle)) }
  var action: String? { text(udev_device_get_action(handle)) }
  var driver: String? { text(udev_device_get_driver(handle)) }
  var type: String? { text(udev_device_get_devtype(handle)) }

  func attribute(_ name: String) -> String? {
    text(udev_device_get_sysattr_value(handle, name)).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A property that udev's rules have given it.
  func property(_ name: String) -> String? { text(udev_device_get_property_value(handle, name)) }

  /// The nearest device above it of a subsystem.
  func parent(in subsystem: String, type: String? = nil) -> UdevDevice? {
    // A parent belongs to its child; a reference of its own keeps it.
    udev_device_get_parent_with_subsystem_devtype(handle, subsystem, type)
      .map { UdevDevice(taking: udev_device_ref($0)) }
  }

  var hasParent: Bool { udev_device_get_parent(handle) != nil }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
}
