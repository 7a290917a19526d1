/// Telkomsel's 1166: takes reports of fraud and answers.
public struct ReportService: Sendable, Equatable {
  /// What it does with a report.
  public enum Behaviour: Sendable, Equatable {
    /// Judges the form and answers accordingly.
    case judges
    /// Calls every report ill-formed.
    case refuses
    /// Never answers.
    case silent
  }

  /// How it takes reports.
  public enum Flow: Sendable, Equatable {
    /// In one SMS of a form: `PENIPUAN#08…#text`.
    case form
    /// The text as it came; it asks for the number, and gets it in a second SMS.
    case twoStep
  }

  /// Its number.
  public var number = "1166"
  /// What it does.
  public var behaviour = Behaviour.judges
  /// How it takes reports.
  public var flow = Flow.form
  /// How long it takes to answer.
  public var delay = Duration.seconds(3)
  /// Its answer to a well-formed report (from a first-person account).
  public var acknowledgement =
    "Pelanggan yth, terima kasih atas laporan SMS PENIPUAN yang anda sampaikan."
  /// Its answer to anything else.
  public var refusal =
    "Maaf, format salah. Ketik PENIPUAN#NO. MSISDN PENIPU#ISI SMS PENIPUAN kirim ke 1166."

  /// What it asks for where a report takes two SMS.
  public var question = "Terima kasih. Balas dengan nomor pengirim SMS tersebut, contoh +6281234567890."

  /// As known.
  public init() {}

  /// The answer to a text, nil for none.
  func answer(to text: String) -> String? {
    switch behaviour {
    case .silent: nil
    case .refuses: refusal
    case .judges:
      switch flow {
      case .form: Self.isReport(text) ? acknowledgement : refusal
      case .twoStep: Self.isNumber(text) ? acknowledgement : question
      }
    }
  }

  /// A mobile number and nothing else, in international form.
  public static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
    return digits.hasPrefix("628") && (11...15).contains(digits.utf8.count)
      && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `PENIPUAN#08…#text` with a mobile number of 10 to 13 digits.
  static func isReport(_ text: String) -> Bool {
    let fields = text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].uppercased() == "PENIPUAN", !fields[2].isEmpty else { return false }
    return fields[1].hasPrefix("08") && (10...13).contains(fields[1].utf8.count)
      && fields[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
