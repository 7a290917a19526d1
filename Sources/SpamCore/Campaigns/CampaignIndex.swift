/// Groups near-duplicate messages of different senders, in bounded memory.
///
/// A message joins the campaign of the most similar one among those that share a band of their sketches with it; from a
/// Jaccard index of 0.45 on. When the index is full the campaign that was quiet longest is forgotten.
public struct CampaignIndex: Sendable {
  /// Messages that belong together.
  public struct Campaign: Sendable, Hashable, Identifiable {
    /// Number of the campaign, from 1, never used again.
    public let id: UInt64
    /// Sketch of its first message; what persists of its wording.
    public let sketch: MinHash
    /// Messages so far.
    public fileprivate(set) var count: Int
    /// Different senders so far, at most `CampaignIndex.maximumSenders`.
    public fileprivate(set) var senders: [String]
    /// When its first and its last message came, in milliseconds of the Unix epoch.
    public fileprivate(set) var firstSeen: Int64
    /// See `firstSeen`.
    public fileprivate(set) var lastSeen: Int64

    /// A campaign that was kept in a store.
    public init(id: UInt64, sketch: MinHash, count: Int, senders: [String], firstSeen: Int64, lastSeen: Int64) {
      self.id = id
      self.sketch = sketch
      self.count = count
      self.senders = senders
      self.firstSeen = firstSeen
      self.lastSeen = lastSeen
    }
  }

  /// From this estimated Jaccard index on, messages belong together.
  public static let similarity = 0.45
  /// Senders remembered of one campaign.
  public static let maximumSenders = 64

  private let capacity: Int
  private var campaigns: [UInt64: Campaign] = [:]
  private var buckets: [UInt64: [UInt64]] = [:]
  private var nextID: UInt64

  /// An index of at most `capacity` campaigns, with those that were kept.
  ///
  /// - Parameter last: the highest number ever given, also to one that was not kept.
  public init(capacity: Int = 2048, restoring kept: [Campaign] = [], numberedAfter last: UInt64 = 0) {
    self.capacity = max(capacity, 1)
    nextID = max(last, kept.map(\.id).max() ?? 0) &+ 1
    for campaign in kept.sorted(by: { ($0.lastSeen, $0.id) < ($1.lastSeen, $1.id) }).suffix(self.capacity) {
      insert(campaign)
    }
  }

  /// All campaigns, the latest first.
  public var all: [Campaign] {
    campaigns.values.sorted { ($0.lastSeen, $0.id) > ($1.lastSeen, $1.id) }
  }

  /// The campaign a message belongs to, without adding it.
  public func match(_ sketch: MinHash) -> Campaign? {
    var best: (similarity: Double, id: UInt64)?
    var seen: Set<UInt64> = []
    for key in sketch.bandKeys {
      for id in buckets[key] ?? [] where seen.insert(id).inserted {
        guard let campaign = campaigns[id] else { continue }
        let similarity = sketch.similarity(to: campaign.sketch)
        guard similarity >= Self.similarity else { continue }
        if let current = best, (current.similarity, id) >= (similarity, current.id) { continue }
        best = (similarity, id)
      }
    }
    return best.flatMap { campaigns[$0.id] }
  }

  /// Adds a message and returns the campaign it belongs to now, nil when it has no words to compare.
  @discardableResult
  public mutating func add(_ sketch: MinHash, sender: String, at time: Int64) -> Campaign? {
    guard !sketch.isEmpty else { return nil }
    if var campaign = match(sketch) {
      campaign.count += 1
      campaign.firstSeen = min(campaign.firstSeen, time)
      campaign.lastSeen = max(campaign.lastSeen, time)
      if campaign.senders.count < Self.maximumSenders, !campaign.senders.contains(sender) {
        campaign.senders.append(sender)
      }
      campaigns[campaign.id] = campaign
      return campaign
    }
    let campaign = Campaign(id: nextID, sketch: sketch, count: 1, senders: [sender], firstSeen: time, lastSeen: time)
    nextID &+= 1
    if campaigns.count >= capacity { forgetQuietest() }
    insert(campaign)
    return campaign
  }

  private mutating func insert(_ campaign: Campaign) {
    campaigns[campaign.id] = campaign
    for key in campaign.sketch.bandKeys { buckets[key, default: []].append(campaign.id) }
  }

  private mutating func forgetQuietest() {
    guard let quietest = campaigns.values.min(by: { ($0.lastSeen, $0.id) < ($1.lastSeen, $1.id) }) else { return }
    campaigns[quietest.id] = nil
    for key in quietest.sketch.bandKeys {
      buckets[key]?.removeAll { $0 == quietest.id }
      if buckets[key]?.isEmpty == true { buckets[key] = nil }
    }
  }
}
