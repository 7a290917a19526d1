import Gateway
import NIOCore
import SerialPort

/// The simulated modems' ports, as one life of the program sees them.
final class Ports: LineOpener, @unchecked Sendable {
  /// What the world does with what a life writes; false when the life is over and nothing arrives any more.
  private let write: ([UInt8], Int) -> Void
  private let isPlugged: (Int) -> Bool
  /// The program has closed a port by itself.
  private let closed: (Int) -> Void
  private(set) var open: [Int: SimulatedConnection] = [:]

  static func path(of modem: Int) -> String { "/dev/simulated\(modem)" }

  init(
    isPlugged: @escaping (Int) -> Bool, closed: @escaping (Int) -> Void, write: @escaping ([UInt8], Int) -> Void
  ) {
    self.isPlugged = isPlugged
    self.closed = closed
    self.write = write
  }

  nonisolated(nonsending) func open(
    _ endpoint: Endpoint, baud: Int, on eventLoop: any EventLoop, telling listener: LineListener
  ) async throws -> any LineConnection {
    guard case .device(let path) = endpoint, let modem = Int(path.drop { !$0.isNumber }), isPlugged(modem) else {
      throw SerialPortError.noDevice(path: "\(endpoint)")
    }
    let connection = SimulatedConnection(eventLoop, listener: listener, closed: { [closed] in closed(modem) }) {
      [write] in write($0, modem)
    }
    open[modem] = connection
    listener.opening(connection)
    return connection
  }

  /// Bytes of a modem; lost when nobody has its port open.
  func deliver(_ octets: [UInt8], from modem: Int) { open[modem]?.deliver(octets) }

  /// The modem was pulled out.
  func unplug(_ modem: Int) { open.removeValue(forKey: modem)?.end("Input/output error") }
}

/// An open port.
final class SimulatedConnection: LineConnection, @unchecked Sendable {
  private(set) var isActive = true
  private let eventLoop: any EventLoop
  private let listener: LineListener
  private let writeOctets: ([UInt8]) -> Void
  private let closed: () -> Void

  init(
    _ eventLoop: any EventLoop, listener: LineListener, closed: @escaping () -> Void,
    write: @escaping ([UInt8]) -> Void
  ) {
    self.closed = closed
    self.eventLoop = eventLoop
    self.listener = listener
    writeOctets = write
  }

  func write(_ octets: [UInt8]) {
    if isActive { writeOctets(octets) }
  }

  nonisolated(nonsending) func close() async { drop() }

  func drop() {
    if isActive { closed() }
    end("closed")
  }

  func deliver(_ octets: [UInt8]) {
    eventLoop.execute { [self] in
      if isActive { listener.received(ByteBuffer(bytes: octets).readableBytesView) }
    }
  }

  func end(_ reason: String) {
    guard isActive else { return }
    isActive = false
    eventLoop.execute { [self] in listener.closed(self, reason) }
  }
}
