import Reporting
import SMSCodec
import Store

/// Reads PDUs as the store keeps them. Nothing is refused: what can't be decoded is kept raw with the reason.
enum IncomingDecoder {
  static func read(_ hex: String, from sim: SIMIdentity) -> IncomingPDU {
    IncomingPDU(hex: hex, modem: sim.modem, sim: sim.key, content: content(of: hex))
  }

  /// Joins the stored parts of a message; `TextAssembler` of the store.
  static func text(of parts: [StoredPart], total: Int) -> String? {
    MessageAssembly.text(
      of: parts.compactMap { part in
        guard let decoded = try? PDU.decode(hex: part.hex), case .deliver(let deliver) = decoded.value.tpdu else {
          return nil
        }
        return MessagePart(deliver)
      })
  }

  private static func content(of hex: String) -> IncomingPDU.Content {
    let pdu: PDU
    do {
      pdu = try PDU.decode(hex: hex).value
    } catch {
      return .undecodable(reason: "\(error)")
    }
    switch pdu.tpdu {
    case .deliver(let deliver): return .deliver(incoming(deliver, smsc: pdu.smsc))
    case .statusReport(let report): return .statusReport(incoming(report))
    case .deliverReport: return .other(type: "deliver-report")
    case .submit: return .other(type: "submit")
    case .submitReport: return .other(type: "submit-report")
    case .command: return .other(type: "command")
    }
  }

  private static func incoming(_ deliver: Deliver, smsc: Address?) -> IncomingDeliver {
    IncomingDeliver(
      sender: deliver.originatingAddress.description, senderType: deliver.originatingAddress.typeOfAddress,
      serviceCentre: smsc?.description, sentAt: time(deliver.serviceCentreTimestamp),
      sentAtText: deliver.serviceCentreTimestamp.description, dataCoding: deliver.dataCodingScheme.rawValue,
      encoding: encoding(deliver.dataCodingScheme),
      concatenation: deliver.userData.concatenation.map { concatenation in
        IncomingConcatenation(
          reference: concatenation.reference, referenceBits: Int(concatenation.referenceBits),
          total: concatenation.total, sequence: concatenation.sequence)
      },
      userData: Array(deliver.userData.data), text: deliver.text)
  }

  private static func incoming(_ report: StatusReport) -> IncomingStatusReport {
    IncomingStatusReport(
      reference: report.messageReference, recipient: report.recipientAddress.description,
      status: report.status.rawValue, outcome: outcome(report.status), dischargedAt: time(report.dischargeTime))
  }

  private static func outcome(_ status: Status) -> IncomingStatusReport.Outcome {
    switch status.category {
    case .completed: .delivered
    case .stillTrying: .pending
    case .permanentError, .givenUp: .undelivered
    }
  }

  private static func encoding(_ scheme: DCS) -> String {
    switch scheme.alphabet {
    case .gsm7: "gsm7"
    case .data: "8bit"
    case .ucs2: "ucs2"
    }
  }

  private static func time(_ timestamp: SCTS) -> WallTime? {
    timestamp.secondsSinceEpoch.map { WallTime(seconds: $0) }
  }
}
