/// A labelled message.
public struct TrainingExample: Sendable {
  /// The message.
  public var text: String
  /// What it is.
  public var label: Label
  /// Finer than the label, e.g. `courier-fee`; for reports only, save for `second-hand`.
  public var type: String
  /// As displayed, nil when the data do not say.
  public var sender: String?
  /// Examples of one group never stand on both sides of a fold; empty when the data name none.
  public var group: String
  /// The file it comes from.
  public var source: String

  /// A fraud that somebody honest passes on, shows or tells of, with few words of his own. It is as suspicious as the fraud: no
  /// threshold keeps it from the automatic band without keeping the frauds from it, so that none follows from it.
  var isSecondHand: Bool { label != .fraud && type == "second-hand" }

  /// A labelled message.
  public init(
    text: String, label: Label, type: String = "", sender: String? = nil, group: String = "", source: String = ""
  ) {
    self.text = text
    self.label = label
    self.type = type
    self.sender = sender
    self.group = group
    self.source = source
  }
}
