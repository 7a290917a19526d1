/// Things to come, in the order of their time; those of one moment in the order they were put in.
struct EventQueue<Event: Sendable>: Sendable {
  private struct Entry: Sendable {
    var due: Duration
    var order: Int
    var event: Event

    func precedes(_ other: Entry) -> Bool { (due, order) < (other.due, other.order) }
  }

  private var heap: [Entry] = []
  private var order = 0

  var isEmpty: Bool { heap.isEmpty }
  var deadline: Duration? { heap.first?.due }

  mutating func add(_ event: Event, at due: Duration) {
    heap.append(Entry(due: due, order: order, event: event))
    order += 1
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The next thing that is due by `now`, with its time.
  mutating func next(by now: Duration) -> (event: Event, due: Duration)? {
    guard let first = heap.first, first.due <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].precedes(heap[least]) {
        least = child
      }
      if least == parent { break }
      heap.swapAt(parent, least)
      parent = least
    }
    return (first.event, first.due)
  }
}
