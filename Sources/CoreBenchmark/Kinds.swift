import SMSCodec

/// A PDU as a modem gives it.
private struct Sample {
  var name: String
  var hex: String
  var direction = Direction.mobileTerminated
}

private func samples() throws(PDUError) -> [Sample] {
  let indonesian = String(repeating: "Selamat, Anda ", count: 30)
  return [
    Sample(
      name: "SMS-DELIVER, GSM 7-bit, 12 characters",
      hex: "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"),
    Sample(name: "SMS-DELIVER, GSM 7-bit, 160 characters", hex: try deliver(indonesian.prefix(160))),
    Sample(name: "SMS-DELIVER, UCS-2, 70 characters", hex: try deliver(String(repeating: "Привет мир", count: 7))),
    Sample(name: "SMS-DELIVER, part of a longer message", hex: try deliver(indonesian)),
    Sample(name: "SMS-STATUS-REPORT", hex: "07914356060013F1065A098136397339F7219011700463802190117004638030"),
    Sample(
      name: "SMS-SUBMIT, GSM 7-bit, 10 characters", hex: "0011000B916407281553F80000AA0AE8329BFD4697D9EC37",
      direction: .mobileOriginated),
  ]
}

/// The first part of a text as an SMS-DELIVER.
private func deliver(_ text: some StringProtocol) throws(PDUError) -> String {
  guard let part = try Segmentation.split(text).first else { return "" }
  let deliver = Deliver(
    originatingAddress: try Address(parsing: "+6281234567890"), dataCodingScheme: part.dataCodingScheme,
    serviceCentreTimestamp: try SCTS(
      year: 2026, month: 7, day: 28, hour: 9, minute: 30, second: 15, zoneMinutes: 420),
    userData: part.userData)
  return try PDU(smsc: try Address(parsing: "+62816124"), tpdu: .deliver(deliver)).hex()
}

/// From hexadecimal text to fields and text.
func decoding() throws(PDUError) -> [Benchmark] {
  try samples().map { sample in
    Benchmark(name: "decode " + sample.name) {
      guard let decoded = try? PDU.decode(hex: sample.hex, direction: sample.direction) else { return 0 }
      return decoded.value.tpdu.text?.utf8.count ?? 1
    }
  }
}

/// From fields to hexadecimal text.
func encoding() throws(PDUError) -> [Benchmark] {
  var benchmarks: [Benchmark] = []
  for sample in try samples() {
    let pdu = try PDU.decode(hex: sample.hex, direction: sample.direction).value
    benchmarks.append(Benchmark(name: "encode " + sample.name) { (try? pdu.hex().utf8.count) ?? 0 })
  }
  return benchmarks
}

/// From a text to the hexadecimal text of its SMS-SUBMITs.
func splitting() throws(PDUError) -> [Benchmark] {
  let destination = try Address(parsing: "1166")
  return [
    ("split, encode GSM 7-bit, 60 characters", String(repeating: "Penipuan hadiah. ", count: 4).prefix(60)),
    ("split, encode GSM 7-bit, 400 characters", String(repeating: "Penipuan hadiah. ", count: 24).prefix(400)),
    ("split, encode UCS-2, 200 characters", String(repeating: "Привет мир", count: 20).prefix(200)),
  ].map { name, text in
    Benchmark(name: name) {
      var count = 0
      for part in (try? Segmentation.split(text)) ?? [] {
        let submit = Submit(
          destinationAddress: destination, dataCodingScheme: part.dataCodingScheme, userData: part.userData)
        count += (try? PDU(tpdu: .submit(submit)).hex().utf8.count) ?? 0
      }
      return count
    }
  }
}
