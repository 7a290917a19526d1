import SMSCodec
import Testing

@Suite("PDU")
struct PDUTests {
  @Test func deliverIsReadAndWrittenBack() throws {
    let hex = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"
    let decoded = try PDU.decode(hex: hex, tolerance: .strict)
    guard case .deliver(let deliver) = decoded.value.tpdu else {
      Issue.record("not an SMS-DELIVER")
      return
    }
    #expect(decoded.value.smsc?.description == "+31624000000")
    #expect(deliver.originatingAddress.description == "+31641600986")
    #expect(deliver.serviceCentreTimestamp.iso8601 == "2002-08-26T19:37:41-01:00")
    #expect(deliver.text == "How are you?")
    #expect(decoded.warnings.isEmpty)
    #expect(try decoded.value.hex() == hex)
    #expect(try decoded.value.tpduLength == 30)
  }

  @Test func submitIsMadeFromItsParts() throws {
    let parts = try Segmentation.split("hellohello")
    let submit = Submit(
      destinationAddress: try Address(parsing: "+46708251358"), dataCodingScheme: parts[0].dataCodingScheme,
      validityPeriod: .relative(minutes: 5760), userData: parts[0].userData)
    #expect(try PDU(tpdu: .submit(submit)).hex() == "0011000B916407281553F80000AA0AE8329BFD4697D9EC37")
  }
}
