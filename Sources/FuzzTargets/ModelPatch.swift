import Digest
import SpamCore

/// The shipped model with some octets changed and its digest made to fit, as a mistaken or hostile author would make it.
///
/// Five octets a change: the place, four octets little-endian, modulo the length; then the value. After 0xFF 0xFF a length
/// that the file is cut to.
struct ModelPatch {
  private var bytes: [UInt8]

  init(_ octets: [UInt8]) {
    bytes = Array(SpamModel.embeddedBytes.dropLast(32))
    var at = 0
    while at + 5 <= octets.count, at < 5 * 4_096 {
      let place = (0..<4).reduce(0) { $0 | Int(octets[at + $1]) << (8 * $1) }
      if octets[at] == 0xFF, octets[at + 1] == 0xFF {
        bytes.removeLast(place % (bytes.count + 1))
      } else if !bytes.isEmpty {
        bytes[place % bytes.count] = octets[at + 4]
      }
      at += 5
    }
    var digest = SHA256()
    digest.update(bytes)
    bytes += digest.finalize()
  }

  func violation() -> String? {
    let model: SpamModel
    do { model = try SpamModel(bytes: bytes) } catch { return "\(error)".isEmpty ? "refused without a reason" : nil }
    let verdict = SpamClassifier(model: model).classify("Selamat anda menang hadiah, hub 081234567890 klik a-b.top")
    let sum = verdict.probability.values.sum()
    return abs(sum - 1) < 1e-3 ? nil : "probabilities that sum to \(sum)"
  }
}
