import Store

// Modems that come and go with the configuration, while the others go on.
extension Switchboard {
  /// Finds out what is to be done for these modems; nothing is done yet.
  func prepare(_ modems: [Configuration.Modem]) async throws(StoreError) -> ModemChanges {
    var changes = ModemChanges(from: lines.map(\.settings), to: modems)
    let beginning = changes.beginning
    changes.refusedPINs = try await desk.refusedPINs(of: modems.filter { beginning.contains($0.name) })
    return changes
  }

  /// Ends the lines of what has gone or changed and begins those of what has come or changed. All ends before anything
  /// begins: a port or a SIM may go from one to another. A line that does not end keeps the new ones waiting, and the
  /// watchdog looks at it as before.
  func apply(_ changes: ModemChanges) async {
    let ending = lines.filter { changes.ending.contains($0.name) }
    await withDiscardingTaskGroup { group in
      for line in ending { group.addTask { await end(line, isGone: changes.removed.contains(line.name)) } }
    }
    for line in ending { lineLoopEnded(line.eventLoop) }
    await ports?.apply(changes.modems)
    let staying = Dictionary(
      lines.filter { !changes.ending.contains($0.name) }.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    roster.lines = changes.modems.map {
      staying[$0.name] ?? makeLine($0, changes.refusedPINs.contains($0.name))
    }
    for line in lines where changes.beginning.contains(line.name) {
      log.emit(
        Event(
          .modemAdded, .info,
          [
            .modem: .string(line.name), .device: .string("\(line.settings.selector)"),
            .reason: .string(
              changes.added.contains(line.name)
                ? "it is new in the configuration" : "its settings have changed; it begins anew with them"),
          ]))
      await line.start()
    }
  }

  /// What is under way is finished, or left as it was: as when the daemon stops.
  private func end(_ line: ModemLine, isGone: Bool) async {
    await line.stop()
    if isGone { await desk.withdraw(line.name) }
    log.emit(
      Event(
        .modemRemoved, .info,
        [
          .modem: .string(line.name),
          .reason: .string(
            isGone ? "it is no longer in the configuration" : "its settings have changed; it begins anew with them"),
        ]))
  }
}
