import NIOCore

/// Events on their way to one client, on the client's event loop.
final class EventStream {
  private let server: any ControlServing
  private let follower: EventFeed.Follower
  private let handler: ControlHandler
  private let context: ChannelHandlerContext
  private var heartbeat: RepeatedTask?
  private var isEnded = false

  init(
    _ filter: EventFilter, server: any ControlServing, limits: ControlLimits, handler: ControlHandler,
    context: ChannelHandlerContext
  ) {
    self.server = server
    self.handler = handler
    self.context = context
    let eventLoop = context.eventLoop
    let bound = NIOLoopBound(Weak<EventStream>(), eventLoop: eventLoop)
    follower = EventFeed.Follower(filter: filter) { eventLoop.execute { bound.value.target?.drain() } }
    bound.value.target = self
    heartbeat = eventLoop.scheduleRepeatedTask(initialDelay: limits.heartbeat, delay: limits.heartbeat) { _ in
      bound.value.target?.beat()
    }
    server.feed.add(follower)
  }

  /// Writes what waits, as far as the client takes it.
  func drain() {
    guard !isEnded else { return }
    if follower.isLost {
      end()
      return handler.finishStream(EventFeed.lostLine, context)
    }
    guard context.channel.isWritable else { return }
    let lines = follower.take().lines
    if !lines.isEmpty { handler.writeChunk(lines.joined(), context) }
  }

  private func beat() {
    if !isEnded, context.channel.isWritable { handler.writeChunk("\n", context) }
  }

  /// The connection is gone, or will be.
  func end() {
    guard !isEnded else { return }
    isEnded = true
    heartbeat?.cancel()
    server.feed.remove(follower)
    server.closeStream()
  }
}

/// A reference that keeps nothing alive.
final class Weak<Target: AnyObject> {
  weak var target: Target?
}
