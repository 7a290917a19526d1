import Foundation
import SpamCore
import Testing

/// The corpus and the data beside the project, where they are.
enum Files {
  static let root = ancestors.first { FileManager.default.fileExists(atPath: $0 + "/Sources/SpamCore/Corpus") }

  /// The messages of one writer that are held out, `HeldOutTests`.
  static func heldOut(_ writer: String) throws -> [TrainingExample] {
    let path = "\(root ?? "")/Tests/SpamCoreTests/HeldOut/\(writer).csv"
    let file = (name: writer, content: try String(contentsOfFile: path, encoding: .utf8))
    return try TrainingRecipe.examples(corpus: [file], data: [])
  }

  /// `../shared/datasets` of the package, or of any folder above this file.
  static let datasets: String? = {
    let named = ProcessInfo.processInfo.environment["PELAPOR_SHARED"].map { [$0] } ?? []
    return (named + ancestors.map { $0 + "/shared" }).map { $0 + "/datasets" }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }()

  private static let ancestors: [String] = {
    var folders: [String] = []
    for start in [#filePath, FileManager.default.currentDirectoryPath + "/x"] {
      var url = URL(fileURLWithPath: start)
      while url.path != "/" {
        url.deleteLastPathComponent()
        folders.append(url.path)
      }
    }
    return folders
  }()

  static func corpus() throws -> [TrainingRecipe.File] {
    guard let root else { return [] }
    let folder = root + "/Sources/SpamCore/Corpus"
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.map {
      ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
    }
  }
}

@Suite(.enabled(if: Files.root != nil, "skipped: the corpus is not there"))
struct CorpusTests {
  private static let corpus = Result { try TrainingRecipe.examples(corpus: try Files.corpus(), data: []) }
  let examples: [TrainingExample]

  init() throws {
    examples = try Self.corpus.get()
  }

  @Test func isLargeAndBalanced() {
    let frauds = examples.count { $0.label == .fraud }
    #expect(examples.count >= 3000)
    #expect(examples.count - frauds >= frauds)
    for label in Label.allCases { #expect(examples.contains { $0.label == label }) }
  }

  @Test func noTwoMessagesAreTheSame() {
    let texts = examples.map { TextNormalizer.normalized($0.text) }
    #expect(Set(texts).count >= texts.count - texts.count / 200)
  }

  @Test func fewAreNearDuplicates() {
    var index = CampaignIndex(capacity: examples.count)
    for (time, example) in examples.enumerated() { index.add(MinHash(example.text), sender: "x", at: Int64(time)) }
    let repeated = index.all.filter { $0.count > 1 }.reduce(0) { $0 + $1.count - 1 }
    #expect(Double(repeated) < Double(examples.count) * 0.02)
  }

  /// Not a measure of quality, the model has seen them: it must at least have understood what is harmless.
  @Test func nothingHarmlessIsInTheAutomaticBand() throws {
    let classifier = try Shipped.classifier()
    for message in ScoredMessage.scoring(examples, with: classifier) where message.label != .fraud {
      #expect(message.band != .auto, "\(message.text)")
    }
  }

  /// No benign message of the corpus gains the automatic band by a disguise, and frauds lose little.
  @Test(arguments: Obfuscation.allCases)
  func disguiseChangesLittle(obfuscation: Obfuscation) throws {
    let classifier = try Shipped.classifier()
    var plain = 0
    var disguised = 0
    for example in examples.enumerated().filter({ $0.offset % 20 == 0 }).map(\.element) {
      let before = classifier.classify(example.text).band
      let after = classifier.classify(obfuscation.apply(to: example.text)).band
      if example.label == .fraud {
        plain += before == .auto ? 1 : 0
        disguised += after == .auto ? 1 : 0
      } else {
        #expect(after != .auto, "\(example.text)")
      }
    }
    // Words are guessed wrong now and then where a good part of them is missing; the model card has what that costs.
    let least = [.allVowels: 0.9, .joined: 0.9][obfuscation, default: 0.95]
    #expect(Double(disguised) >= Double(plain) * least, "\(disguised) of \(plain)")
  }
}

@Suite(.enabled(if: Files.root != nil && Files.datasets != nil, "skipped: ../shared/datasets is not there"))
struct DatasetTests {
  @Test func nothingHarmlessOfThePublicSetsIsInTheAutomaticBand() throws {
    let classifier = try Shipped.classifier()
    let examples = try TrainingRecipe.examples(corpus: [], data: try Self.data())
    for message in ScoredMessage.scoring(examples, with: classifier) where message.label != .fraud {
      #expect(message.band != .auto)
    }
  }

  #if !DEBUG
    /// A release build trains in seconds; a debug build would take minutes.
    @Test func theShippedModelIsReproducible() throws {
      let corpus = try Files.corpus()
      let shipped = try Shipped.model()
      let examples = try TrainingRecipe.examples(corpus: corpus, data: try Self.data())
      let options = TrainingRecipe.options(version: shipped.version, corpus: corpus)
      #expect(ModelTrainer(options: options).train(examples).bytes == SpamModel.embeddedBytes)
    }
  #endif

  static func data() throws -> [TrainingRecipe.File] {
    try TrainingRecipe.dataFiles.map { name in
      (name, try String(contentsOfFile: "\(Files.datasets ?? "")/\(name)", encoding: .utf8))
    }
  }
}
