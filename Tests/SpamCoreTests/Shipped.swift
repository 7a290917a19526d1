import SpamCore

/// The model that is part of the program, read once with its bank: in a debug build that takes longer than most tests.
enum Shipped {
  private static let loaded = Result { try SpamModel(bytes: SpamModel.embeddedBytes) }

  static func model() throws -> SpamModel { try loaded.get() }

  static func classifier() throws -> SpamClassifier { SpamClassifier(model: try model()) }
}
