extension ModemSession {
  /// The device was unplugged or has left the bus while the port was closed; what is opened next starts with a clean
  /// count of errors, so that a fresh modem is not reset again at once.
  public mutating func deviceReplaced(now: MonotonicTime) {
    advanceClock(now)
    forgiveIfWell()
    recovery.unplugged()
  }
}
