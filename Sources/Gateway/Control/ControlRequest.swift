import Store

/// A whole request, apart from how it came.
struct ControlRequest: Sendable {
  var method: String
  /// Path and query as they came.
  var target: String
  var body: [UInt8] = []
  var caller: ControlCaller

  /// Longer ones are no address of anything here.
  static let longestTarget = 2_048

  /// The segments of the path, decoded. No segment is ever a name of a file.
  func path() throws(Problem) -> [String] {
    guard target.utf8.count <= Self.longestTarget else { throw .targetTooLong }
    guard target.hasPrefix("/") else { throw .noSuchPath }
    let path = target.prefix { $0 != "?" }
    var segments: [String] = []
    for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let decoded = PercentCoding.decode(segment, plusIsSpace: false) else { throw .noSuchPath }
      segments.append(decoded)
    }
    return segments
  }

  /// The parameters of the query; those that the route doesn't know are an error, as in the configuration.
  func query(of route: ControlRoute) throws(Problem) -> [String: [String]] {
    guard let mark = target.firstIndex(of: "?") else { return [:] }
    var parameters: [String: [String]] = [:]
    for pair in target[target.index(after: mark)...].split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decode(sides[0]),
        let value = PercentCoding.decode(sides.count > 1 ? sides[1] : "")
      else {
        throw .badParameter(visible(String(pair)), "is not percent-encoded UTF-8")
      }
      guard route.parameters.contains(name) else {
        let known = route.parameters.isEmpty ? "it takes none" : "it takes " + route.parameters.joined(separator: ", ")
        throw .badParameter(visible(name), "is not known here; \(known)")
      }
      parameters[name, default: []].append(value)
    }
    return parameters
  }
}

/// Who asks.
enum ControlCaller: Sendable, Equatable {
  /// A process of this machine, by the account the kernel says it has.
  case account(uid: UInt32)
  /// Somebody who knew the token.
  case token
}

/// Percent-encoding (RFC 3986 §2.1).
enum PercentCoding {
  /// Nil for what is none, is no UTF-8, or holds a NUL.
  static func decode(_ text: some StringProtocol, plusIsSpace: Bool = true) -> String? {
    var octets: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let octet = rest.popFirst() {
      switch octet {
      case 0x25:
        guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else { return nil }
        octets.append(high << 4 | low)
      case 0x2B where plusIsSpace: octets.append(0x20)
      case _: octets.append(octet)
      }
    }
    guard !octets.contains(0) else { return nil }
    return String(validating: octets, as: UTF8.self)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    case _: nil
    }
  }
}
