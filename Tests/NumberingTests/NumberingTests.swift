import Numbering
import Testing

@Suite("Indonesian mobile numbers")
struct MSISDNTests {
  @Test(
    "every way people write one number gives the same number",
    arguments: [
      "081234567890", "6281234567890", "+6281234567890", "+62 812-3456-7890", "0812 3456 7890", "0812.3456.7890",
      "(0812) 3456-7890", "+62 (0)812 3456 7890", "+62(0)81234567890", "\u{A0}0812\u{2011}3456\u{2011}7890 ",
    ])
  func spellings(_ text: String) throws {
    let number = try #require(MSISDN(text))
    #expect(number.national == "081234567890")
    #expect(number.international == "+6281234567890")
    #expect(number == MSISDN("081234567890"))
  }

  @Test(
    "what is not plainly an Indonesian mobile number is refused",
    arguments: [
      "", "+", "08", "081234567", "08123456789012", "0800123456", "08001234567", "02112345678", "+622112345678",
      "+14155550123", "1166", "Telkomsel", "81234567890", "0812345678a", "++6281234567890", "62+81234567890",
      "０８１２３４５６７８９０", "0812345678\u{0}90", "+62081234567890", "0062 81234567890", "080012345678",
      "0812345678901234567890123456789012345678901234567890", "٠٨١٢٣٤٥٦٧٨٩٠",
    ])
  func refused(_ text: String) {
    #expect(MSISDN(text) == nil)
  }

  @Test("ten to thirteen digits are a mobile number", arguments: 8...15)
  func lengths(_ digits: Int) {
    let text = "081" + String(repeating: "2", count: digits - 3)
    #expect((MSISDN(text) != nil) == (10...13).contains(digits))
  }

  @Test(
    "the prefix names the operator",
    arguments: [
      ("0811", MobileOperator.telkomsel), ("0813", .telkomsel), ("0821", .telkomsel), ("0823", .telkomsel),
      ("0851", .telkomsel), ("0853", .telkomsel), ("0814", .indosat), ("0816", .indosat), ("0855", .indosat),
      ("0858", .indosat), ("0817", .xl), ("0819", .xl), ("0859", .xl), ("0877", .xl), ("0879", .xl), ("0831", .axis),
      ("0833", .axis), ("0838", .axis), ("0895", .tri), ("0899", .tri), ("0881", .smartfren), ("0889", .smartfren),
    ])
  func operators(_ prefix: String, _ expected: MobileOperator) {
    #expect(MSISDN(prefix + "12345678")?.mobileOperator == expected)
  }

  @Test("an unassigned prefix has no operator", arguments: ["0834", "0854", "0868", "0876", "0894", "0841", "0880"])
  func unassigned(_ prefix: String) throws {
    #expect(try #require(MSISDN(prefix + "12345678")).mobileOperator == nil)
  }
}

@Suite("Form of a sender")
struct SenderTests {
  @Test(
    "each address has one form",
    arguments: [
      ("+6281234567890", SenderForm.mobile), ("6281234567890", .mobile), ("081234567890", .mobile),
      ("0211234567", .landline), ("+62211234567", .landline), ("62211234567", .landline), ("0274512345", .landline),
      ("1166", .shortCode), ("588", .shortCode), ("92222", .shortCode), ("1500888", .shortCode), ("7726", .shortCode),
      ("Telkomsel", .alphanumeric), ("BANK-X", .alphanumeric), ("WA 081234567890", .alphanumeric),
      ("3Indonesia", .alphanumeric),
      ("+14155550123", .foreign), ("+6591234567", .foreign), ("0014155550123", .foreign),
      ("", .unknown), ("+", .unknown), ("12", .unknown), ("81234567890", .unknown), ("+6281", .unknown),
      ("+621166", .unknown), ("*123#", .unknown), ("14155550123", .unknown), ("006281234567890", .unknown),
      ("0800123456", .unknown), ("+00123456789", .unknown), ("\u{0}\u{1B}", .unknown),
    ])
  func forms(_ address: String, _ expected: SenderForm) {
    #expect(Sender.form(of: address) == expected)
  }

  @Test("spellings of one address have one canonical form")
  func canonical() {
    #expect(Sender.canonical("0812-3456-7890") == "+6281234567890")
    #expect(Sender.canonical("6281234567890") == "+6281234567890")
    #expect(Sender.canonical("+1 415 555 0123") == "+14155550123")
    #expect(Sender.canonical(" Telkomsel ") == "telkomsel")
    #expect(Sender.canonical("TELKOMSEL") == "telkomsel")
    #expect(Sender.canonical("1166") == "1166")
    #expect(Sender.canonical("  ") == "")
  }
}

@Suite("Masking")
struct MaskingTests {
  @Test(
    "numbers are masked, names are kept",
    arguments: [
      ("081234567890", "0812****7890"), ("+6281234567890", "0812****7890"), ("0812345678", "0812****78"),
      ("08123456789", "0812****789"), ("0812345678901", "0812*****8901"), ("+14155550123", "+1415****123"),
      ("1166", "****"), ("", ""), ("1234567", "****"), ("12345678", "12****78"), ("Telkomsel", "Telkomsel"),
      ("3Indonesia", "3Indonesia"), ("WA 0812-3456-7890", "WA****"), ("Bank\u{1B}[2J", "Bank?[2J"), ("A\r\nB", "A?B"),
    ])
  func table(_ number: String, _ expected: String) {
    #expect(masked(number) == expected)
  }

  @Test("no length of number shows more than it hides four digits of", arguments: 1...20)
  func hidesFour(_ length: Int) {
    let digits = String("98765432109876543210".prefix(length))
    let shown = masked("+" + digits).filter(\.isNumber).count
    #expect(shown == 0 || length - shown >= 4)
  }
}
