/// One direction of the serial line: bytes enter in chunks, each not before its time, and leave at the line's speed.
///
/// At 8N1 a byte takes ten bit times (ITU-T V.24/V.28 practice), so `baud / 10` bytes a second. Zero means a line without
/// a speed limit. A chunk keeps its borders unless the line is paced: then it leaves in pieces of a UART's FIFO.
struct LinePacer: Sendable {
  /// Bits a second; 0 = unlimited.
  var baud: Int
  /// Whether every chunk is cut further, for readers that must survive any split.
  var splitsChunks = false

  private struct Chunk {
    var bytes: [UInt8]
    var offset = 0
    var due: Duration
  }

  private var chunks: [Chunk] = []
  private var head = 0
  private var freeAt: Duration = .zero

  /// How many bytes a 16550's FIFO hands over at once.
  private static let fifo = 16

  init(baud: Int) {
    self.baud = baud
  }

  var isEmpty: Bool { head == chunks.count }

  /// When the next bytes leave.
  var deadline: Duration? {
    head < chunks.count ? chunks[head].due : nil
  }

  /// Puts bytes on the line, to start not before `start`.
  mutating func send(_ bytes: [UInt8], notBefore start: Duration) {
    guard !bytes.isEmpty else { return }
    if baud <= 0 {
      let due = max(start, isEmpty ? start : chunks[chunks.count - 1].due)
      chunks.append(Chunk(bytes: bytes, due: due))
      return
    }
    if isEmpty { freeAt = max(freeAt, start) }
    let begin = max(freeAt, start)
    chunks.append(Chunk(bytes: bytes, due: begin + time(of: min(Self.fifo, bytes.count))))
    freeAt = begin + time(of: bytes.count)
  }

  /// The next bytes that have left by `now`.
  mutating func takeDue(now: Duration) -> [UInt8]? {
    guard head < chunks.count, chunks[head].due <= now else { return nil }
    let whole = chunks[head].bytes
    let offset = chunks[head].offset
    var size = whole.count - offset
    if baud > 0 { size = min(size, Self.fifo) }
    if splitsChunks { size = min(size, 1 + (offset &+ whole.count) % 5) }
    let end = offset + size
    if end == whole.count {
      head += 1
      if head == chunks.count || head >= 256 {
        chunks.removeFirst(head)
        head = 0
      }
    } else {
      chunks[head].offset = end
      if baud > 0 { chunks[head].due += time(of: min(Self.fifo, whole.count - end)) }
    }
    return size == whole.count ? whole : Array(whole[offset..<end])
  }

  /// The next whole chunk with its time, due or not.
  mutating func takeNext() -> (bytes: [UInt8], due: Duration)? {
    guard head < chunks.count else { return nil }
    let chunk = chunks[head]
    head += 1
    return (Array(chunk.bytes[chunk.offset...]), chunk.due)
  }

  /// Forgets everything on the line (the plug was pulled).
  mutating func clear() {
    chunks.removeAll()
    head = 0
  }

  private func time(of bytes: Int) -> Duration {
    .nanoseconds(Int64(bytes) * 10_000_000_000 / Int64(max(baud, 1)))
  }
}
