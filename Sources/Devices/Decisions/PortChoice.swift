import Modem

/// What a USB device is and which of its lines takes AT commands. Pure.
enum PortChoice {
  /// Nil when the device is no modem and has no serial line.
  static func judge(_ device: USBDevice) -> PluggedModem? {
    let terminals = device.terminals
    let mode = mode(of: device)
    guard let mode else { return nil }
    return PluggedModem(
      kind: kind(of: device), mode: mode, usb: device, terminals: terminals,
      family: (ModemProfile.family(usbVendor: device.id.vendor) ?? .generic).name, port: decide(device),
      remedy: remedy(for: device, in: mode))
  }

  /// A serial port of the board.
  static func judge(uart terminal: Terminal) -> PluggedModem {
    PluggedModem(
      kind: .uart, mode: .serial, usb: nil, terminals: [terminal], family: ModemProfile.generic.name,
      port: .decided(terminal, reason: "it is its only line"), remedy: nil)
  }

  static func decide(_ device: USBDevice) -> PortDecision {
    let terminals = device.terminals
    guard let first = terminals.first else { return .none }
    for row in PortRow.all where row.applies(to: device.id) {
      if let decision = apply(row, to: device) { return decision }
    }
    if terminals.count == 1 { return .decided(first, reason: "it is its only line") }
    for interface in device.interfaces where interface.interfaceClass.isCommandPort {
      guard let terminal = interface.terminals.first else { continue }
      return .decided(
        terminal,
        reason: "interface \(hexadecimal(interface.number, digits: 2)) is the first that declares AT commands "
          + "(class \(interface.interfaceClass))")
    }
    return .undecided(terminals, reason: "nothing is known of the interfaces of \(device.id)")
  }

  private static func apply(_ row: PortRow, to device: USBDevice) -> PortDecision? {
    let maker = USBVendors.name(of: row.vendor) ?? "this maker"
    switch row.place {
    case .number(let number):
      guard let terminal = device.interfaces.first(where: { $0.number == number })?.terminals.first else { return nil }
      return .decided(
        terminal, reason: "interface \(hexadecimal(number, digits: 2)) of \(maker) \(device.id) takes AT commands")
    case .classes(let classes):
      for wanted in classes {
        for interface in device.interfaces where interface.interfaceClass == wanted {
          guard let terminal = interface.terminals.first else { continue }
          return .decided(
            terminal,
            reason: "interface \(hexadecimal(interface.number, digits: 2)) has class \(wanted), \(maker)'s AT port")
        }
      }
      return nil
    }
  }

  private static func kind(of device: USBDevice) -> PluggedModem.Kind {
    if USBVendors.makesModems(device.id.vendor) { return .modem }
    if USBVendors.makesAdapters(device.id.vendor) { return .adapter }
    return device.interfaces.contains { $0.interfaceClass.isCommandPort } ? .modem : .unknown
  }

  /// Drivers of network cards that a modem can be.
  private static let networkDrivers: Set<String> = [
    "cdc_ether", "rndis_host", "cdc_ncm", "huawei_cdc_ncm", "cdc_mbim", "qmi_wwan",
  ]

  private static func mode(of device: USBDevice) -> PluggedModem.Mode? {
    if !device.terminals.isEmpty { return .serial }
    guard USBVendors.makesModems(device.id.vendor) else { return nil }
    if SwitchTable.isRouter(device.id) { return .network }
    let isNetwork = device.interfaces.contains { $0.driver.map(networkDrivers.contains) ?? false }
    if isNetwork { return .network }
    // A phone or a camera of the same maker has other interfaces beside its storage.
    let isAllStorage =
      USBVendors.makesOnlyModems(device.id.vendor) && !device.interfaces.isEmpty
      && device.interfaces.allSatisfy(\.interfaceClass.isStorage)
    if SwitchTable.isDisc(device.id) || isAllStorage { return .storage }
    let isOrphan = device.interfaces.contains { $0.interfaceClass.isVendorSpecific && $0.driver == nil }
    let isKnown = PortRow.all.contains { $0.applies(to: device.id) }
    return isOrphan && isKnown ? .driverless : nil
  }

  private static func remedy(for device: USBDevice, in mode: PluggedModem.Mode) -> String? {
    switch mode {
    case .serial: nil
    case .storage: SwitchTable.remedy(forDisc: device.id)
    case .network: SwitchTable.remedy(forRouter: device.id)
    case .driverless: SwitchTable.remedy(forDriverless: device.id)
    }
  }
}
