import SpamCore
import Testing

@Suite struct CampaignIndexTests {
  static let prize =
    "Selamat no anda pemenang hadiah 75jt dari TELKOMSEL poin PIN:%1 info hub 0812000111%2 klik www.hadiah-%1.blogspot.com"

  static func prize(_ variant: Int) -> MinHash {
    MinHash(
      prize.split(separator: "%1").joined(separator: "7F5K9Z\(variant)").split(separator: "%2").joined(
        separator: "\(variant)"))
  }

  @Test func otherNumbersAndLinksAreTheSameCampaign() throws {
    var index = CampaignIndex()
    for variant in 0..<5 { index.add(Self.prize(variant), sender: "+62812000\(variant)", at: Int64(1000 + variant)) }
    index.add(MinHash("besok rapat jam 8 di kantor ya pak, jangan lupa bawa laporan"), sender: "+62811", at: 2000)
    #expect(index.all.count == 2)
    let campaign = try #require(index.all.last)
    #expect(campaign.count == 5)
    #expect(campaign.senders.count == 5)
    #expect((campaign.firstSeen, campaign.lastSeen) == (1000, 1004))
  }

  @Test func oneSenderTwiceIsOneSender() {
    var index = CampaignIndex()
    index.add(Self.prize(1), sender: "+62812", at: 1)
    let campaign = index.add(Self.prize(2), sender: "+62812", at: 2)
    #expect(campaign?.senders == ["+62812"])
    #expect(campaign?.count == 2)
  }

  @Test func disguiseDoesNotHideACampaign() {
    var index = CampaignIndex()
    let text = "Selamat nomor anda terpilih sebagai pemenang hadiah undian"
    index.add(MinHash(text), sender: "a", at: 1)
    for obfuscation in Obfuscation.allCases where ![.missingVowels, .allVowels].contains(obfuscation) {
      #expect(index.match(MinHash(obfuscation.apply(to: text))) != nil, "\(obfuscation)")
    }
  }

  @Test func memoryIsBounded() {
    var index = CampaignIndex(capacity: 3)
    let texts = ["satu dua tiga", "apel jeruk mangga", "kereta kapal pesawat", "merah kuning hijau"]
    for (time, text) in texts.enumerated() { index.add(MinHash(text), sender: "x", at: Int64(time)) }
    #expect(index.all.count == 3)
    #expect(index.match(MinHash(texts[0])) == nil)
    #expect(index.match(MinHash(texts[3])) != nil)
  }

  @Test func restoredIndexGoesOn() throws {
    var index = CampaignIndex()
    index.add(Self.prize(1), sender: "a", at: 1)
    let kept = try index.all.map {
      CampaignIndex.Campaign(
        id: $0.id, sketch: try #require(MinHash(values: $0.sketch.values)), count: $0.count, senders: $0.senders,
        firstSeen: $0.firstSeen, lastSeen: $0.lastSeen)
    }
    var restored = CampaignIndex(restoring: kept)
    #expect(restored.add(Self.prize(2), sender: "b", at: 5)?.id == kept[0].id)
    #expect(restored.add(MinHash("lain sama sekali isinya"), sender: "c", at: 6)?.id == kept[0].id + 1)
  }

  @Test func theNumberOfACampaignThatWasNotKeptIsNotGivenAgain() {
    var index = CampaignIndex(restoring: [], numberedAfter: 7)
    #expect(index.add(Self.prize(1), sender: "a", at: 1)?.id == 8)
  }

  @Test func emptyMessagesAreNoCampaign() {
    var index = CampaignIndex()
    #expect(index.add(MinHash("\u{301}"), sender: "a", at: 1) == nil)
    #expect(MinHash(values: [1, 2]) == nil)
  }
}
