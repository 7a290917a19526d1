/// The command line: `SpamLab COMMAND [--corpus DIR] [--data DIR] [--output FILE] [--version TEXT] [TEXT…]`.
struct LabArguments {
  enum Command: String, CaseIterable {
    case train, validate, ablate, robustness, bench, explain, words
  }

  var command = Command.validate
  var corpus = "Sources/SpamCore/Corpus"
  var data = "../shared/datasets"
  var output: String?
  var version = "unversioned"
  var rest: [String] = []

  init(_ arguments: [String]) throws(LabError) {
    var words = arguments.dropFirst()
    guard let first = words.popFirst(), let command = Command(rawValue: first) else {
      throw LabError("give a command: \(Command.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.command = command
    while let word = words.popFirst() {
      switch word {
      case "--corpus": corpus = try Self.value(of: word, &words)
      case "--data": data = try Self.value(of: word, &words)
      case "--output": output = try Self.value(of: word, &words)
      case "--version": version = try Self.value(of: word, &words)
      default: rest.append(word)
      }
    }
  }

  private static func value(of option: String, _ words: inout ArraySlice<String>) throws(LabError) -> String {
    guard let value = words.popFirst() else { throw LabError("\(option) needs a value") }
    return value
  }
}

/// A wrong call.
struct LabError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
