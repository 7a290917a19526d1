internal import Digest

extension EventName {
  /// The event's `MESSAGE_ID` in the systemd journal: 128 bits as 32 hexadecimal digits.
  ///
  /// Made from the name (a UUID of version 8, RFC 9562 §5.8), which is a contract already, so that it lasts as long and
  /// there is no second list to keep.
  public var messageID: String {
    var digest = SHA256()
    digest.update("pelapor event \(rawValue)".utf8)
    var octets = Array(digest.finalize().prefix(16))
    octets[6] = octets[6] & 0x0F | 0x80
    octets[8] = octets[8] & 0x3F | 0x80
    return hexadecimal(octets)
  }

  /// What a person is told beside the summary; nil where nothing is to be done.
  private var advice: String? {
    switch self {
    case .daemonProblem: "Its field REASON says what and what to do."
    case .modemLost: "If it does not come back, look at plug, power supply and cable."
    case .modemWarning, .modemProblem: "Its fields REASON and REMEDY say what is wrong and what to do."
    case .smsUndecodable: "`pelapor messages show` shows it, `pelapor decode` says where reading failed."
    case .reportReview: "`pelapor reports approve` or `pelapor reports cancel` decides."
    case .reportQueued: "`pelapor reports cancel` stops it until then."
    case .reportUndelivered, .reportFailed: "`pelapor reports show` has the details."
    case .reportRejected: "Perhaps the destination wants another form; please report it to the project."
    case .reportUnknown: "`pelapor reports resolve` settles it when you know more."
    case .reportStopped: "Look why, then `pelapor reports resume` lets sending go on."
    case .storeFailed: "Make room on the disk, or check it; the field REASON says more."
    case .logDropped: "Raise log.level, or give the log a faster reader or disk."
    case .hookFailed: "Correct what the field REASON names, then `pelapor hooks retry`."
    case .configRejected: "Correct the file; `pelapor config check` says everything that is wrong with it."
    case _: nil
    }
  }

  /// Its entry in the catalogue.
  fileprivate var entry: String {
    """
    -- \(messageID)
    Subject: Pelapor: \(rawValue)
    Defined-By: Pelapor

    \(([summary, advice].compactMap(\.self)).joined(separator: "\n"))

    """
  }
}

/// `systemd/pelapor.catalog`: what `journalctl -x` says about each event.
public enum MessageCatalogue {
  /// The whole file.
  public static func text() -> String {
    "# Made from the list of events (`make docs`). Explained in docs/log.md.\n\n"
      + EventName.allCases.map(\.entry).joined(separator: "\n")
  }
}
