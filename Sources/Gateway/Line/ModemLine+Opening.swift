import Modem
import SerialPort

// Finding and opening the port.
extension ModemLine {
  func open() async {
    guard !isStopping else { return }
    opensAtOnce = false
    let endpoint: Endpoint
    do throws(PortProblem) { endpoint = try await locate() } catch {
      openingFailed(error.reason, remedy: error.remedy)
      return carryOut()
    }
    if isStopping { return }
    var usbVendor: UInt16?
    var overheard = ""
    if case .device(let path) = endpoint {
      usbVendor = await ports?.usbVendor(of: path)
      overheard = await ports?.overheard(at: path) ?? ""
    }
    do {
      connection = try await opener.open(
        endpoint, baud: settings.baud, on: eventLoop,
        telling: LineListener(
          opening: { connection in self.assumeIsolated { $0.add(connecting: connection) } },
          received: { bytes in self.assumeIsolated { $0.receive(bytes) } },
          closed: { connection, reason in self.assumeIsolated { $0.connectionClosed(connection, reason: reason) } }))
      connecting = []
      if isStopping { return await close() }
      opened(endpoint, usbVendor: usbVendor)
      session.receive(Array(overheard.utf8), now: now)
    } catch {
      connecting = []
      if isStopping { return }
      await ports?.release(name)
      openingFailed(LineChannel.explain(error, opening: endpoint), remedy: nil)
      return carryOut()
    }
    carryOut()
    if !overheard.isEmpty, case .device(let path) = endpoint { await ports?.forgetOverheard(at: path) }
  }

  func locate() async throws(PortProblem) -> Endpoint {
    if let ports { return try await ports.find(settings.selector, for: name, baud: settings.baud) }
    guard let endpoint = settings.endpoint else {
      throw PortProblem(reason: "\(settings.selector) can't be looked for here", remedy: "give its device")
    }
    return endpoint
  }

  func opened(_ endpoint: Endpoint, usbVendor: UInt16?) {
    log.emit(
      Event(
        .modemOpened, isTold ? .info : .debug, [.modem: .string(name), .device: .string("\(endpoint)")]))
    openedAt = endpoint
    if case .device(let path) = endpoint { devicePaths = [path, LineChannel.node(of: path)] }
    if isDeviceReplaced { session.deviceReplaced(now: now) }
    isDeviceReplaced = false
    session.portOpened(usbVendor: usbVendor, now: now)
    // A server that closes at once did so before anybody listened.
    if let connection, !connection.isActive {
      connectionClosed(connection, reason: "the line was closed as soon as it was open")
    }
  }

  func openingFailed(_ reason: String, remedy: String?) {
    if isStopping { return }
    // Said once, not at every try of a night.
    if reason != lastOpenFailure {
      lastOpenFailure = reason
      log.emit(
        Event(
          .modemProblem, .error,
          [
            .modem: .string(name), .code: .string("port"), .reason: .string(reason),
            .remedy: remedy.map { .string($0) },
          ]))
    }
    failedOpenings += 1
    scheduleOpening(after: pause(atLeast: .zero))
  }

  /// How long until the next try; a device that came meanwhile is not kept waiting.
  func pause(atLeast least: Duration) -> Duration {
    defer { opensAtOnce = false }
    return opensAtOnce ? Self.settling : max(least, reopeningPause)
  }
}
