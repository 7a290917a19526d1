import Reporting
import Store

/// Everybody who writes within the year, and what is true of them.
struct YearWorld {
  /// What comes on a day besides the everyday.
  enum Weather: CaseIterable {
    case quiet
    /// Frauds of many senders for hours, below what opens the breaker.
    case wave
    /// More within an hour than the breaker lets pass.
    case burst
    /// Many senders, one text, and it names somebody who has nothing to do with it.
    case joeJob
    /// Senders are forged: the service centre is foreign, or the way does not fit.
    case forged
    /// 1166 answers again and again, and sometimes that the format is wrong.
    case replyStorm
  }

  struct Message {
    /// Seconds into the day.
    let second: Int
    let sender: String
    let text: String
    let isFraud: Bool
    var serviceCentre = "+6281100000"
    var hasSpoofSigns = false
  }

  static let senders = 10_000
  static let destination = "1166"
  /// Numbers that write frauds all the time, the same texts and new ones.
  private static let offenders = 9_000..<9_020
  /// Who protects whom: contacts, own numbers and the allow-list.
  let contacts = (0..<50).map { Self.number($0 * 199 + 7) }
  let own = [Self.number(9_500)]
  private let victim = "085799990001"

  private var random: YearRandom
  private var nextWriter = 0
  private var serial = 0
  /// Numbers that must never be reported: friends, and those whose number was only forged or named.
  private(set) var innocents: Set<String> = []
  /// Numbers that wrote so far.
  private(set) var writers: Set<String> = []
  /// Who truly wrote which fraud that may be reported without a person.
  private(set) var frauds: [String: Set<String>] = [:]
  private(set) var messages = 0
  private(set) var replies = 0

  init(seed: UInt64) {
    random = YearRandom(seed: seed)
    innocents = Set(contacts + own + [victim])
    for index in 0..<40 { innocents.insert(Self.number(9_600 + index)) }
  }

  static func number(_ index: Int) -> String { "0812\(10_000_000 + index * 731)" }

  /// What a day is like; the order is the same for every seed, so that each kind surely comes.
  func weather(of day: Int) -> Weather {
    switch day % 25 {
    case 3: .wave
    case 8: .burst
    case 12: .joeJob
    case 17: .forged
    case 21: .replyStorm
    default: .quiet
    }
  }

  /// The messages of a day, in order.
  mutating func day(_ day: Int) -> [Message] {
    var messages: [Message] = []
    // Everybody writes once in their turn, most of them harmless things.
    for _ in 0..<(Self.senders / 365 + 1) where nextWriter < Self.senders {
      let sender = Self.number(nextWriter)
      let isFraud = nextWriter % 5 == 0 && !innocents.contains(sender)
      messages.append(isFraud ? fraud(from: sender) : harmless(from: sender))
      nextWriter += 1
    }
    for _ in 0..<13 { messages.append(harmless(from: Self.number(random.below(Self.senders)))) }
    for _ in 0..<3 { messages.append(fraud(from: Self.number(Self.offenders.lowerBound + random.below(20)))) }
    // A friend's telephone was stolen.
    messages.append(fraud(from: contacts[random.below(contacts.count)]))
    switch weather(of: day) {
    case .quiet, .replyStorm: break
    case .wave: for index in 0..<135 { messages.append(fraud(from: stranger(), second: 28_800 + index * 240)) }
    case .burst: for index in 0..<60 { messages.append(fraud(from: stranger(), second: 36_000 + index * 50)) }
    case .joeJob:
      serial += 1
      let text = "joe\(serial) menang hadiah hubungi \(victim)"
      for index in 0..<40 { messages.append(fraud(from: stranger(), text: text, second: 7_200 + index * 1_800)) }
    case .forged:
      for index in 0..<40 {
        var message = fraud(from: Self.number(9_600 + index), second: 3_600 + index * 600)
        if index % 2 == 0 { message.serviceCentre = "+4479000000" } else { message.hasSpoofSigns = true }
        messages.append(message)
      }
    }
    for message in messages { note(message) }
    return messages.sorted { $0.second < $1.second }
  }

  /// What 1166 says to so many reports.
  mutating func answers(to count: Int, weather: Weather) -> [(text: String, kind: ReplyKind)] {
    var answers: [(text: String, kind: ReplyKind)] = []
    for _ in 0..<count where random.below(3) > 0 { answers.append(("Terima kasih atas laporan", .acknowledged)) }
    if case .replyStorm = weather {
      for index in 0..<60 { answers.append(("Terima kasih \(index)", .acknowledged)) }
      answers.append(("Format salah", .rejected))
    }
    replies += answers.count
    return answers
  }

  private mutating func note(_ message: Message) {
    messages += 1
    writers.insert(message.sender)
    let isPlain = message.serviceCentre.hasPrefix("+62") && !message.hasSpoofSigns
    if message.isFraud, isPlain { frauds[message.text, default: []].insert(message.sender) }
  }

  /// Somebody who is protected by nothing but their honesty.
  private mutating func stranger() -> String {
    while true {
      let number = Self.number(random.below(9_000))
      if !innocents.contains(number) { return number }
    }
  }

  private mutating func harmless(from sender: String) -> Message {
    serial += 1
    return Message(second: random.below(86_000), sender: sender, text: "halo \(serial)", isFraud: false)
  }

  private mutating func fraud(from sender: String, text: String? = nil, second: Int? = nil) -> Message {
    serial += 1
    let campaign = random.below(3) == 0 ? random.below(5) : 100 + random.below(2_000)
    return Message(
      second: second ?? random.below(86_000), sender: sender, text: text ?? "c\(campaign) hadiah \(random.below(3))",
      isFraud: true)
  }
}
