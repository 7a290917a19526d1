/// A number from a file of contacts.
public struct Contact: Sendable, Hashable {
  /// As it is written in the file.
  public var number: String
  /// Who it is, when the file says so.
  public var name: String?
  /// The line of the file it stands on, from 1.
  public var line: Int

  /// A number.
  public init(number: String, name: String?, line: Int) {
    self.number = number
    self.name = name
    self.line = line
  }
}

/// Something in a file of contacts that gives no number.
public struct ContactProblem: Sendable, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  /// `line 7: …`.
  public var description: String { "line \(line): \(reason)" }
}

/// What was read of a file: the numbers, and everything that is none. Both are told, so that nobody believes a person
/// protected who is not.
public struct ContactFile: Sendable, Hashable {
  /// In the order of the file.
  public internal(set) var contacts: [Contact] = []
  /// In the order of the file.
  public internal(set) var problems: [ContactProblem] = []

  /// Reads a vCard file (2.1, 3.0, 4.0) or a CSV file; which one, its content says.
  public init(_ octets: [UInt8]) {
    let text = FileText.decode(octets)
    self = VCardReader.isVCard(text) ? VCardReader.read(text) : ContactTable.read(text)
  }

  init() {}

  /// Takes a value that should be a number, or says why it is none.
  mutating func add(_ value: String, name: String?, line: Int) {
    let number = value.trimmingSpaces
    if number.isEmpty { return }
    guard NumberText.isUsable(number) else {
      problems.append(ContactProblem(line: line, reason: "\"\(number.prefix(40))\" is no telephone number"))
      return
    }
    let name = name?.trimmingSpaces
    contacts.append(Contact(number: number, name: name?.isEmpty == false ? name : nil, line: line))
  }
}
