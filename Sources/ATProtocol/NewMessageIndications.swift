/// The parameters of `+CNMI` (3GPP TS 27.005 §3.4.1).
public struct NewMessageIndications: Sendable, Hashable {
  /// When URCs are passed on: 2 buffers them while the line is busy.
  public var mode: Int
  /// Messages: 0 silent, 1 stored and announced by `+CMTI`, 2 passed on as `+CMT`, 3 only class 3 passed on.
  public var mt: Int
  /// Cell broadcast.
  public var bm: Int
  /// Status reports: 0 silent, 1 passed on as `+CDS`, 2 stored and announced by `+CDSI`.
  public var ds: Int
  /// What happens to buffered URCs.
  public var bfr: Int

  /// Settings by their values.
  public init(_ mode: Int, _ mt: Int, _ bm: Int, _ ds: Int, _ bfr: Int) {
    self.mode = mode
    self.mt = mt
    self.bm = bm
    self.ds = ds
    self.bfr = bfr
  }

  /// Reads the answer to `AT+CNMI?`.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CNMI" else { return nil }
    let numbers = line.values.map(\.number)
    guard numbers.count >= 2, let mode = numbers[0], let mt = numbers[1] else { return nil }
    func value(_ position: Int) -> Int { position < numbers.count ? numbers[position] ?? 0 : 0 }
    self.init(mode, mt, value(2), value(3), value(4))
  }

  /// The values as they go into the command.
  public var parameters: String { "\(mode),\(mt),\(bm),\(ds),\(bfr)" }
}

/// The answer to `AT+CNMI=?`: the values each parameter may take.
public struct NewMessageIndicationRanges: Sendable, Hashable {
  /// Values of `<mode>`, `<mt>`, `<bm>`, `<ds>`, `<bfr>` in this order; an empty list says nothing.
  public var parameters: [[Int]]

  /// Reads `+CNMI: (0-3),(0,1),…`.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CNMI" else { return nil }
    parameters = line.values.prefix(5).map(\.numbers)
    while parameters.count < 5 { parameters.append([]) }
  }

  /// Whether the modem claims to take these settings.
  public func allows(_ settings: NewMessageIndications) -> Bool {
    zip(parameters, [settings.mode, settings.mt, settings.bm, settings.ds, settings.bfr])
      .allSatisfy { allowed, wanted in allowed.isEmpty || allowed.contains(wanted) }
  }

  /// The settings with `<bfr>`, of which many modems know one value only, replaced by one that is allowed.
  public func adapting(_ settings: NewMessageIndications) -> NewMessageIndications {
    var settings = settings
    if let only = parameters[4].first, !parameters[4].contains(settings.bfr) { settings.bfr = only }
    return settings
  }
}
