/// What differs from vendor to vendor, as data. The default values are those of a modem nobody knows.
public struct ModemProfile: Sendable, Hashable, Codable {
  /// The family.
  public var name: String
  /// Commands sent once the modem answers, before the SIM is asked for. An error of theirs does not matter.
  public var initialisation: [String] = []
  /// `AT+CNMI=` settings to try, best first; without any the storages are looked through periodically.
  public var indications = ["2,1,0,2,0", "2,1,0,1,0", "2,1,0,0,0", "1,1,0,0,0"]
  /// Commands of which one tells the card's number.
  public var cardIdentityCommands = ["AT+CCID", "AT+ICCID"]
  /// The command that tells how often a PIN may still be tried, where there is one.
  public var pinTriesCommand: String?
  /// Which number of that answer it is, counted from 0; negative counts from the end.
  public var pinTriesField = 0
  /// The command by which the modem restarts in the gentle way; nil when it must not.
  public var restartCommand: String? = "AT+CFUN=1,1"
  /// The vendor's own reset, the last thing that can be tried over the line.
  public var resetCommand: String?
  /// How long the modem is away after one of them.
  public var restartTime: Duration = .seconds(20)
  /// The command that switches the radio off, where it has a flight mode; `AT+CFUN=1` switches it on again.
  public var radioOffCommand: String? = "AT+CFUN=4"
  /// How long a modem may take to answer the first `AT` after its port has been opened.
  public var bootTime: Duration = .seconds(20)
  /// How long the SIM and the message part may say that they are not ready.
  public var readinessTime: Duration = .seconds(60)
  /// The pause between the prompt and the PDU; modems exist that ignore a PDU sent at once.
  public var promptDelay: Duration = .milliseconds(50)
  /// Deletions in one command line; 1 where chains are not understood. What is refused falls back to 1 by itself.
  public var deletesPerLine = 20
  /// With one part of a long message the others are deleted, too (SIM600): nothing is deleted before all that lies in the
  /// storage is stored.
  public var deletesWholeMessages = false
  /// `AT+CMGL=4` works; otherwise slots are read one by one.
  public var listsMessages = true
  /// Storages in the order in which they are preferred for receiving.
  public var storageOrder = ["SM", "ME", "MT"]

  /// A profile with the values of an unknown modem.
  public init(name: String) {
    self.name = name
  }
}
