import Glibc

/// A message such as udevd multicasts to its listeners (libudev's wire format).
enum UdevMessage {
  static func octets(properties: [String], subsystem: String) -> [UInt8] {
    let body: [UInt8] = properties.flatMap { (text: String) -> [UInt8] in Array(text.utf8) + [0 as UInt8] }
    var header: [UInt8] = Array("libudev".utf8) + [0 as UInt8]
    header += bytes(UInt32(0xFEED_CAFE).bigEndian)
    header += bytes(UInt32(40)) + bytes(UInt32(40)) + bytes(UInt32(body.count))
    // Listeners filter by it in the kernel.
    header += bytes(hash(subsystem).bigEndian)
    header += [UInt8](repeating: 0, count: 12)
    return header + body
  }

  static func send(_ message: [UInt8], to path: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_RAW.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    _ = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        sendto(descriptor, message, message.count, 0, address, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func bytes(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }

  /// MurmurHash2, by which libudev's socket filter compares subsystems.
  private static func hash(_ text: String) -> UInt32 {
    let octets = Array(text.utf8)
    let multiplier: UInt32 = 0x5BD1_E995
    var hash = UInt32(octets.count)
    var index = 0
    while octets.count - index >= 4 {
      var word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(octets[index + $1]) << (8 * $1) }
      word = word &* multiplier
      word ^= word >> 24
      hash = (hash &* multiplier) ^ (word &* multiplier)
      index += 4
    }
    let rest = octets.count - index
    if rest > 0 {
      for offset in (0..<rest).reversed() { hash ^= UInt32(octets[index + offset]) << (8 * offset) }
      hash = hash &* multiplier
    }
    hash ^= hash >> 13
    hash = hash &* multiplier
    return hash ^ (hash >> 15)
  }
}
