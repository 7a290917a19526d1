// Decodes PDUs that have been mutated, and checks that nothing traps and no octet is lost:
//
//   swift run -c release --sanitize=address codec-fuzz COUNT [SEED [FIRST]]
//
// Each PDU depends on the seed and its number alone, so one that fails is tried again by COUNT 1 and its number as FIRST.

import CodecCheck
import Glibc
import SMSCodec

let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let count = numbers.first ?? 100_000
let seed = numbers.dropFirst().first ?? 1
let first = numbers.dropFirst(2).first ?? 0

let corpus = Corpus.pdus.map { ($0.octets, $0.direction) }
var accepted: UInt64 = 0

for number in first..<(first + count) {
  if number % 100_000 == 0 {
    print("seed \(seed), number \(number)")
    // So that it is known where a run ended that the sanitiser ended.
    fflush(nil)
  }
  var random = SeededGenerator(seed: seed &* 0x1_0000_0001 &+ number &* 0x9E37_79B9)
  let (octets, direction) = corpus[Int.random(in: 0..<corpus.count, using: &random)]
  let mutated = Mutation.mutate(octets, using: &random)
  var violation = Mutation.violation(mutated, direction: direction)
  if number % 16 == 0 { violation = violation ?? Mutation.presentationViolation(mutated, direction: direction) }
  if let violation {
    let hex = mutated.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    fatalError("seed \(seed), number \(number): \(violation): \(hex)")
  }
  if (try? PDU.decode(octets: mutated, direction: direction)) != nil { accepted += 1 }
}
print("\(count) mutated PDUs of seed \(seed): \(accepted) decoded, none trapped, no octet lost")
