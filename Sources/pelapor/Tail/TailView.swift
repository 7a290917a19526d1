import Foundation
import Gateway

/// Filters lines, keeps the latest of what is there already, then shows each as it comes.
final class TailView {
  /// How many lines to begin with; nil is all.
  let backlog: Int?
  /// Whether the last lines are found without reading the others.
  var showsEverything: Bool { filter.showsEverything }
  var since: Int64? { filter.since }

  private var filter: LogFilter
  private var renderer: LogRenderer
  private let isJSON: Bool
  private var kept: [LogLineContent] = []
  private var isLive = false
  private var hasToldOfForeign = false

  init(filter: LogFilter, renderer: LogRenderer, isJSON: Bool, backlog: Int?) {
    self.filter = filter
    self.renderer = renderer
    self.isJSON = isJSON
    self.backlog = backlog
  }

  func take(_ content: LogLineContent) {
    switch content {
    case .record(let record): guard filter.shows(record) else { return }
    case .foreign: guard filter.showsEverything else { return }
    }
    if isLive || backlog == nil { return show(content) }
    kept.append(content)
    guard let backlog, kept.count >= 2 * backlog + 1_000 else { return }
    kept.removeFirst(kept.count - backlog)
  }

  /// What was there has been read.
  func goLive() {
    for content in kept.suffix(backlog ?? kept.count) { show(content) }
    kept = []
    isLive = true
  }

  private func show(_ content: LogLineContent) {
    switch content {
    case .record(let record) where isJSON: write(renderer.json(record))
    case .foreign where isJSON:
      if !hasToldOfForeign { Console.say("pelapor: lines that are none of Pelapor's are left out") }
      hasToldOfForeign = true
    case .record, .foreign: write(renderer.lines(content, width: TerminalWidth.current))
    }
  }

  private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// Columns of the terminal; nil where standard output is none.
enum TerminalWidth {
  static var current: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return max(40, Int(size.ws_col))
  }
}
