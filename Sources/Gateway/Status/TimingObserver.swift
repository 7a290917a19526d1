/// Is told how long things took.
package protocol TimingObserver: Sendable {
  /// Takes note; never blocks.
  func observe(_ timing: Timing, _ duration: Duration)
  /// A step of longer work is done.
  func noteProgress()
}
