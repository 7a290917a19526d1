/// A line of the answer to `AT+CNUM`: the SIM's own number, where its owner has written it there
/// (3GPP TS 27.007 §7.1).
public struct SubscriberNumber: Sendable, Hashable {
  /// The number, with `+` where it is international.
  public var number: String

  /// Reads `+CNUM: [<alpha>],<number>,<type>`; nil when it is another line or holds no number.
  public init?(_ line: ResultLine) {
    let values = line.values
    guard line.name.uppercased() == "+CNUM", values.count >= 2, let number = values[1].text, !number.isEmpty,
      number.utf8.count <= 24
    else { return nil }
    self.number = number
  }
}

/// `+CUSD: <m>,[<str>],[<dcs>]`: an answer of the network to a code such as `*888#` (3GPP TS 27.007 §7.15).
public struct USSDResponse: Sendable, Hashable {
  /// 0 done, 1 the network waits for an answer, 2 ended by the network …
  public var status: Int
  /// The text as the modem gives it: characters, or hexadecimal digits.
  public var text: String?
  /// Data coding scheme of the text (3GPP TS 23.038 §5).
  public var dcs: Int?

  /// Reads the line; nil when it is another one.
  public init?(_ line: ResultLine) {
    let values = line.values
    guard line.name.uppercased() == "+CUSD", let status = values.first?.number else { return nil }
    self.status = status
    text = values.count > 1 ? values[1].text : nil
    dcs = values.count > 2 ? values[2].number : nil
  }
}
