/// The user data header: the information elements before the message (3GPP TS 23.040 §9.2.3.24).
public struct UserDataHeader: Sendable, Hashable {
  /// The elements in the order sent.
  public let elements: [InformationElement]

  /// Creates a header.
  ///
  /// - Throws: ``PDUError/Reason/headerTooLong(length:available:)`` when the elements do not fit 140 octets.
  public init(_ elements: [InformationElement]) throws(PDUError) {
    self.init(unchecked: elements)
    let length = self.length
    guard length <= 139 else {
      throw PDUError(.headerTooLong(length: length + 1, available: 140), field: "TP-UD.UDH")
    }
  }

  init(unchecked elements: [InformationElement]) {
    self.elements = elements
  }

  /// The number of octets after the length octet: UDHL.
  public var length: Int {
    elements.reduce(0) { $0 + 2 + $1.data.count }
  }

  /// The octets, UDHL first.
  public var octets: [UInt8] {
    var octets = [UInt8(truncatingIfNeeded: length)]
    for element in elements {
      octets.append(element.identifier)
      octets.append(UInt8(truncatingIfNeeded: element.data.count))
      octets.append(contentsOf: element.data)
    }
    return octets
  }

  /// Reads the elements of a header, without its length octet; nil when the last one does not fit: the standard has the
  /// whole header ignored then.
  static func parse(_ octets: ArraySlice<UInt8>) -> UserDataHeader? {
    var elements: [InformationElement] = []
    var rest = octets
    while let identifier = rest.popFirst() {
      guard let length = rest.popFirst(), Int(length) <= rest.count else { return nil }
      elements.append(InformationElement(identifier: identifier, data: Array(rest.prefix(Int(length)))))
      rest = rest.dropFirst(Int(length))
    }
    return UserDataHeader(unchecked: elements)
  }

  /// The place of this part in a longer message. Of several such elements the last valid one counts.
  public var concatenation: Concatenation? {
    last { element in
      if case .concatenation(let value) = element.value { value } else { nil }
    }
  }

  /// The applications the message is from and for.
  public var ports: ApplicationPorts? {
    last { element in
      if case .ports(let value) = element.value { value } else { nil }
    }
  }

  /// The national language tables the text is coded with (3GPP TS 23.040 §9.2.3.24.15 and §9.2.3.24.16).
  public var tables: GSM7.Tables {
    GSM7.Tables(
      locking: last { element in
        if case .lockingShift(let language) = element.value { language } else { nil }
      },
      singleShift: last { element in
        if case .singleShift(let language) = element.value { language } else { nil }
      })
  }

  private func last<Value>(_ value: (InformationElement) -> Value?) -> Value? {
    for element in elements.reversed() {
      if let value = value(element) { return value }
    }
    return nil
  }
}
