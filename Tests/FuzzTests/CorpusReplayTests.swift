import CodecCheck
import Foundation
import FuzzTargets
import Testing

/// Inputs that fuzzing has found interesting, and what is made of them by a few changes.
struct CorpusReplayTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Corpus")

  private static func inputs(_ target: FuzzTarget) throws -> [(name: String, octets: [UInt8])] {
    let place = folder.appendingPathComponent(target.rawValue)
    return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().map { name in
      (name, Array(try Data(contentsOf: place.appendingPathComponent(name))))
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func everythingHoldsOfEveryInput(target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    #expect(inputs.count >= 3, "the corpus of \(target) is there")
    for (name, octets) in inputs { #expect(target.violation(octets) == nil, "\(target)/\(name)") }
  }

  @Test(arguments: FuzzTarget.allCases)
  func everythingHoldsOfChangedInputs(target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    var random = SeededGenerator(seed: 8)
    for number in 0..<(target == .model ? 20 : 300) {
      let octets = Mutation.mutate(inputs[number % inputs.count].octets, using: &random)
      #expect(target.violation(octets) == nil, "\(target), change \(number): \(octets)")
    }
  }
}
