/// `1 line`, `2 lines`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// Lines of aligned columns.
enum Columns {
  /// Cells padded to their widths; a width of 0 takes what it needs. Nothing trails.
  static func line(_ cells: [(text: String, width: Int)]) -> String {
    var line = ""
    for cell in cells {
      line += cell.text + String(repeating: " ", count: max(1, cell.width - cell.text.count + 1))
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
