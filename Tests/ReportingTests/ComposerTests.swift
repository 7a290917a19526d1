import Numbering
import Reporting
import SMSCodec
import Testing

@Suite("Composing a report")
struct ComposerTests {
  private func compose(
    _ text: String, sender: String = "+6281234567890", for profile: ReportProfile = telkomsel
  ) throws -> Composition {
    try Composer.compose(ReportedMessage(sender: sender, text: text, sentAt: at(0)), for: profile)
  }

  @Test(
    "the form of 1166, with what would break it taken out",
    arguments: [
      ("Selamat! Anda menang", "PENIPUAN#081234567890#Selamat! Anda menang"),
      ("baris satu\r\nbaris dua", "PENIPUAN#081234567890#baris satu  baris dua"),
      ("a#b＃c", "PENIPUAN#081234567890#a b c"),
      ("a\u{1A}b\u{1B}c\u{0}d\u{7F}e", "PENIPUAN#081234567890#abcde"),
      ("“kutip” – strip…", "PENIPUAN#081234567890#\"kutip\" - strip..."),
      ("  spasi  ", "PENIPUAN#081234567890#spasi"),
      ("zero\u{200B}width\u{202E}bidi", "PENIPUAN#081234567890#zerowidthbidi"),
      ("https://bit.ly/a_b?c=1&d=[2]", "PENIPUAN#081234567890#https://bit.ly/a_b?c=1&d=[2]"),
    ])
  func form(_ text: String, _ expected: String) throws {
    #expect(try compose(text).text == expected)
  }

  @Test("what fits is not cut, to the septet")
  func exactFit() throws {
    let prefix = "PENIPUAN#081234567890#"
    let fits = String(repeating: "a", count: 160 - prefix.count)
    let whole = try compose(fits)
    #expect(whole.text == prefix + fits && whole.parts == 1 && whole.septets == 160 && !whole.isCut)
    #expect(try compose(fits + "a").isCut)
    let braces = String(repeating: "{", count: 69)
    #expect(try compose(braces).septets == 160)
    #expect(try compose(braces + "{").isCut)
  }

  @Test("cutting keeps the link, the number and the amount, whole")
  func keepsEvidence() throws {
    let filler = String(repeating: "kata biasa yang panjang ", count: 12)
    let text =
      filler + "klik https://hadiah-bri.xyz/klaim?id=77 atau WA 085712345678 untuk Rp25.000.000 " + filler
    let result = try compose(text)
    #expect(result.isCut && result.parts == 1 && result.septets <= 160)
    #expect(result.text.contains(" https://hadiah-bri.xyz/klaim?id=77 "))
    #expect(result.text.contains(" 085712345678 "))
    #expect(result.text.contains(" Rp25.000.000 "))
    #expect(result.text.hasPrefix("PENIPUAN#081234567890#.. "))
    #expect(result.text.hasSuffix(" .."))
  }

  @Test("without evidence the beginning is kept, and the cut is marked")
  func keepsBeginning() throws {
    let result = try compose(String(repeating: "selamat pagi ", count: 30))
    #expect(result.text.hasPrefix("PENIPUAN#081234567890#selamat pagi selamat"))
    #expect(result.text.hasSuffix(" .."))
    #expect(result.septets > 145)
  }

  @Test("a word longer than the room keeps its beginning: of a link, the host")
  func longWord() throws {
    let link = "https://penipu.example.xyz/" + String(repeating: "a", count: 400)
    let result = try compose("buka " + link)
    #expect(result.text.contains("https://penipu.example.xyz/aaaa"))
    #expect(result.text.contains("a.."))
    #expect(result.septets <= 160)
  }

  @Test("a stop without a space after it is no link")
  func proseIsNoLink() throws {
    let filler = String(repeating: "lorem ipsum dolor ", count: 15)
    let result = try compose("kami.Silakan " + filler + "promo.toko.xyz " + filler)
    #expect(result.text.contains("promo.toko.xyz"))
    #expect(!result.text.contains("kami.Silakan"))
  }

  @Test("more parts hold more, and are counted as the codec splits them", arguments: 1...4)
  func parts(_ parts: Int) throws {
    var profile = telkomsel
    profile.maximumParts = parts
    let text = String(repeating: "hadiah {} 12345 ", count: 100)
    let result = try compose(text, for: profile)
    #expect(result.parts == parts)
    var options = Segmentation.Options()
    options.alphabet = .gsm7
    #expect(try Segmentation.split(result.text, options: options).count == parts)
  }

  @Test("no more parts than a concatenation can number, no fewer than one", arguments: [Int.max, 0, .min])
  func extremeParts(_ parts: Int) throws {
    var profile = telkomsel
    profile.maximumParts = parts
    let result = try compose(String(repeating: "hadiah 12345 ", count: 4000), for: profile)
    #expect(parts > 0 ? (250...255).contains(result.parts) : result.parts == 1)
    #expect(result.isCut)
  }

  @Test("a report needs a mobile sender, a text and room")
  func refusals() throws {
    #expect(throws: CompositionError.senderNotMobile(.alphanumeric)) { try compose("x", sender: "BANK") }
    #expect(throws: CompositionError.senderNotMobile(.shortCode)) { try compose("x", sender: "1166") }
    #expect(throws: CompositionError.textEmpty) { try compose(" \r\n\u{1B}\u{200B}# ") }
    #expect(throws: CompositionError.noRoom(parts: 1)) {
      try compose("x y", for: profile(String(repeating: "A", count: 160) + "{number} {text}"))
    }
    let export = ReportProfile(id: "e", name: "E", homeNetworks: [], flow: .export, destination: nil)
    #expect(throws: CompositionError.notBySMS(profile: "e")) { try compose("x", for: export) }
  }

  @Test("each flow and placeholder")
  func flows() throws {
    let india = try profile("The UCC, {sender}, {date}")
    #expect(try compose("text", sender: "VM-BANK,X", for: india).text == "The UCC, VM-BANK X, 18/11/26")
    #expect(try compose("halo # ada", for: profile("{international} {text}")).text == "+6281234567890 halo # ada")
    var forward = telkomsel
    forward.flow = .forward
    #expect(try compose("halo # ada", for: forward).text == "halo # ada")
    let message = ReportedMessage(sender: "081234567890", text: "x", sentAt: at(0))
    #expect(try Composer.answer(about: message, for: forward) == nil)
    var twoStep = telkomsel
    twoStep.flow = .twoStep(answer: try ReportTemplate("{international}"))
    #expect(try Composer.answer(about: message, for: twoStep)?.text == "+6281234567890")
  }

  @Test("whatever the text, the report is valid: alphabet, parts, keyword and separators", arguments: 0..<200)
  func property(_ seed: Int) throws {
    var random = Random(seed: UInt64(seed))
    var profile = telkomsel
    profile.maximumParts = 1 + random.below(3)
    let text = hostileText(&random)
    let result: Composition
    do throws(CompositionError) {
      result = try Composer.compose(
        ReportedMessage(sender: "0812 3456 7890", text: text, sentAt: at(0)), for: profile)
    } catch {
      #expect(error == .textEmpty)
      return
    }
    #expect(GSM7.isEncodable(result.text))
    #expect(result.text.hasPrefix("PENIPUAN#081234567890#"))
    #expect(result.text.count > "PENIPUAN#081234567890#".count)
    #expect(result.text.unicodeScalars.count { $0 == "#" } == 2)
    #expect(!result.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    #expect(result.septets == GSM7.septetCount(result.text))
    var options = Segmentation.Options()
    options.alphabet = .gsm7
    #expect(try Segmentation.partCount(result.text, options: options) == result.parts)
    #expect(result.parts <= profile.maximumParts)
  }

  @Test("whatever text and sender, so does the report of every profile", arguments: 0..<100)
  func everyProfile(_ seed: Int) throws {
    var random = Random(seed: UInt64(seed) &+ 5_000)
    for var profile in ReportProfile.shipped where profile.flow != .export {
      profile.maximumParts = 1 + random.below(3)
      let sender = random.below(2) == 0 ? "+6281234567890" : String(hostileText(&random).prefix(11))
      let message = ReportedMessage(sender: sender, text: hostileText(&random), sentAt: at(0))
      if let composed = try? Composer.compose(message, for: profile) { check(composed, profile, profile.flow) }
      guard case .twoStep(let answer) = profile.flow, let composed = try? Composer.answer(about: message, for: profile)
      else { continue }
      profile.maximumParts = 1
      check(composed, profile, .template(answer))
    }
  }

  private func check(_ composed: Composition, _ profile: ReportProfile, _ flow: ReportProfile.Flow) {
    #expect(GSM7.isEncodable(composed.text) && !composed.text.isEmpty)
    #expect(composed.parts <= profile.maximumParts)
    #expect(!composed.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    guard case .template(let template) = flow else { return }
    #expect(composed.text.hasPrefix(template.keyword))
    let fixed = template.segments.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    for separator in Set(fixed.unicodeScalars) where !separator.properties.isAlphabetic && separator != " " {
      let count = composed.text.unicodeScalars.count { $0 == separator }
      #expect(count == fixed.unicodeScalars.count { $0 == separator }, "\(profile.id): \(composed.text)")
    }
  }

  private func hostileText(_ random: inout Random) -> String {
    let pieces = [
      "halo", "#", "\u{1A}", "\u{1B}", "\r\n", " ", "  ", "{", "}", "€", "[x]", "~", "\\", "^", "|", "＃", "é",
      "e\u{301}",
      "👩‍👩‍👧", "\u{0}", "\u{202E}", "\u{FEFF}", "https://x.yz/a?b=1#c", "bit.ly/abc", "0812-3456-7890", "Rp5.000.000",
      "5jt", "..", "\u{2028}", "ñ", "ß", "Ω", "ক", "你好", "\u{FFFD}", "\u{10FFFF}", "\u{AD}",
      String(decoding: [0xD800, 0x23] as [UInt16], as: UTF16.self),
      String(repeating: "panjang", count: 30), String(repeating: "€", count: 90),
    ]
    var text = ""
    for _ in 0..<random.below(120) {
      if random.below(4) == 0, let scalar = Unicode.Scalar(UInt32(random.below(0x3000))) {
        text.unicodeScalars.append(scalar)
      } else {
        text += random.element(of: pieces)
      }
      if random.below(3) == 0 { text += " " }
    }
    return text
  }
}
