import Store

/// A whole request, apart from how it came.
struct ControlRequest: Sendable {
  var method: String
  /// Path and query as they came.
  var target: String
  var body: [UInt8] = []
  var caller: ControlCaller
  /// The database that a command means, as its daemon's alone is asked; nil for any.
  var database: String?
  /// For whom a command asks, as behind sudo it is root that does.
  var person: String?

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

  /// A number of a row, in a path.
  static func number(_ argument: String) throws(Problem) -> Int64 {
    guard argument.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(argument), number > 0 else {
      throw .badNumber(argument)
    }
    return number
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

/// Header fields by which a command says more than a URL does; percent-encoded.
enum ControlField {
  static let database = "pelapor-database"
  static let person = "pelapor-person"
}

/// Percent-encoding (RFC 3986 §2.1).
enum PercentCoding {
  /// Everything but unreserved characters and the slash.
  static func encode(_ text: String) -> String {
    text.utf8.reduce(into: "") { encoded, octet in
      switch octet {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        encoded.unicodeScalars.append(Unicode.Scalar(octet))
      case _: encoded += (octet < 16 ? "%0" : "%") + String(octet, radix: 16)
      }
    }
  }

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
