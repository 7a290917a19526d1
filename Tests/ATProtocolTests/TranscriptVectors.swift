import ATProtocol
import Foundation

/// One reply of a real modem, from the shared collection.
struct TranscriptVector: Sendable {
  let id: String
  let command: String?
  /// The reply as it came, read by read.
  let reads: [String]
  private let json: Data

  /// What its source asserts.
  var expect: [String: Any] {
    let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any]
    return object?["expect"] as? [String: Any] ?? [:]
  }

  /// The file, wherever above the sources it lies; nil where it is absent.
  static let all: [TranscriptVector]? = {
    var folder = URL(fileURLWithPath: #filePath)
    var candidates = [ProcessInfo.processInfo.environment["PELAPOR_SHARED"].map { URL(fileURLWithPath: $0) }]
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      candidates.append(folder.appendingPathComponent("shared"))
    }
    for candidate in candidates.compactMap({ $0 }) {
      let file = candidate.appendingPathComponent("vectors/at_transcripts.jsonl")
      if let text = try? String(contentsOf: file, encoding: .utf8) {
        return text.split(separator: "\n").compactMap { TranscriptVector(line: String($0)) }
      }
    }
    return nil
  }()

  private init?(line: String) {
    let data = Data(line.utf8)
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let id = object["id"] as? String
    else { return nil }
    self.id = id
    command = object["command"] as? String
    reads = object["reply"] as? [String] ?? (object["reply"] as? String).map { [$0] } ?? []
    json = data
  }

  var text: String { reads.joined() }

  /// Everything the dialogue makes of the reply while this command runs.
  func events(running command: ATCommand?) -> [ATDialogue.Event] {
    var dialogue = ATDialogue()
    if let command { dialogue.begin(command) }
    var events = text.utf8.compactMap { dialogue.consume($0) }
    if let last = dialogue.endLine() { events.append(last) }
    return events
  }

  /// The non-empty lines.
  var lines: [String] {
    var framer = LineFramer()
    framer.expectsPrompt = true
    var tokens = text.utf8.compactMap { framer.consume($0) }
    if let last = framer.endLine() { tokens.append(last) }
    return tokens.map { token in
      switch token {
      case .line(let line), .overlong(let line): line
      case .prompt: "> "
      }
    }
  }

  /// The first line a parser accepts.
  func parsed<Value>(_ parse: (ResultLine) -> Value?) -> Value? {
    lines.lazy.compactMap { ResultLine($0) }.compactMap(parse).first
  }

  func text(_ key: String) -> String? { expect[key] as? String }
  func number(_ key: String) -> Int? { expect[key] as? Int }
  func flag(_ key: String) -> Bool? { expect[key] as? Bool }
  func has(_ key: String) -> Bool { expect[key] != nil }
}
