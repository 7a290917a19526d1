extension EvaluationReport {
  /// The report for people, in plain text.
  public var text: String {
    var lines = [
      "\(count) messages: accuracy \(Decimal.text(accuracy, places: 4)), macro-F1 \(Decimal.text(macroF1, places: 4))",
      "",
      "class    count  precision  recall      F1",
    ]
    for figures in classes {
      lines.append(
        pad(figures.label.rawValue, 6) + right("\(figures.count)", 8)
          + right(Decimal.text(figures.precision, places: 3), 11)
          + right(Decimal.text(figures.recall, places: 3), 8) + right(Decimal.text(figures.f1, places: 3), 8))
    }
    lines += ["", "actual \\ predicted" + Label.allCases.map { right($0.rawValue, 8) }.joined()]
    for label in Label.allCases {
      lines.append(pad(label.rawValue, 18) + confusion[label.index].map { right("\($0)", 8) }.joined())
    }
    lines.append("")
    for point in operatingPoints {
      lines.append(
        "fraud recall at \(Decimal.percent(point.falseHitRate)) false hits: \(Decimal.text(point.recall, places: 3)) "
          + "(above \(Decimal.text(point.threshold, places: 4)))")
    }
    lines += [
      "automatic band: fraud recall \(Decimal.text(automaticRecall, places: 3)), harmless messages \(automaticFalseHits)",
      "automatic or ask: fraud recall \(Decimal.text(caughtRecall, places: 3)); asked about \(Decimal.percent(askRate)) of the harmless",
      "calibration of fraud: Brier \(Decimal.text(brier, places: 4)), ECE \(Decimal.text(calibrationError, places: 4))",
      "", "predicted  observed  messages",
    ]
    for bin in reliability.bins where bin.count > 0 {
      lines.append(
        right(Decimal.text(bin.predicted, places: 3), 9) + right(Decimal.text(bin.observed, places: 3), 10)
          + right("\(bin.count)", 10))
    }
    if !worstErrors.isEmpty { lines += ["", "worst errors"] }
    for message in worstErrors {
      lines.append(
        "\(message.label.rawValue) as \(message.predicted.rawValue), fraud \(Decimal.text(message.probability[.fraud], places: 3)), "
          + "\(message.band.rawValue): \(message.text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The report as one JSON object (RFC 8259).
  public var json: String {
    let classList = classes.map {
      "{\"label\":\"\($0.label.rawValue)\",\"count\":\($0.count),\"precision\":\(number($0.precision)),"
        + "\"recall\":\(number($0.recall)),\"f1\":\(number($0.f1))}"
    }
    let points = operatingPoints.map {
      "{\"false_hit_rate\":\(number($0.falseHitRate)),\"threshold\":\(number($0.threshold)),\"recall\":\(number($0.recall))}"
    }
    let bins = reliability.bins.map {
      "{\"count\":\($0.count),\"predicted\":\(number($0.predicted)),\"observed\":\(number($0.observed))}"
    }
    let errors = worstErrors.map {
      "{\"text\":\(JSONText.quoted($0.text)),\"label\":\"\($0.label.rawValue)\",\"predicted\":\"\($0.predicted.rawValue)\","
        + "\"fraud\":\(number($0.probability[.fraud])),\"band\":\"\($0.band.rawValue)\"}"
    }
    let labels = Label.allCases.map { "\"\($0.rawValue)\"" }
    return """
      {"count":\(count),"accuracy":\(number(accuracy)),"macro_f1":\(number(macroF1)),"classes":[\(list(classList))],\
      "labels":[\(list(labels))],"confusion":[\(list(confusion.map { "[\(list($0.map(String.init)))]" }))],\
      "operating_points":[\(list(points))],"automatic_recall":\(number(automaticRecall)),\
      "caught_recall":\(number(caughtRecall)),"automatic_false_hits":\(automaticFalseHits),"ask_rate":\(number(askRate)),\
      "brier":\(number(brier)),"ece":\(number(calibrationError)),"reliability":[\(list(bins))],"worst_errors":[\(list(errors))]}
      """
  }

  private func number(_ value: Double) -> String { Decimal.text(value, places: 6) }

  private func list(_ items: [String]) -> String { items.joined(separator: ",") }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}

/// Strings in JSON.
enum JSONText {
  /// In quotation marks, with everything escaped that RFC 8259 §7 asks for.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
