import CProcess

/// The pages of the program's own file that are resident: its code and what was never written to.
///
/// The kernel maps them in windows of 64 KiB around each page that is touched, so starting up leaves much of the program
/// resident of which little is needed again; and pages that are mapped are the last that a small computer gives up when
/// memory is short.
enum ProgramPages {
  /// Unmaps them, of the program and of its libraries; what is still needed comes back from the page cache by itself. Takes
  /// a fraction of a millisecond.
  ///
  /// - Returns: how many segments were let go.
  @discardableResult
  static func release() -> Int { Int(pelapor_release_pages()) }
}
