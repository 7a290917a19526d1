import ArgumentParser
import Foundation
import Gateway
import SpamCore

/// Files a command reads; every error names the file and says what to do.
enum Files {
  /// The octets of a file, `-` for standard input.
  static func octets(_ path: String) throws -> Data {
    do { return try UserFile.octets(path) } catch { throw Console.fail("\(error)") }
  }

  /// The text of a file, `-` for standard input. Octets that are not UTF-8 become U+FFFD rather than an error: data
  /// sets of SMS often have a few.
  static func text(_ path: String) throws -> String { String(decoding: try octets(path), as: UTF8.self) }

  /// Writes a file, whole or not at all.
  static func write(_ data: Data, to path: String) throws {
    do { try UserFile.write(data, to: path) } catch { throw Console.fail("\(error)") }
  }

  /// A CSV file with a header row.
  static func table(_ path: String) throws -> CSVTable {
    let text = try text(path)
    do { return try CSVTable(text) } catch { throw Console.fail("\(path): \(error)") }
  }

  /// A labelled data set.
  static func examples(_ path: String, labels: [String: Label?] = [:]) throws -> [TrainingExample] {
    let text = try text(path)
    do {
      return try Dataset.examples(csv: text, source: URL(fileURLWithPath: path).lastPathComponent, labels: labels)
    } catch {
      throw Console.fail("\(path): \(error)")
    }
  }
}
