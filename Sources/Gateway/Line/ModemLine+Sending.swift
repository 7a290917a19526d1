import Modem
import NIOCore

// What the desk has to send.
extension ModemLine {
  /// One SMS at a time: asks the desk what is due, gives it to the session, tells the desk what became of it.
  func runSender() async {
    while !isStopping {
      guard session.state.phase == .ready else {
        await sleepSender(.seconds(60))
        if !isStopping { await desk.lookAround() }
        continue
      }
      let asked = sim
      switch await desk.nextSubmission(for: asked) {
      case .send(let request): await desk.sendFinished(id: request.id, await send(request, from: asked))
      case .idle(let delay): await sleepSender(delay)
      }
    }
  }

  private func send(_ request: SendRequest, from asked: SIMIdentity) async -> SendResult {
    if isStopping { return .notAttempted(reason: "the line is being closed") }
    if sim.key != asked.key { return .notAttempted(reason: "another SIM is in the modem now") }
    return await withCheckedContinuation { continuation in
      sendResults[request.id] = continuation
      session.send(request, now: now)
      carryOut()
    }
  }

  private func sleepSender(_ delay: Duration?) async {
    if isStopping { return }
    await withCheckedContinuation { continuation in
      senderWakeUp = continuation
      guard let delay else { return }
      senderTimer = eventLoop.scheduleTask(in: .init(delay)) { [self] in assumeIsolated { $0.wakeSender() } }
    }
  }

  /// Something may have become due.
  func wakeSender() {
    senderTimer?.cancel()
    senderTimer = nil
    senderWakeUp?.resume()
    senderWakeUp = nil
  }
}
