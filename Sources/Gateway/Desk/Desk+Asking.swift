import Store

/// What the control API asks of the one user of the database.
extension Desk {
  /// Reads or changes something on the desk's thread, between two of its own pieces of work.
  func ask<Value: Sendable>(
    _ body: @Sendable (Store) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try body(store)
  }
}
