import Devices
import SerialPort

// By what a modem is chosen: exactly one of six keys.
extension ConfigurationLoader {
  private static let keys = [
    ConfigurationKeys.Modem.device, ConfigurationKeys.Modem.usbSerial, ConfigurationKeys.Modem.byPath,
    ConfigurationKeys.Modem.imei, ConfigurationKeys.Modem.imsi, ConfigurationKeys.Modem.usb,
  ]

  /// The selector of a modem; what stands in where a problem has been reported is never used.
  mutating func selector(_ index: Int) -> ModemSelector {
    let given = Self.keys.compactMap { key in
      document.values[ConfigurationPaths.concrete(key.path, index)].map { (key: key, text: $0) }
    }
    guard let first = given.first else {
      problems.append(
        ConfigurationProblem(
          place: document.name, key: "modems.\(index)",
          message: "says not which modem is meant: give one of "
            + Self.keys.map { String($0.path.dropFirst("modems[].".count)) }.joined(separator: ", ")
            + "; `pelapor modems` lists what is plugged in"))
      return .endpoint(.device(path: ""))
    }
    for other in given.dropFirst() {
      let (one, two) = (name(first.key), name(other.key))
      problem(
        other.text.origin, key: ConfigurationPaths.concrete(other.key.path, index),
        "the modem is chosen by \(one) already: keep \(one) or \(two), not both")
    }
    if first.key.path == ConfigurationKeys.Modem.imsi.path { refusePIN(index) }
    return first.key.read(first.text).flatMap { Self.selector(first.key, $0) } ?? .endpoint(.device(path: ""))
  }

  private func name(_ key: ConfigurationKey<String>) -> Substring { key.path.dropFirst("modems[].".count) }

  /// A locked SIM does not tell its IMSI, and a PIN is tried on no SIM that is not known to be the right one.
  private mutating func refusePIN(_ index: Int) {
    for key in [ConfigurationKeys.Modem.pin, ConfigurationKeys.Modem.pinFile] {
      let path = ConfigurationPaths.concrete(key.path, index)
      guard let text = document.values[path] else { continue }
      problem(
        text.origin, key: path,
        "a modem chosen by imsi can't have a PIN, as a locked SIM does not tell its IMSI: choose it by imei or "
          + "usb-serial, or switch the SIM's PIN off in a phone")
    }
  }

  private static func selector(_ key: ConfigurationKey<String>, _ value: String) -> ModemSelector? {
    switch key.path {
    case ConfigurationKeys.Modem.device.path: Endpoint(parsing: value).map { .endpoint($0) }
    case ConfigurationKeys.Modem.usbSerial.path: .serial(value)
    case ConfigurationKeys.Modem.byPath.path: .path(value)
    case ConfigurationKeys.Modem.imei.path: .imei(value)
    case ConfigurationKeys.Modem.imsi.path: .imsi(value)
    case _: ModemSelector.usb(parsing: value)
    }
  }

  /// Behind a serial server there is no USB device of this machine.
  mutating func allowsUSBReset(_ index: Int) -> Bool {
    let key = ConfigurationKeys.Modem.allowsUSBReset
    let isAllowed = value(key, index, or: false)
    let device = document.values[ConfigurationPaths.concrete(ConfigurationKeys.Modem.device.path, index)]
    let path = ConfigurationPaths.concrete(key.path, index)
    if isAllowed, device?.scalar?.hasPrefix("tcp:") == true, let text = document.values[path] {
      problem(text.origin, key: path, "a modem behind a serial server has no USB device here: leave it out")
    }
    return isAllowed
  }

  /// Two modems of the configuration can't be the same one.
  mutating func checkSelectors(_ modems: [Configuration.Modem]) {
    for (index, modem) in modems.enumerated() where modem.selector != .endpoint(.device(path: "")) {
      guard let other = modems[..<index].firstIndex(where: { $0.selector == modem.selector }) else { continue }
      let key = Self.keys.lazy.map { ConfigurationPaths.concrete($0.path, index) }
        .first { document.values[$0] != nil }
      guard let key, let text = document.values[key] else { continue }
      let remedy = if case .usb = modem.selector { "; of two alike, choose each by by-path, imei or imsi" } else { "" }
      problem(text.origin, key: key, "\(modem.selector) belongs to the modem \(modems[other].name) already\(remedy)")
    }
  }
}
