import Devices
import Modem
import NIOCore
import SerialPort

// Devices that come and go, and the wrong one at the right place.
extension ModemLine {
  /// The next devices of the same stick follow within this.
  static let settling = Duration.milliseconds(500)

  /// A serial line was plugged in or has gone.
  func devicesChanged(_ change: DeviceChange) {
    guard !isStopping else { return }
    switch change.action {
    case .removed:
      guard devicePaths.contains(change.path) else { return }
      isDeviceReplaced = true
      devicePaths = []
      guard let open = connection else { return }
      // In this order: dropping it tells of its end at once.
      connectionClosed(open, reason: "the modem was unplugged, or has reset itself")
      open.drop()
    case .added:
      guard connection == nil, isMine(change.path) else { return }
      // What is there now has not failed yet.
      failedOpenings = 0
      guard reopening != nil else {
        opensAtOnce = true
        return
      }
      scheduleOpening(after: settings.endpoint == nil ? Self.settling : .zero)
    }
  }

  /// Where the modem has to be looked for, any new line may be its.
  private func isMine(_ path: String) -> Bool {
    switch settings.endpoint {
    case .device(let own)?: own == path || LineChannel.node(of: own) == path
    case .tcp?: false
    case nil: true
    }
  }

  /// Why what answers is not the modem that was chosen; asked before the session comes to enter a PIN.
  var wrongModem: String? {
    switch settings.selector {
    case .imei(let imei):
      guard let found = session.state.identity.imei, !PortDirectory.isSameIMEI(found, imei) else { return nil }
      return "another modem answers on the port that had \(settings.selector)"
    case .imsi(let imsi):
      guard session.state.phase == .ready, let found = session.state.identity.imsi, found != imsi else { return nil }
      return "another SIM is in the modem that had \(settings.selector)"
    case .endpoint, .serial, .path, .usb: return nil
    }
  }

  /// The last thing that can be done without a hand. The port is closed.
  func resetUSB() async {
    let outcome: USBResetOutcome
    if let ports, case .device(let path)? = openedAt {
      outcome = await ports.resetUSB(at: path, for: name)
    } else {
      outcome = .refused(
        reason: "no USB device of this machine is behind its line", remedy: "switch allow-usb-reset off for this modem")
    }
    session.usbReset(outcome, now: now)
    carryOut()
  }

  /// Gives the port back and looks again.
  func refuse(_ reason: String) {
    guard let open = connection else { return }
    connectionClosed(open, reason: reason)
    open.drop()
  }
}

extension LineChannel {
  /// The device that a path leads to.
  static func node(of path: String) -> String { DeviceWorld.machine.resolve(path) }
}
