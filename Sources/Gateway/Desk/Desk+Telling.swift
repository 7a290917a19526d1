import Modem
import Numbering
import Reporting
import SMSCodec
import SpamCore
import Store

/// What the desk writes to the structured log.
extension Desk {
  func tell(_ outcome: IngestOutcome, of hex: String, from sim: SIMIdentity) {
    let modem = Event.Value.string(sim.modem)
    switch outcome {
    case .completed(let id): tellReceived(id)
    case .stored(let id, let present, let total):
      log.emit(
        Event(
          .smsPart, .info,
          [.modem: modem, .messageID: .integer(Int(id)), .part: .integer(present), .parts: .integer(total)]))
    case .duplicate: log.emit(Event(.smsDuplicate, .info, [.modem: modem]))
    case .undecodable(let id):
      let error = failure(of: hex)
      log.emit(
        Event(
          .smsUndecodable, .warning,
          [
            .modem: modem, .messageID: .integer(Int(id)), .reason: .string(error?.reason.description ?? "no message"),
            .field: error.map { .string($0.field) }, .octet: error.map { .integer($0.offset) }, .hex: .words(hex),
          ]))
    case .statusReport(let item, let state): tellStatusReport(item, state, modem: modem)
    case .keptRaw: log.emit(Event(.smsUndecodable, .warning, [.modem: modem, .reason: .string("not for a phone")]))
    }
  }

  private func failure(of hex: String) -> PDUError? {
    do throws(PDUError) {
      _ = try PDU.decode(hex: hex)
      return nil
    } catch {
      return error
    }
  }

  private func tellReceived(_ id: Int64) {
    guard let message = try? store.message(id) else { return }
    log.emit(
      Event(
        .smsReceived, .info,
        [
          .modem: .string(message.modem), .messageID: .integer(Int(id)), .sender: message.sender.map { .number($0) },
          .senderForm: .string(message.senderForm.rawValue), .encoding: message.encoding.map { .string($0) },
          .parts: message.partsTotal > 1 ? .integer(message.partsTotal) : nil,
          .sentAt: message.sentAt.map { .instant($0.milliseconds) }, .text: message.text.map { .words($0) },
        ]))
  }

  private func tellStatusReport(_ item: OutboxItem?, _ state: ReportState?, modem: Event.Value) {
    guard case .report(let id) = item, let state else { return }
    let name: EventName
    switch state {
    case .delivered: name = .reportDelivered
    case .undelivered: name = .reportUndelivered
    case .awaitingReview, .dryRun, .queued, .sending, .sent, .failed, .unknown, .acknowledged, .rejected, .cancelled:
      return
    }
    log.emit(Event(name, state == .undelivered ? .warning : .info, [.modem: modem, .reportID: .integer(Int(id))]))
  }

  func tell(_ verdict: Verdict, of message: MessageRecord, from sim: SIMIdentity) {
    log.emit(
      Event(
        .smsClassified, .info,
        [
          .modem: .string(sim.modem), .messageID: .integer(Int(message.id)), .label: .string(verdict.label.rawValue),
          .probability: .decimal(verdict.probability[verdict.label]), .band: .string(verdict.band.rawValue),
          .reasons: .quoting(verdict.reasons.map(\.english), else: verdict.reasons.map(\.code)),
          .vetoes: verdict.vetoes.isEmpty ? nil : .strings(verdict.vetoes.map(\.rawValue)),
        ]))
  }

  /// A message nobody suspects needs no line that says it is not reported.
  func tell(_ decision: Decision, of message: MessageRecord, report: NewReport?, reportID: Int64?, isSuspect: Bool) {
    let ids: (message: Event.Value, report: Event.Value?) = (
      .integer(Int(message.id)), reportID.map { .integer(Int($0)) }
    )
    let modem = Event.Value.string(message.modem)
    switch decision {
    case .report(let due):
      log.emit(
        Event(
          .reportQueued, .info,
          [
            .modem: modem, .messageID: ids.message, .reportID: ids.report, .due: .instant(due.milliseconds),
            .destination: report.map { .string($0.destination) }, .text: report.map { .words($0.text) },
          ]))
    case .dryRun:
      log.emit(
        Event(
          .reportDryRun, .info,
          [
            .modem: modem, .messageID: ids.message, .reportID: ids.report,
            .destination: report.map { .string($0.destination) }, .text: report.map { .words($0.text) },
          ]))
    case .review(let reason):
      log.emit(
        Event(
          .reportReview, .info,
          [
            .modem: modem, .messageID: ids.message, .reportID: ids.report, .guardName: .string(reason.rawValue),
            .reason: .string(reason.reason),
          ]))
    case .withhold(let reason) where isSuspect: tellWithheld(reason, reportID: reportID, message: message)
    case .withhold: break
    }
  }

  func tellWithheld(_ reason: Guard, reportID: Int64?, message: MessageRecord) {
    log.emit(
      Event(
        .reportWithheld, .info,
        [
          .modem: .string(message.modem), .messageID: .integer(Int(message.id)),
          .reportID: reportID.map { .integer(Int($0)) }, .guardName: .string(reason.rawValue),
          .reason: .string(reason.reason),
        ]))
  }

  func tell(_ kind: ReplyKind, reportID: Int64?, message: MessageRecord) {
    let name: EventName
    switch kind {
    case .acknowledged: name = .reportAcknowledged
    case .rejected: name = .reportRejected
    case .asksForNumber, .other: return
    }
    log.emit(
      Event(
        name, kind == .rejected ? .warning : .info,
        [
          .modem: .string(message.modem), .messageID: .integer(Int(message.id)),
          .reportID: reportID.map { .integer(Int($0)) }, .text: message.text.map { .words($0) },
        ]))
  }

  func tell(_ result: SendResult, of part: Outbox.Part, state: ReportState) {
    guard case .report(let id) = part.item else { return }
    let ids: (modem: Event.Value, report: Event.Value) = (.string(part.sim.modem), .integer(Int(id)))
    switch result {
    case .accepted(let reference): tellSent(part, reference: reference)
    case .unknown(let reason): logUnknown(part.item, reason: reason)
    case .notAttempted(let reason):
      if state == .queued { return tellPostponed(part, reason: reason) }
      // It was revoked meanwhile, or a part of it has gone before: it is not tried again.
      log.emit(
        Event(
          .reportFailed, .warning,
          [
            .modem: ids.modem, .reportID: ids.report, .reason: .string(reason),
            .remedy: .string("`pelapor reports show \(id)` has the details"),
          ]))
    case .failed(let failure):
      let reason = "\(failure.error): \(failure.meaning)"
      if state == .queued { return tellPostponed(part, reason: reason) }
      guard state == .failed else { return logUnknown(part.item, reason: reason) }
      log.emit(
        Event(
          .reportFailed, .error,
          [
            .modem: ids.modem, .reportID: ids.report, .code: failure.code.map { .string("cms-\($0)") },
            .reason: .string(reason),
            .remedy: .string("see what is wrong; `pelapor reports show \(id)` has the details"),
          ]))
    }
  }

  private func tellPostponed(_ part: Outbox.Part, reason: String) {
    guard case .report(let id) = part.item else { return }
    log.emit(
      Event(
        .modemWarning, .warning,
        [
          .modem: .string(part.sim.modem), .reportID: .integer(Int(id)), .code: .string("send-postponed"),
          .reason: .string(reason), .remedy: .string("nothing; the report is tried again"),
        ]))
  }

  func tellSent(_ part: Outbox.Part, reference: UInt8) {
    guard case .report(let id) = part.item else { return }
    log.emit(
      Event(
        .reportSent, .info,
        [
          .modem: .string(part.sim.modem), .reportID: .integer(Int(id)), .reference: .integer(Int(reference)),
          .part: part.part > 1 ? .integer(part.part) : nil,
        ]))
  }

  func logUnknown(_ item: OutboxItem, reason: String) {
    guard case .report(let id) = item else { return }
    let message = try? store.message(store.report(id).messageID)
    log.emit(
      Event(
        .reportUnknown, .warning,
        [
          .modem: message.map { .string($0.modem) }, .messageID: message.map { .integer(Int($0.id)) },
          .reportID: .integer(Int(id)), .reason: .string(reason),
          .remedy: .string("a status report or the destination's answer may still settle it"),
        ]))
  }

  func tellIncomplete(_ id: Int64) {
    let modem = try? store.message(id).modem
    log.emit(Event(.smsIncomplete, .warning, [.modem: modem.map { .string($0) }, .messageID: .integer(Int(id))]))
  }

  /// Said when it begins, not at every look.
  func tellStopped(_ stop: SendStop, sim: String) {
    let reason = "\(stop)"
    guard outbox.announcedStops[sim] != reason else { return }
    outbox.announcedStops[sim] = reason
    log.emit(Event(.reportStopped, .warning, [.reason: .string(reason)]))
  }
}
