/// The program's version.
public enum Version {
  /// Semantic version, as in `CHANGELOG.md`.
  public static let text = "0.1.0"
}
