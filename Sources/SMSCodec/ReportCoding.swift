extension OctetReader {
  /// A report, with or without TP-FCS.
  ///
  /// Which it is, only the RP layer says, and a PDU by itself does not carry that. TP-FCS is 0x80 or more, and TP-PI with
  /// that bit would announce a second TP-PI, which no release defines: so that bit decides. An octet below it is TP-PI
  /// unless the PDU makes sense only with a (reserved) cause before it.
  mutating func report<Report>(
    _ read: (inout OctetReader) throws(PDUError) -> Report, setCause: (inout Report, FailureCause) -> Void
  ) throws(PDUError) -> Report {
    let first = peek() ?? 0
    if first < 0x80 {
      var attempt = self
      let result = Result { () throws(PDUError) in try read(&attempt) }
      let isPlausible = attempt.remaining == 0 && ParameterIndicator(rawValue: first).reservedBits == 0
      if case .success(let report) = result, isPlausible || tolerance == .strict {
        self = attempt
        return report
      }
      if let report = withCause(read, setCause: setCause) { return report }
      self = attempt
      return try result.get()
    }
    var report = try readAfterCause(read)
    setCause(&report, FailureCause(rawValue: first))
    return report
  }

  private mutating func readAfterCause<Report>(
    _ read: (inout OctetReader) throws(PDUError) -> Report
  ) throws(PDUError) -> Report {
    _ = try octet("TP-FCS")
    return try read(&self)
  }

  /// The report after a reserved cause, if that leaves nothing over.
  private mutating func withCause<Report>(
    _ read: (inout OctetReader) throws(PDUError) -> Report, setCause: (inout Report, FailureCause) -> Void
  ) -> Report? {
    var attempt = self
    guard let cause = peek(), tolerance == .lenient, var report = try? attempt.readAfterCause(read),
      attempt.remaining == 0
    else { return nil }
    setCause(&report, FailureCause(rawValue: cause))
    attempt.warn(.reservedFailureCause(cause), "TP-FCS")
    self = attempt
    return report
  }
}

extension OptionalFields {
  /// Changes the fields, which are absent altogether before the first change.
  static func update(_ fields: inout OptionalFields?, _ change: (inout OptionalFields) -> Void) {
    var updated = fields ?? OptionalFields()
    change(&updated)
    fields = updated
  }
}
