import SpamCore

private let fraud =
  "SELAMAT! No Anda terpilih sbg pemenang undian poin, hadiah Rp75.000.000. Kode T99K27. Hub 0852-9051-7734 atau buka "
  + "www.gebyarpoin-2026.blogspot.com"
private let chat =
  "Besok rapat RT jam tujuh malam di rumah Pak Karyo ya bu, tolong bawa buku kas sekalian sama sisa uang arisan kemarin"

/// From a text to its verdict.
func judging() throws -> [Benchmark] {
  let classifier = SpamClassifier(model: try SpamModel.embedded())
  return [
    ("classify a fraud, \(fraud.count) characters", fraud, 2000),
    ("classify a chat, \(chat.count) characters", chat, 2000),
    ("classify the same fraud with letters set apart", fraud.map { "\($0)." }.joined(), 500),
    ("classify 1,365 words of two letters without vowels", String(repeating: "bk sl kt ", count: 455), 10),
    ("classify 4,095 letters without a space", String(repeating: "nomorandamenang", count: 273), 5),
    ("classify a million combining marks", String(repeating: "\u{301}", count: 1_000_000), 2),
  ].map { name, text, batch in
    Benchmark(name: name, batch: batch) { classifier.classify(text).reasons.count }
  }
}

/// From a text to the campaign it belongs to, among as many campaigns as are remembered.
func grouping() -> [Benchmark] {
  let campaigns = (0..<2048).map { number in
    let words = (0..<16).map { "kata\((number &* 7919 &+ $0 &* 104_729) % 50_021)" }.joined(separator: " ")
    return CampaignIndex.Campaign(
      id: UInt64(number + 1), sketch: MinHash(words), count: 2, senders: [], firstSeen: 0, lastSeen: Int64(number))
  }
  let known = MinHash(fraud)
  let last = CampaignIndex.Campaign(id: 2048, sketch: known, count: 2, senders: [], firstSeen: 0, lastSeen: 9_999)
  let index = CampaignIndex(restoring: campaigns.dropLast() + [last])
  let unknown = MinHash(chat)
  return [
    Benchmark(name: "sketch a message for the campaigns") { Int(truncatingIfNeeded: MinHash(fraud).hashValue) & 1 },
    Benchmark(name: "look up a campaign among 2,048, found") { index.match(known) == nil ? 0 : 1 },
    Benchmark(name: "look up a campaign among 2,048, none") { index.match(unknown) == nil ? 0 : 1 },
  ]
}
