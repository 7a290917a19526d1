import Foundation
import Glibc

/// What libumockdev-preload asks about every ioctl, read and write on a device of the bed: carried out as they are, since
/// a pseudo-terminal is behind it.
final class PassingIoctls: Sendable {
  private let listener: Int32

  /// A request or an answer: the command and two arguments, each of 8 octets.
  private typealias Message = (command: UInt, first: UInt, second: UInt)
  private static let (result, done, run) = (UInt(2), UInt(3), UInt(4))

  init(root: String) throws {
    try FileManager.default.createDirectory(atPath: "\(root)/ioctl", withIntermediateDirectories: true)
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(root)/ioctl/_default".utf8) }
    let bound = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(listener, 64) == 0 else { throw CocoaError(.fileWriteUnknown) }
    self.listener = listener
    Thread.detachNewThread {
      while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
        Thread.detachNewThread { Self.serve(descriptor) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func serve(_ descriptor: Int32) {
    defer { close(descriptor) }
    while receive(descriptor) != nil {
      guard send((run, 0, 0), to: descriptor), let answer = receive(descriptor), answer.command == result,
        send((done, answer.first, answer.second), to: descriptor)
      else { return }
    }
  }

  private static func receive(_ descriptor: Int32) -> Message? {
    var message: Message = (0, 0, 0)
    let count = withUnsafeMutableBytes(of: &message) {
      recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_WAITALL))
    }
    return count == MemoryLayout<Message>.size ? message : nil
  }

  private static func send(_ message: Message, to descriptor: Int32) -> Bool {
    withUnsafeBytes(of: message) { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } > 0
  }
}
