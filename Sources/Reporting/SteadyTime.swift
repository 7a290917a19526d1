/// A moment by a clock that never jumps and that sleeps neither with the program nor with the computer: so many
/// milliseconds after a boot.
public struct SteadyTime: Hashable, Sendable {
  /// Which boot; another one is another name.
  public var boot: String
  /// Since that boot.
  public var milliseconds: Int64

  /// A moment.
  public init(boot: String, milliseconds: Int64) {
    self.boot = boot
    self.milliseconds = milliseconds
  }
}
