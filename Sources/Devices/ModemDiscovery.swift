/// What is plugged into this machine that is or may be a modem.
public enum ModemDiscovery {
  /// USB modems, sticks that are not switched to modem mode, serial adapters, and serial ports of the board.
  ///
  /// Opens no port and disturbs nobody: all is read from libudev and the links in `/dev/serial`. Blocks for some
  /// milliseconds.
  ///
  /// - Throws: ``DiscoveryError`` where `/sys` or libudev is missing.
  public static func scan() throws(DiscoveryError) -> [PluggedModem] {
    let reader = try DeviceReader()
    return try reader.usbDevices().compactMap(PortChoice.judge) + reader.uarts().map(PortChoice.judge(uart:))
  }
}
