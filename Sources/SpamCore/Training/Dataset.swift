/// Reads labelled messages from CSV.
public enum Dataset {
  /// Examples from a table with the columns `text` and `label`, and `type` (or `subtype`), `sender`, `group` where it has them.
  ///
  /// - Parameters:
  ///   - csv: the file's content.
  ///   - source: its name, for errors and reports.
  ///   - labels: what other words mean, e.g. `spam` in a foreign set; nil leaves rows with that word out.
  public static func examples(csv: String, source: String, labels: [String: Label?] = [:]) throws(CSVError)
    -> [TrainingExample]
  {
    let table = try CSVTable(csv)
    guard let text = table.column("text"), let label = table.column("label") else {
      throw CSVError(
        line: 1, column: 1,
        reason: "the header must name the columns text and label, it names \(table.header.joined(separator: ", "))")
    }
    let type = table.column("type") ?? table.column("subtype")
    let sender = table.column("sender")
    let group = table.column("group")
    var examples: [TrainingExample] = []
    for (row, line) in zip(table.rows, table.lines) {
      let word = row[label]
      let meaning: Label
      if let given = labels[word] {
        guard let given else { continue }
        meaning = given
      } else if let known = Label(rawValue: word) {
        meaning = known
      } else {
        throw CSVError(line: line, column: 1, reason: "the label is “\(word)”; it must be ham, promo, grey or fraud")
      }
      examples.append(
        TrainingExample(
          text: row[text], label: meaning, type: type.map { row[$0] } ?? "",
          sender: sender.flatMap { row[$0].isEmpty ? nil : row[$0] }, group: group.map { row[$0] } ?? "", source: source
        ))
    }
    return examples
  }
}
