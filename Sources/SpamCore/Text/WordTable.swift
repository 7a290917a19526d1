/// A frozen map from words to short values: open addressing over 64-bit hashes of the words' octets, without an
/// allocation or a comparison of strings when looking up.
struct WordTable: Sendable {
  private var slots: [Slot]
  private let mask: Int
  /// Replacement texts one after the other, for tables of pairs.
  private(set) var octets: [UInt8] = []

  /// A hash of 0 marks an empty one.
  private struct Slot {
    var hash: UInt64 = 0
    var value: UInt32 = 0
  }

  private init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    mask = size - 1
  }

  /// Words separated by spaces, each with the value of its list; a word of several lists gets their union. Words of a
  /// phrase are joined by `_`, and its hash is made of theirs by `phrase(_:_:)`.
  init(sets: [(value: UInt32, words: StaticString)]) {
    self.init(capacity: sets.reduce(0) { $0 + $1.words.utf8CodeUnitCount / 3 + 1 })
    for (value, words) in sets {
      words.withUTF8Buffer { buffer in
        for entry in buffer.split(separator: UInt8(ascii: " ")) {
          let words = entry.split(separator: UInt8(ascii: "_")).map(Self.hash)
          guard let first = words.first else { continue }
          insert(words.dropFirst().reduce(first, Self.phrase)) { $0 | value }
        }
      }
    }
  }

  /// The same under what is left of the words without vowels; single words that this hardly tells from others are left out.
  init(skeletonsOf sets: [(value: UInt32, words: StaticString)]) {
    self.init(capacity: sets.reduce(0) { $0 + $1.words.utf8CodeUnitCount / 3 + 1 })
    for (value, words) in sets {
      words.withUTF8Buffer { buffer in
        for entry in Array(buffer).split(separator: UInt8(ascii: " ")) {
          let words = entry.split(separator: UInt8(ascii: "_"))
          guard let first = words.first, words.count > 1 || Skeletons.isTelling(first) else { continue }
          insert(words.dropFirst().reduce(Skeletons.hash(first)) { Self.phrase($0, Skeletons.hash($1)) }) { $0 | value }
        }
      }
    }
  }

  /// The words of several tables, each with the bits of those that have it.
  init(merging tables: [(bit: UInt32, table: WordTable)]) {
    self.init(capacity: tables.reduce(0) { $0 + $1.table.slots.count / 2 })
    for (bit, table) in tables {
      for slot in table.slots where slot.hash != 0 { insert(slot.hash) { $0 | bit } }
    }
  }

  /// `from=to` pairs separated by spaces.
  init(pairs: StaticString) {
    self.init(capacity: pairs.utf8CodeUnitCount / 6 + 1)
    pairs.withUTF8Buffer { buffer in
      for pair in buffer.split(separator: UInt8(ascii: " ")) {
        let parts = pair.split(separator: UInt8(ascii: "="))
        guard parts.count == 2 else { continue }
        let start = octets.count
        octets.append(contentsOf: parts[1])
        insert(Self.hash(parts[0])) { _ in UInt32(start) << 8 | UInt32(parts[1].count) }
      }
    }
  }

  /// Words separated by spaces under a key made of each; of equal keys the first stands, and a word that is its own
  /// key is left out.
  init(words: StaticString, key: (ArraySlice<UInt8>) -> [UInt8]) {
    self.init(capacity: words.utf8CodeUnitCount / 6 + 1)
    words.withUTF8Buffer { buffer in
      for word in Array(buffer).split(separator: UInt8(ascii: " ")) {
        let key = key(word)
        if key.elementsEqual(word) { continue }
        let start = octets.count
        octets.append(contentsOf: word)
        insert(Self.hash(key)) { $0 == 0 ? UInt32(start) << 8 | UInt32(word.count) : $0 }
      }
    }
  }

  /// The value of the word with this hash, nil for a word that is not in the table.
  @inline(__always)
  func value(_ hash: UInt64) -> UInt32? {
    slots.withUnsafeBufferPointer { slots in
      var at = Int(truncatingIfNeeded: hash) & mask
      while slots[at].hash != 0 {
        if slots[at].hash == hash { return slots[at].value }
        at = (at + 1) & mask
      }
      return nil
    }
  }

  /// The replacement for the word with this hash in a table of pairs.
  func replacement(_ hash: UInt64) -> ArraySlice<UInt8>? {
    guard let packed = value(hash) else { return nil }
    let start = Int(packed >> 8)
    return octets[start..<start + Int(packed & 0xFF)]
  }

  /// Octets that differ when any entry does.
  var fingerprint: [UInt8] {
    var sum: UInt64 = 0
    for slot in slots where slot.hash != 0 { sum &+= Hashing.finish(slot.hash ^ UInt64(slot.value) << 13) }
    return (0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
  }

  /// FNV-1a with a final mix; never 0, which marks an empty slot.
  @inline(__always)
  static func hash(_ octets: some Sequence<UInt8>) -> UInt64 {
    var hash = Hashing.start
    for octet in octets { hash = Hashing.add(octet, to: hash) }
    return Hashing.finish(hash) | 1
  }

  /// The hash of a phrase and one more word.
  @inline(__always)
  static func phrase(_ phrase: UInt64, _ word: UInt64) -> UInt64 {
    Hashing.finish(phrase &* 0x9E37_79B9_7F4A_7C15 ^ word) | 1
  }

  private mutating func insert(_ hash: UInt64, _ change: (UInt32) -> UInt32) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].hash != 0, slots[slot].hash != hash { slot = (slot + 1) & mask }
    slots[slot].hash = hash
    slots[slot].value = change(slots[slot].value)
  }
}

/// FNV-1a over octets, 64 bits, and a final mix because FNV's low bits alone are weak.
enum Hashing {
  static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func add(_ octet: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(octet)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  static func finish(_ hash: UInt64) -> UInt64 {
    var mixed = hash ^ hash >> 32
    mixed = mixed &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }
}
