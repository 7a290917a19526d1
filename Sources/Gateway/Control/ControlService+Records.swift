import Export
import Reporting
import SpamCore
import Store

/// Messages, reports and the outbox.
extension ControlService {
  func messages(_ query: ControlQuery) async throws(Problem) -> ControlAnswer {
    let filter = Store.MessageFilter(
      label: try query.choice("label", of: Label.allCases)?.rawValue,
      state: try query.choice("state", of: MessageState.allCases), sender: try query.text("sender"))
    let (limit, before) = (try query.limit(), try query.before())
    let rows = try await ask { store throws(StoreError) in try store.messages(filter, before: before, limit: limit) }
    return page("messages", rows.map { $0.json(privacy) }, last: rows.last?.id, limit: limit)
  }

  func message(_ argument: String) async throws(Problem) -> ControlAnswer {
    let (id, privacy) = (try ControlRequest.number(argument), privacy)
    return .json(
      try await ask { store throws(StoreError) in
        try store.message(id).json(
          privacy, pdus: store.rawPDUs(ofMessage: id), reportID: store.report(ofMessage: id)?.id)
      })
  }

  func explanation(_ argument: String) async throws(Problem) -> ControlAnswer {
    let (id, privacy) = (try ControlRequest.number(argument), privacy)
    return .json(
      try await ask { store throws(StoreError) in
        try EvidenceReader.item(id, from: store, privacy: privacy)
          .explanationJSON(minutesEastOfUTC: EvidenceReader.minutesEastOfUTC)
      })
  }

  func reports(_ query: ControlQuery) async throws(Problem) -> ControlAnswer {
    let state = try query.choice("state", of: ReportState.allCases)
    let (limit, before) = (try query.limit(), try query.before())
    let rows = try await ask { store throws(StoreError) in
      try store.reports(state: state, before: before, limit: limit)
    }
    return page("reports", rows.map { $0.json(privacy) }, last: rows.last?.id, limit: limit)
  }

  func report(_ argument: String) async throws(Problem) -> ControlAnswer {
    let (id, privacy) = (try ControlRequest.number(argument), privacy)
    return .json(
      try await ask { store throws(StoreError) in
        try store.report(id).json(privacy, sends: store.sends(of: .report(id)), audit: store.audit(reportID: id))
      })
  }

  func outbox(_ query: ControlQuery) async throws(Problem) -> ControlAnswer {
    let (limit, before) = (try query.limit(), try query.before())
    let rows = try await ask { store throws(StoreError) in try store.submissions(before: before, limit: limit) }
    return page("outbox", rows.map { $0.json(privacy) }, last: rows.last?.id, limit: limit)
  }

  func submission(_ argument: String) async throws(Problem) -> ControlAnswer {
    let (id, privacy) = (try ControlRequest.number(argument), privacy)
    return .json(try await ask { store throws(StoreError) in try store.submission(id).json(privacy) })
  }

  /// A page of a list; `next` is what `before` has to be for the one after it.
  private func page(_ name: String, _ rows: [String], last: Int64?, limit: Int) -> ControlAnswer {
    var object = JSONObjectWriter()
    object.add(name, array: rows)
    if rows.count == limit { object.add("next", integer: last.map { Int($0) }) }
    return .json(object.finished())
  }
}

/// The parameters of a query, with their types.
struct ControlQuery: Sendable {
  private let parameters: [String: [String]]

  init(_ parameters: [String: [String]]) throws(Problem) {
    for (name, values) in parameters.sorted(by: { $0.key < $1.key }) where values.count > 1 && name != "event" {
      throw .badParameter(name, "stands more than once")
    }
    self.parameters = parameters
  }

  func text(_ name: String) throws(Problem) -> String? {
    guard let text = parameters[name]?.first else { return nil }
    guard !text.isEmpty else { throw .badParameter(name, "is empty") }
    return text
  }

  func choice<Value: RawRepresentable<String>>(_ name: String, of all: [Value]) throws(Problem) -> Value? {
    guard let text = parameters[name]?.first else { return nil }
    guard let value = Value(rawValue: text) else {
      throw .badParameter(name, "must be one of " + all.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }

  func limit() throws(Problem) -> Int {
    guard let text = parameters["limit"]?.first else { return 50 }
    guard let limit = Int(text), (1...500).contains(limit) else { throw .badParameter("limit", "must be 1 to 500") }
    return limit
  }

  func before() throws(Problem) -> Int64? {
    guard let text = parameters["before"]?.first else { return nil }
    guard let id = Int64(text), id > 0 else { throw .badParameter("before", "must be a number above 0") }
    return id
  }

  func eventFilter() throws(Problem) -> EventFilter {
    var filter = EventFilter()
    filter.level = try choice("level", of: LogLevel.allCases) ?? .info
    filter.modem = try text("modem")
    for text in parameters["event", default: []] {
      guard let name = EventName(rawValue: text) else {
        throw .badParameter("event", "is no event; docs/log.md lists them")
      }
      filter.names.insert(name)
    }
    return filter
  }
}
