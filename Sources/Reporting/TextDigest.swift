internal import Digest

/// Tells whether two messages say the same: the SHA-256 of the letters and digits alone, in lower case, so that spacing
/// and punctuation make no new text. Kept when the text itself is purged.
public enum TextDigest {
  /// The digest of `text`, as 64 hexadecimal digits.
  public static func hex(of text: String) -> String {
    SHA256.hex(of: String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter(isSignificant))).utf8)
  }

  private static func isSignificant(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
