import Foundation
import Testing

/// A file of test vectors, one JSON object a line, kept outside the repository because the vectors are other projects'.
///
/// Where it is absent the tests that need it are skipped and say so; the tables and properties beside them are not.
struct VectorFile {
  let name: String

  /// The first `shared/vectors` in a folder above this file, or in the folder that PELAPOR_SHARED names.
  private static let folder: URL? = {
    var candidates: [URL] = []
    if let shared = ProcessInfo.processInfo.environment["PELAPOR_SHARED"] {
      candidates.append(URL(fileURLWithPath: shared))
    }
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      folder = folder.deletingLastPathComponent()
      candidates.append(folder.appendingPathComponent("shared"))
    }
    return candidates.map { $0.appendingPathComponent("vectors") }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }()

  /// Whether there are vectors at all; prints once when there are none.
  static let isAvailable: Bool = {
    if folder == nil { print("skipped: no shared/vectors beside the package; set PELAPOR_SHARED to its folder") }
    return folder != nil
  }()

  /// The vectors of the file.
  func vectors() throws -> [Vector] {
    let folder = try #require(Self.folder)
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return Vector(fields: try #require(object as? [String: Any]))
    }
  }
}

/// One vector: its fields by name.
struct Vector {
  let fields: [String: Any]

  var id: String { string("id") ?? "?" }

  func string(_ key: String) -> String? { fields[key] as? String }
  func integer(_ key: String) -> Int? { (fields[key] as? NSNumber)?.intValue }
  func bool(_ key: String) -> Bool? { (fields[key] as? NSNumber)?.boolValue }
  func strings(_ key: String) -> [String]? { fields[key] as? [String] }
  func object(_ key: String) -> Vector? { (fields[key] as? [String: Any]).map(Vector.init(fields:)) }
  func objects(_ key: String) -> [Vector]? { (fields[key] as? [[String: Any]])?.map(Vector.init(fields:)) }
  func octets(_ key: String) -> [UInt8]? { string(key).flatMap(octets(hex:)) }
}

/// The octets of hexadecimal text, read by something other than the codec; nil when it is none.
func octets(hex: String) -> [UInt8]? {
  let digits = Array(hex)
  guard digits.count % 2 == 0 else { return nil }
  var octets: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let octet = UInt8(String(digits[index...index + 1]), radix: 16) else { return nil }
    octets.append(octet)
  }
  return octets
}

/// Counts what was tested, so that a run which silently tests nothing fails.
struct Tally {
  private(set) var passed = 0
  private(set) var failures: [String] = []

  mutating func check(_ condition: Bool, _ message: @autoclosure () -> String) {
    if condition { passed += 1 } else { failures.append(message()) }
  }

  /// Records every failure and says how many passed.
  func report(_ title: String, atLeast minimum: Int) {
    for failure in failures { Issue.record("\(title): \(failure)") }
    print("\(title): \(passed) passed, \(failures.count) failed")
    #expect(passed >= minimum)
  }
}
