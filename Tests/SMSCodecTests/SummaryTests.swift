import CodecCheck
import SMSCodec
import Testing

@Suite("Summary and dissection")
struct SummaryTests {
  private static let part =
    "07918497483252F0440B918496445078F70008712132014474400B0800032A02027001000041"

  @Test func summaryNamesTheFieldsInOrder() throws {
    let summary = PDUSummary(try PDU.decode(hex: Self.part))
    #expect(
      summary.json == #"{"type":"deliver","smsc":"+48798423250","address":"+48694405877","#
        + #""address_type":{"ton":1,"npi":1},"rp":false,"udhi":true,"sri":false,"lp":false,"mms":true,"pid":0,"dcs":8,"#
        + #""encoding":"ucs2","timestamp":"2017-12-23T10:44:47+01:00","udl":11,"udhl":8,"ie_count":2,"ie_id":0,"#
        + #""udh":[{"iei":0,"name":"Concatenated short messages, 8-bit reference number","data_hex":"2A0202"},"#
        + #"{"iei":112,"name":"(U)SIM Toolkit Security Headers","data_hex":"00"}],"#
        + #""concat":{"ref":42,"ref_bits":8,"total":2,"seq":2},"text":"A","is_concatenated":true}"#)
  }

  @Test func jsonIsEscaped() {
    let value = JSONValue.object([
      JSONValue.Member("a\"\\", .array([.null, .bool(true), .integer(-1), .string("\n\r\t\u{1}\u{2028}é😉")]))
    ])
    #expect(value.json == #"{"a\"\\":[null,true,-1,"\n\r\t\u0001\u2028é😉"]}"#)
  }

  @Test func everyTypeIsSummarised() throws {
    let cases: [(String, Direction, String)] = [
      ("000000", .mobileOriginated, #"{"type":"deliver-report","pi":0,"is_concatenated":false}"#),
      (
        "0001C50062708290035182", .mobileTerminated,
        #"{"type":"submit-report","failure_cause":197,"failure_cause_text":"rejected, duplicate message","#
          + #""timestamp":"2026-07-28T09:30:15+07:00","pi":0,"is_concatenated":false}"#
      ),
      (
        "00222A0002070B912618325476F80141", .mobileOriginated,
        #"{"type":"command","message_reference":42,"address":"+62812345678","address_type":{"ton":1,"npi":1},"#
          + #""udhi":false,"srr":true,"pid":0,"command_type":2,"message_number":7,"data_hex":"41","#
          + #""is_concatenated":false}"#
      ),
    ]
    for (hex, direction, json) in cases {
      #expect(PDUSummary(try PDU.decode(hex: hex, direction: direction)).json == json)
    }
  }

  @Test func everyKeyIsDocumentedOnce() {
    let documented = PDUSummary.keys.map(\.key)
    #expect(Set(documented).count == documented.count)
    var found: Set<String> = []
    for entry in Corpus.pdus {
      guard let decoded = try? PDU.decode(hex: entry.hex, direction: entry.direction) else { continue }
      let keys = PDUSummary(decoded).members.map(\.key)
      #expect(Set(keys).count == keys.count)
      found.formUnion(keys)
    }
    #expect(found.subtracting(documented).isEmpty)
    // What the corpus has no example of.
    #expect(Set(documented).subtracting(found) == ["discharge_hex", "validity_absolute_hex"])
  }

  @Test func dissectionNamesEachOctet() throws {
    let dissection = PDUDissection(try PDU.decode(hex: Self.part))
    let lines = dissection.entries.map { "\($0.offset) \($0.hex) \($0.field): \($0.meaning)" }
    #expect(
      lines == [
        "0 07 SMSC length: 7 octets", "1 91 SMSC type: international, plan: telephone (E.164)",
        "2 8497483252F0 SMSC address: +48798423250",
        "8 44 first octet: SMS-DELIVER; TP-UDHI: header in the user data; TP-MMS: no more messages",
        "9 0B TP-OA length: 11 semi-octets", "10 91 TP-OA type: international, plan: telephone (E.164)",
        "11 8496445078F7 TP-OA value: +48694405877", "17 00 TP-PID: short message", "18 08 TP-DCS: UCS-2",
        "19 71213201447440 TP-SCTS: 2017-12-23T10:44:47+01:00", "26 0B TP-UDL: 11 octets",
        "27 08 TP-UD UDHL: 8 octets of header",
        "28 00 TP-UD IEI: 0x00 Concatenated short messages, 8-bit reference number", "29 03 TP-UD IEDL: 3 octets",
        "30 2A0202 TP-UD IED: part 2 of 2, reference 42 (8 bits)",
        "33 70 TP-UD IEI: 0x70 (U)SIM Toolkit Security Headers", "34 01 TP-UD IEDL: 1 octets",
        "35 00 TP-UD IED: 1 octets of data", "36 0041 TP-UD text: “A”",
      ])
  }

  @Test(arguments: Corpus.pdus) func dissectionCoversEveryOctet(pdu: Corpus.Entry) throws {
    guard let decoded = try? PDU.decode(hex: pdu.hex, direction: pdu.direction) else { return }
    let entries = PDUDissection(decoded).entries
    #expect(entries.flatMap(\.octets) == decoded.octets)
    #expect(entries.allSatisfy { !$0.field.isEmpty && !$0.meaning.isEmpty })
  }
}
