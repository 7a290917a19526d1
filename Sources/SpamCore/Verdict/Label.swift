/// What a message is.
public enum Label: String, Sendable, CaseIterable {
  /// Wanted, or at least honest: chat, notices, one-time passwords, bank messages.
  case ham
  /// Legitimate advertising.
  case promo
  /// Unwanted person-to-person trade: loans, gambling, pulsa agents. Labelled, never reported.
  case grey
  /// Deception for money or data: the only class that is ever reported.
  case fraud

  /// Position in everything that holds a value for each label.
  var index: Int {
    switch self {
    case .ham: 0
    case .promo: 1
    case .grey: 2
    case .fraud: 3
    }
  }
}

/// What may happen with a message.
public enum Band: String, Sendable, CaseIterable {
  /// May be reported without a person: model and gate agree, and nothing vetoes.
  case auto
  /// A person should look.
  case ask
  /// Nothing to do.
  case none
}

/// A probability for each label; they sum to 1.
public struct LabelProbabilities: Sendable, Hashable {
  /// In the order of `Label.allCases`.
  public let values: SIMD4<Double>

  /// Values in the order of `Label.allCases`, taken as they are.
  public init(_ values: SIMD4<Double>) {
    self.values = values
  }

  /// The probability of one label, 0…1.
  public subscript(label: Label) -> Double { values[label.index] }

  /// The most probable label; of equal ones the less accusing.
  public var best: Label {
    var best = Label.ham
    for label in Label.allCases where self[label] > self[best] { best = label }
    return best
  }
}
