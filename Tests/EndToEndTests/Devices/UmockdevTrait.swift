import Synchronization
import Testing

/// Runs a test again when umockdev's preloaded library has ended the program under test.
///
/// Its `is_emulated_device` (0.17.16) looks at a link and then reads it, and asserts that the link is still there; ours change
/// whenever a simulated modem is opened anew. Such a run says nothing of the program: it is reported as a known issue.
struct UmockdevTrait: TestTrait, SuiteTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    for _ in 1...4 {
      let before = Self.assertions
      try await withKnownIssue("umockdev's library ended the program", isIntermittent: true) {
        try await function()
      } matching: { _ in
        Self.assertions > before
      }
      if Self.assertions == before { return }
    }
    try await function()
  }

  private static let counter = Mutex(0)

  private static var assertions: Int { counter.withLock { $0 } }

  /// Takes note of a line that a program has written to its standard error.
  static func look(at line: String) {
    if line.contains("libumockdev-preload.c:"), line.contains("Assertion") { counter.withLock { $0 += 1 } }
  }
}
