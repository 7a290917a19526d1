/// Why a model was refused; each says what to do about it.
public enum ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file ends early, at this octet.
  case truncated(octet: Int)
  /// It does not begin as a model does.
  case notAModel
  /// A file format this program does not know.
  case unsupportedVersion(UInt32)
  /// Its SHA-256 does not match: damaged or edited.
  case digestMismatch
  /// Trained with another normaliser: its features would mean something else here.
  case normalizerMismatch(model: UInt64, program: UInt64)
  /// Trained with other feature parameters.
  case featureMismatch(field: String, model: UInt64, program: UInt64)
  /// A value no trainer writes.
  case invalid(field: String, octet: Int)

  /// In plain words, with what to do.
  public var description: String {
    switch self {
    case .truncated(let octet):
      "the model ends at octet \(octet), before it is complete; copy the file again or run `pelapor train`"
    case .notAModel:
      "this is not a Pelapor model (it does not begin with “\(ModelFile.magic)”); give a file that `pelapor train` wrote"
    case .unsupportedVersion(let version):
      "the model has format version \(version), this program reads \(ModelFile.version); train it again with `pelapor train`"
    case .digestMismatch:
      "the model's SHA-256 does not match its content: it is damaged; copy it again or train it again"
    case .normalizerMismatch(let model, let program):
      "the model was trained with another text normaliser (\(hex(model)), this program's is \(hex(program))); train it again with `pelapor train`"
    case .featureMismatch(let field, let model, let program):
      "the model has \(field) \(model), this program uses \(program); train it again with `pelapor train`"
    case .invalid(let field, let octet):
      "the model's \(field) at octet \(octet) has an impossible value; train it again with `pelapor train`"
    }
  }

  private func hex(_ value: UInt64) -> String { String(value, radix: 16) }
}
