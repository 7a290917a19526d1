/// Joins the parts of one message.
///
/// The septets or octets of the parts are joined before they are read as text, because senders split escape pairs and
/// surrogate pairs across parts.
public enum MessageAssembly {
  /// The text of the parts of one message; nil when none has text (8-bit data).
  ///
  /// The parts are put in order; of parts with the same number the first given counts. Where a part is missing, the
  /// text of the others is joined without it.
  public static func text(of parts: [MessagePart]) -> String? {
    var text: String?
    for run in runs(inOrder(parts)) {
      if let piece = run.text { text = (text ?? "") + piece }
    }
    return text
  }

  /// The octets of the parts of one message of 8-bit data, after their headers.
  public static func data(of parts: [MessagePart]) -> [UInt8] {
    inOrder(parts).flatMap(\.userData.data)
  }

  /// The numbers of the parts that are missing; empty when the message is complete.
  public static func missing(in parts: [MessagePart]) -> [UInt8] {
    guard let total = parts.lazy.compactMap({ $0.concatenation?.total }).first else { return [] }
    let present = Set(parts.compactMap { $0.concatenation?.sequence })
    return (1...total).filter { !present.contains($0) }
  }

  private static func inOrder(_ parts: [MessagePart]) -> [MessagePart] {
    var seen: Set<UInt8> = []
    let distinct = parts.filter { part in
      guard let sequence = part.concatenation?.sequence else { return true }
      return seen.insert(sequence).inserted
    }
    let order = distinct.indices.sorted { left, right in
      let (first, second) = (distinct[left].concatenation?.sequence ?? 0, distinct[right].concatenation?.sequence ?? 0)
      return first == second ? left < right : first < second
    }
    return order.map { distinct[$0] }
  }

  /// Successive parts whose text can be read as one.
  private struct Run {
    var scheme: DCS
    var tables: GSM7.Tables
    var lastSequence: UInt8?
    var units: [UInt8]

    var text: String? {
      guard !scheme.isCompressed else { return nil }
      return switch scheme.alphabet {
      case .gsm7: GSM7.text(ofSeptets: units, tables: tables)
      case .ucs2: UCS2.text(of: units)
      case .data: nil
      }
    }

    func isContinued(by part: MessagePart, _ tables: GSM7.Tables) -> Bool {
      guard scheme.alphabet == part.dataCodingScheme.alphabet, self.tables == tables,
        scheme.isCompressed == part.dataCodingScheme.isCompressed
      else { return false }
      guard let lastSequence, let sequence = part.concatenation?.sequence else { return true }
      return Int(sequence) == Int(lastSequence) + 1
    }
  }

  private static func runs(_ parts: [MessagePart]) -> [Run] {
    var runs: [Run] = []
    for part in parts {
      let tables = part.userData.header?.tables ?? .default
      let isGSM7 = part.dataCodingScheme.alphabet == .gsm7
      let units = isGSM7 ? part.userData.septets : Array(part.userData.data)
      let sequence = part.concatenation?.sequence
      if let last = runs.indices.last, runs[last].isContinued(by: part, tables) {
        runs[last].units += units
        runs[last].lastSequence = sequence
      } else {
        runs.append(Run(scheme: part.dataCodingScheme, tables: tables, lastSequence: sequence, units: units))
      }
    }
    return runs
  }
}
