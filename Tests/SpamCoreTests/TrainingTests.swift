import SpamCore
import Testing

/// Training gives the same model every time, and folds never part near-duplicates.
@Suite struct TrainingTests {
  /// A debug build is slow, and one look is enough for what is tested here.
  private static let options = {
    var options = ModelTrainer.Options()
    options.networkEpochs = 1
    return options
  }()

  static func examples() throws -> [TrainingExample] {
    var rows = "text,label,type,sender\n"
    let frauds = [
      "pemenang hadiah undian klik www.hadiah-x.top", "transfer ke rek BRI 034101002218538 segera",
      "paket tertahan bayar bea di bit.ly/a",
    ]
    let hams = ["besok rapat jam 8 ya", "aku sudah di rumah bu", "tugasnya dikumpul hari senin"]
    for index in 0..<30 {
      rows +=
        "\"\(frauds[index % 3]) \(index) kata\(index)\",fraud,f,\n\"\(hams[index % 3]) lagi kata\(index)\",ham,h,\n"
      rows += "\"promo kuota murah kata\(index)\",promo,p,\n\"pinjaman cepat kta kata\(index)\",grey,g,\n"
    }
    return try Dataset.examples(csv: rows, source: "small.csv")
  }

  @Test func sameExamplesGiveTheSameOctets() throws {
    let examples = try Self.examples()
    let first = ModelTrainer(options: Self.options).train(examples).bytes
    #expect(first == ModelTrainer(options: Self.options).train(examples).bytes)
    #expect(throws: Never.self) { try SpamModel(bytes: first) }
    var options = Self.options
    options.seed = 2
    #expect(first != ModelTrainer(options: options).train(examples).bytes)
  }

  @Test func nearDuplicatesShareAFold() throws {
    let text = "Selamat nomor anda pemenang hadiah undian klik www.hadiah-x.top hub 0812345678"
    let twins = (10..<30).map { TrainingExample(text: text + "\($0)", label: .fraud, source: "a") }
    let validation = ModelTrainer(options: Self.options).validate(try Self.examples() + twins)
    #expect(Set(validation.folds.suffix(20)).count == 1)
    for (group, fold) in zip(validation.groups, validation.folds) {
      #expect(fold == validation.folds[group])
    }
  }

  @Test func dataMayNameGroups() {
    let parts = [("satu dua tiga empat", "x"), ("lima enam tujuh delapan", "x"), ("nol sembilan sepuluh sebelas", "y")]
    let examples = parts.map { TrainingExample(text: $0.0, label: .ham, group: $0.1, source: "a") }
    let groups = ModelTrainer(options: Self.options).validate(examples).groups
    #expect(groups[0] == groups[1])
    #expect(groups[0] != groups[2])
  }

  @Test func tellsHowFarItIs() throws {
    var steps: [Int] = []
    _ = ModelTrainer(options: Self.options).train(try Self.examples()) { steps.append($0) }
    #expect(steps == [1, 2, 3, 4, 5, 6])
  }

  /// What plainly is harmless at first sight is not looked at again; the rest is, and then another probability comes of it.
  @Test func theSecondOpinionIsAskedInDoubt() throws {
    var options = Self.options
    options.networkEpochs = 4
    let examples = try Self.examples()
    let both = SpamClassifier(model: try SpamModel(bytes: ModelTrainer(options: options).train(examples).bytes))
    options.selection.remove(.network)
    let first = SpamClassifier(model: try SpamModel(bytes: ModelTrainer(options: options).train(examples).bytes))
    let ham = "tugasnya dikumpul hari senin jam 8 ya bu"
    #expect(first.classify(ham).probability[.fraud] < 0.02)
    #expect(both.classify(ham).probability == first.classify(ham).probability)
    let fraud = "pemenang hadiah undian klik www.hadiah-y.top"
    #expect(first.classify(fraud).probability[.fraud] > 0.02)
    #expect(both.classify(fraud).probability != first.classify(fraud).probability)
  }

  /// Without a disguise the same verdicts come again; with one, messages are judged as they then read.
  @Test func disguisesAreJudgedByTheSameModels() throws {
    let validation = ModelTrainer(options: Self.options).validate(try Self.examples())
    #expect(validation.scored(disguised: { $0 }).map(\.probability) == validation.scored.map(\.probability))
    #expect(validation.scored(disguised: { _ in "rapat" }).map(\.probability) != validation.scored.map(\.probability))
  }

  @Test func nothingToTrainOnIsNoTrap() {
    #expect(throws: Never.self) { try SpamModel(bytes: ModelTrainer(options: Self.options).train([]).bytes) }
  }
}

/// RFC 4180, and where a file breaks it.
@Suite struct CSVTests {
  @Test func readsQuotedFields() throws {
    let table = try CSVTable("\u{FEFF}text,label\r\n\"a, \"\"b\"\"\nc\",ham\r\n\r\nd,fraud")
    #expect(table.header == ["text", "label"])
    #expect(table.rows == [["a, \"b\"\nc", "ham"], ["d", "fraud"]])
    #expect(table.lines == [2, 5])
  }

  @Test(arguments: [
    ("", 1, 1), ("a,b\n1\n", 2, 1), ("a,b\n\"x,2\n", 2, 1), ("a,b\n1,\"x\"y\n", 2, 6), ("a,b\n1,x\"y\n", 2, 4),
  ])
  func saysWhereItIsBroken(text: String, line: Int, column: Int) {
    let error = #expect(throws: CSVError.self) { try CSVTable(text) }
    #expect(error?.line == line)
    #expect(error?.column == column)
  }

  @Test func refusesAnUnknownLabel() {
    let error = #expect(throws: CSVError.self) { try Dataset.examples(csv: "text,label\na,spam\n", source: "x") }
    #expect(error?.line == 2)
    #expect(error?.description.contains("“spam”") == true)
  }

  @Test func leavesOutWhatTheCallerSays() throws {
    let examples = try Dataset.examples(csv: "text,label\na,spam\nb,ham\n", source: "x", labels: ["spam": .none])
    #expect(examples.map(\.text) == ["b"])
  }
}
