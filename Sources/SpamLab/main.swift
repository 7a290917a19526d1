import Foundation
import SpamCore

func load(_ path: String, _ labels: [String: Label?] = [:]) throws -> [TrainingExample] {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  return try Dataset.examples(csv: text, source: URL(fileURLWithPath: path).lastPathComponent, labels: labels)
}
let shared = "/work/shared/datasets/"
let corpus = "/work/main/Sources/SpamCore/Corpus/"
var ex: [TrainingExample] = []
for f in try FileManager.default.contentsOfDirectory(atPath: corpus).sorted() where f.hasSuffix(".csv") {
  do { ex += try load(corpus + f) } catch { print(f, error) }
}
print("corpus", ex.count)
ex += try load(shared + "wibisono_dev.csv")
ex += try load(shared + "sctian_dev.csv")
ex += try load(shared + "gambling_comments_dev.csv")
ex += try load(shared + "uci_english.csv", ["spam": Optional<Label>.none])
print("all", ex.count)
let mode = CommandLine.arguments.dropFirst().first ?? "train"
if mode == "norm" {
  for e in ex where e.source == CommandLine.arguments[2] { print(e.label.rawValue, "|", e.text, "\n      =>", TextNormalizer.normalized(e.text)) }
  exit(0)
}
var o = ModelTrainer.Options()
o.version = "dev"
let t0 = Date()
let r = ModelTrainer(options: o).train(ex)
print("trained in", Date().timeIntervalSince(t0), "groups", Set(r.groups).count)
for s in Array(Set(ex.map(\.source))).sorted() {
  let idx = ex.indices.filter { ex[$0].source == s }
  let acc = idx.filter { r.outOfFold[$0].best == ex[$0].label }.count
  let f = idx.filter { ex[$0].label == .fraud }
  let b = idx.filter { ex[$0].label != .fraud }
  let mx = b.map { r.outOfFold[$0][.fraud] }.sorted().suffix(5)
  func rec(_ t: Double) -> Double { Double(f.filter { r.outOfFold[$0][.fraud] > t }.count) / Double(max(f.count, 1)) }
  func fp(_ t: Double) -> Int { b.filter { r.outOfFold[$0][.fraud] > t }.count }
  print(s, idx.count, "acc", Double(acc) / Double(idx.count), "fraud", f.count, "rec@.35", rec(0.35), "rec@.9", rec(0.9), "fp.35", fp(0.35), "fp.9", fp(0.9), "top", mx)
}
if CommandLine.arguments.contains("--write") {
  try Data(r.bytes).write(to: URL(fileURLWithPath: "/work/main/Sources/CSpamModel/spam.model"))
  print("written", r.bytes.count)
}
