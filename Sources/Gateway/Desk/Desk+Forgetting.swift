import Store

/// People who were forgotten beside the daemon.
extension Desk {
  /// Somebody may have been forgotten by a command, which empties the database alone: what is kept in memory of messages
  /// is made anew of what is left there.
  func noticeForgotten() throws(StoreError) {
    let (row, hasForgotten) = try store.forgetting(after: auditRow)
    if hasForgotten {
      try restoreCampaigns()
      store.releaseMemory()
    }
    auditRow = row
  }

  /// For lines that have nothing to ask.
  func lookAround() {
    do { try noticeForgotten() } catch { storeFailed(error) }
  }
}
