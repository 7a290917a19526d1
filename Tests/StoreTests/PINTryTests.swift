import Reporting
import Testing

@testable import Store

@Suite("PINs that were tried")
struct PINTryTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  @Test("a refused one is not tried again, in no modem but its own")
  func refused() throws {
    try store.notePINTry("1234", modem: "sim1", at: at(0))
    try store.notePINRefused("1234", modem: "sim1", at: at(1))
    #expect(try store.isPINRefused("1234", modem: "sim1"))
    #expect(try !store.isPINRefused("1234", modem: "sim2"))
  }

  @Test("after a try that was cut off it is tried once more, and not a third time")
  func cutOff() throws {
    try store.notePINTry("1234", modem: "sim1", at: at(0))
    #expect(try !store.isPINRefused("1234", modem: "sim1"))
    try store.notePINTry("1234", modem: "sim1", at: at(1))
    #expect(try store.isPINRefused("1234", modem: "sim1"))
  }

  @Test("the right one starts afresh")
  func accepted() throws {
    for second in Int64(0)..<10 {
      try store.notePINTry("1234", modem: "sim1", at: at(second))
      try store.forgetPINTries(modem: "sim1")
      #expect(try !store.isPINRefused("1234", modem: "sim1"))
    }
  }

  @Test("another PIN, or none, is a person's word: all is forgotten", arguments: ["4321", nil])
  func changed(pin: String?) throws {
    try store.notePINRefused("1234", modem: "sim1", at: at(0))
    #expect(try !store.isPINRefused(pin, modem: "sim1"))
    #expect(try !store.isPINRefused("1234", modem: "sim1"))
  }

  @Test("another PIN counts from the beginning")
  func counted() throws {
    try store.notePINTry("1234", modem: "sim1", at: at(0))
    try store.notePINTry("4321", modem: "sim1", at: at(1))
    #expect(try !store.isPINRefused("4321", modem: "sim1"))
  }
}
