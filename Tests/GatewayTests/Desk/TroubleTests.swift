import Modem
import Reporting
import SMSCodec
import Store
import Testing

@testable import Gateway

/// Troubles of the field that show only where texts become reports.
struct TroubleTests {
  /// A short code is no international number: 0x91 before `1166` is refused by the network.
  @Test(arguments: [UInt8(0x81), 0xA1])
  func trouble1AReportGoesToTheShortCodeAsTheProfileTypesIt(type: UInt8) async throws {
    let rig = try DeskRig { settings in
      settings.limits.holdSeconds = 0
      for index in settings.profiles.indices where settings.profiles[index].id == "telkomsel-1166" {
        if type != 0x81 { settings.profiles[index].typeOfAddress = type }
      }
    }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(60)
    guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim),
      case .submit(let submit) = try PDU.decode(hex: request.hex, direction: .mobileOriginated).value.tpdu
    else {
      Issue.record("no report")
      return
    }
    // The number itself as it is dialled: no country code.
    #expect(submit.destinationAddress.description == "1166")
    #expect(submit.destinationAddress.typeOfAddress == type)
  }

  @Test func aPartThatComesAfterAJumpOfTheClockMakesTheMessageWholeAndItIsReportedOnce() async throws {
    let rig = try DeskRig()
    let pdus = try rig.pdus(DeskRig.fraud(1) + DeskRig.fraud(2), from: DeskRig.sender(1))
    #expect(pdus.count > 1)
    _ = await rig.desk.take([pdus[0]], from: rig.sim)
    rig.clock.jump(100 * 3_600)
    await rig.desk.maintain(retentionDays: 180)
    #expect(try rig.command { try $0.message(1).state } == .incomplete)
    #expect(try rig.command { try $0.message(1).stoppedBy } == Guard.incomplete.rawValue)
    try await rig.restart(whileDown: { rig.clock.jump(-100 * 3_600) })
    for pdu in pdus.dropFirst() + pdus { _ = await rig.desk.take([pdu], from: rig.sim) }
    #expect(try rig.command { try $0.messages(limit: 9).map(\.state) } == [.complete])
    try await rig.run(3_600)
    #expect(rig.sent.count == 1 && rig.sent[0].text.contains("gebyarpoin-2"))
  }

  @Test func trouble14AMessageWithoutAllItsPartsIsClassifiedAndNeverReported() async throws {
    let rig = try DeskRig { $0.limits.holdSeconds = 0 }
    // What makes it a fraud stands in the first part.
    let text =
      "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian. Hadiah uang tunai Rp75.000.000, klik www.gebyarpoin-1.blogspot.com "
      + "dengan PIN pemenang T1K. Hadiah hangus bila tidak diambil sebelum akhir bulan ini"
    let parts = try Segmentation.split(text)
    try #require(parts.count == 2)
    let deliver = Deliver(
      originatingAddress: try Address(parsing: DeskRig.sender(1)), dataCodingScheme: parts[0].dataCodingScheme,
      serviceCentreTimestamp: try SCTS(secondsSinceEpoch: rig.clock.now.milliseconds / 1_000, zoneMinutes: 420),
      userData: parts[0].userData)
    let hex = try PDU(smsc: try Address(parsing: "+6281100000"), tpdu: .deliver(deliver)).hex()
    _ = await rig.desk.take([hex], from: rig.sim)
    #expect(try rig.command { try $0.message(1).state } == .partial)

    rig.clock.advance(73 * 3_600)
    await rig.desk.maintain(retentionDays: 365)
    let message = try rig.command { try $0.message(1) }
    #expect(message.state == .incomplete)
    #expect(message.verdict?.label == "fraud")
    #expect(message.stoppedBy == Guard.incomplete.rawValue)
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.states().allSatisfy { $0 == .awaitingReview })
  }
}
