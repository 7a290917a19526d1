import Reporting
import Testing

@testable import Store

@Suite("Several steps in one transaction")
struct TogetherTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private struct Stop: Error {}

  /// What another process sees: only what is committed.
  private func committed() throws -> [String?] {
    let other = try Store.open(path: folder.database, access: .reading)
    defer { try? other.close() }
    return try other.messages(limit: 100).map(\.text)
  }

  @Test("each step sees those before it; others see all or none")
  func atomic() throws {
    try store.together {
      try store.receive([sms("satu")])
      #expect(try store.messages(limit: 9).count == 1)
      #expect(try committed().isEmpty)
      try store.receive([sms("dua")])
    }
    #expect(try committed() == ["dua", "satu"])
  }

  @Test("a step that is refused leaves nothing of itself, and the others stand")
  func step() throws {
    try store.together {
      try store.receive([sms("satu")])
      #expect(throws: StoreError.self) {
        try store.add([("081200000001", nil), ("", nil)], to: .contacts, at: at(0))
      }
      try store.receive([sms("dua")])
    }
    #expect(try committed() == ["dua", "satu"])
    #expect(try store.numbers(on: .contacts).isEmpty)
  }

  @Test("when it throws, nothing has happened, and the store goes on")
  func nothing() throws {
    #expect(throws: StoreError.self) {
      try store.together {
        try store.receive([sms("satu")])
        throw Stop()
      }
    }
    #expect(try committed().isEmpty)
    #expect(try store.receive([sms("satu")]) == [.completed(messageID: 1)])
  }
}
