package import NIOCore
package import SerialPort

/// An open line to a modem: bytes out, and its end. What comes in goes to the ``LineListener`` it was opened with.
package protocol LineConnection: AnyObject, Sendable {
  /// False once it is closed, by whomever.
  var isActive: Bool { get }
  /// Puts bytes on the line, as far as it is open.
  func write(_ octets: [UInt8])
  /// Returns when the line is closed and its port is free.
  nonisolated(nonsending) func close() async
  /// Closes it without waiting for that.
  func drop()
}

/// What a line tells its owner, on the owner's event loop.
package struct LineListener: Sendable {
  /// A connection is being made; several are where a server has several addresses.
  package let opening: @Sendable (any LineConnection) -> Void
  /// Bytes came in.
  package let received: @Sendable (ByteBufferView) -> Void
  /// It was closed, and why.
  package let closed: @Sendable (any LineConnection, String) -> Void
}

/// Opens the endpoints of modems: real ones, or those of a simulated world.
package protocol LineOpener: Sendable {
  /// Runs where its caller does, on the modem's own thread: a port may block in the kernel.
  nonisolated(nonsending) func open(
    _ endpoint: Endpoint, baud: Int, on eventLoop: any EventLoop, telling listener: LineListener
  ) async throws -> any LineConnection
}
