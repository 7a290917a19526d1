import Testing

@testable import SpamCore

/// Four bits a weight: what is rounded, what is cut off, and that nothing is lost in adding up.
@Suite struct LinearModelTests {
  @Test func weightsAreRoundedToStepsAndTheFewLargeOnesCutOff() {
    // Seven steps are three tenths of the largest weight.
    let weights: [SIMD4<Float>] = [
      SIMD4(10, -10, 0, 1), SIMD4(0.65, -0.65, 0.2, 0), SIMD4(0.2, -0.2, 7, -0.16),
    ]
    let hashed = HashedWeights(rounding: weights)
    #expect(hashed.octets.count == 6)
    let steps = weights.indices.map { SIMD4<Float>(hashed[$0] / hashed.scale).rounded(.toNearestOrEven) }
    #expect(steps[0] == SIMD4(7, -7, 0, 7))
    #expect(steps[1] == SIMD4(2, -2, 1, 0))
    #expect(steps[2] == SIMD4(0, 0, 7, -4))
    #expect(abs(hashed.scale[0] * 7 - 3) < 1e-5)
  }

  @Test func nothingIsLostInAddingUp() {
    var random = SplitMix64(state: 5)
    var sum = PackedSum()
    var plain = SIMD4<Int32>()
    for count in 1...20_000 {
      let octets = UInt16(truncatingIfNeeded: random.next())
      // The largest values for half of the way: where they would overflow first.
      let packed = count < 10_000 ? 0xFFFF : octets
      sum.add(packed)
      for index in 0..<4 { plain[index] += Int32(packed >> (4 * UInt16(index)) & 0xF) - 8 }
      if count % 1000 == 0 || count == 4096 || count == 4097 { #expect(sum.value == plain) }
    }
  }

  @Test func changesAreFoundByTheirFeatureAndNoOther() {
    let last = FeatureSpace.size - 1
    let changes = TaughtChanges([0: SIMD4(repeating: 1), 64: SIMD4(repeating: 2), UInt32(last): SIMD4(repeating: 3)])
    #expect(changes[0] == SIMD4(repeating: 1) && changes[64] == SIMD4(repeating: 2))
    #expect(changes[last] == SIMD4(repeating: 3))
    #expect([1, 63, 65, last - 1].allSatisfy { changes[$0] == .zero })
  }
}
