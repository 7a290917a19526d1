/// A number fit for a log: `0812****7890`.
///
/// At least four digits are always hidden, so a short number is hidden whole. A name such as `Telkomsel` stays, except
/// for runs of five digits or more in it. Control characters become `?`, since the text may end in a terminal.
public func masked(_ number: String) -> String {
  if let mobile = MSISDN(number) { return maskedDigits(mobile.national) }
  if let dialled = DialString(number) { return (dialled.hasPlus ? "+" : "") + maskedDigits(dialled.digits) }
  var result = ""
  var run = ""
  for character in number {
    if character.isNumber || isPunctuationOfNumbers(character) {
      run.append(character)
      continue
    }
    result += maskedRun(run)
    run = ""
    result.append(isPrintable(character) ? character : "?")
  }
  return result + maskedRun(run)
}

/// Shows up to four digits at either end, and hides four or more between them.
private func maskedDigits(_ digits: String) -> String {
  let count = digits.count
  guard count >= 8 else { return "****" }
  let head = min(4, count - 6)
  let tail = min(4, count - head - 4)
  return digits.prefix(head) + String(repeating: "*", count: count - head - tail) + digits.suffix(tail)
}

/// A run of digits inside a name, with whatever separates them.
private func maskedRun(_ run: String) -> String {
  run.filter(\.isNumber).count >= 5 ? "****" : run
}

private func isPunctuationOfNumbers(_ character: Character) -> Bool {
  character == "-" || character == "." || character == " " || character == "+" || character == "(" || character == ")"
}

private func isPrintable(_ character: Character) -> Bool {
  character.unicodeScalars.allSatisfy { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
