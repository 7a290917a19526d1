import Digest
import Numbering
import Reporting

extension EvidenceBundle {
  /// The whole bundle for programs; also what a person attaches to a mail.
  public func json() -> String {
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    return JSONValue.object([
      ("format", .string("pelapor-evidence")), ("version", .integer(1)),
      ("created_at", .string(civil.rfc3339(createdAt))), ("generator", .string(generator)),
      (
        "submitted_by",
        .object([("name", .string("")), ("phone", .string("")), ("email", .string("")), ("date", .string(""))])
      ),
      ("messages", .array(items.map { $0.json(civil) })),
    ]).text() + "\n"
  }
}

extension EvidenceItem {
  fileprivate func json(_ civil: Civil) -> JSONValue {
    let findings = findings
    return .object([
      ("id", .integer(messageID)), ("sender", string(sender)), ("sender_form", .string(senderForm.rawValue)),
      ("sender_national", string(shownSender == sender ? nil : shownSender)),
      ("operator_by_prefix", string(operatorGuess)), ("scts", string(sentAtText)),
      ("sent_at", string(sentAt.map(civil.rfc3339))), ("received_at", .string(civil.rfc3339(receivedAt))),
      ("service_centre", string(serviceCentre)), ("encoding", string(encoding)),
      ("parts", .integer(Int64(partsTotal))), ("parts_present", .integer(Int64(partsPresent))),
      ("text", string(text)),
      (
        "pdus",
        .array(
          pdus.map { .object([("hex", .string($0)), ("sha256", .string(SHA256.hex(of: $0.utf8)))]) })
      ),
      (
        "found",
        .object([
          ("links", strings(findings.links)), ("numbers", strings(findings.numbers)),
          ("accounts", strings(findings.accounts)),
        ])
      ),
      ("classification", verdict.map { $0.json }), ("decision", string(decision)),
      ("guard", string(stoppedBy?.rawValue)), ("report", report.map { $0.json(civil) }),
    ])
  }
}

extension EvidenceItem.Verdict {
  fileprivate var json: JSONValue {
    .object([
      ("label", .string(label)), ("fraud_probability", .decimal(fraudProbability)), ("band", .string(band)),
      ("reasons", strings(reasons.map(\.english))), ("reasons_id", strings(reasons.map(\.indonesian))),
      ("model_version", .string(modelVersion)),
    ])
  }
}

extension EvidenceItem.Report {
  fileprivate func json(_ civil: Civil) -> JSONValue {
    .object([
      ("id", .integer(id)), ("state", .string(state.rawValue)), ("destination", .string(destination)),
      ("text", string(text)), ("sent_at", string(sentAt.map(civil.rfc3339))),
      ("delivered_at", string(deliveredAt.map(civil.rfc3339))), ("reply", string(reply?.rawValue)),
      ("failure", string(failure)), ("revoked_at", string(revokedAt.map(civil.rfc3339))),
    ])
  }
}

private func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }

private func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
