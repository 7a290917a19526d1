/// What one family of modems does differently, as data.
public struct VendorProfile: Sendable, Equatable {
  /// A line the modem says by itself some time after power-on.
  public struct TimedLine: Sendable, Equatable {
    /// Since power-on.
    public var after: Duration
    /// Without line ends.
    public var line: String
  }

  /// Lines the modem repeats for ever, such as Huawei's `^RSSI`.
  public struct Chatter: Sendable, Equatable {
    /// The time between two of them.
    public var every: Duration
    /// Without line ends.
    public var line: String
  }

  /// What `+CNMI=?` offers and what is refused all the same (3GPP TS 27.005 §3.4.1).
  public struct Indications: Sendable, Equatable {
    /// `<mode>`, `<mt>`, `<bm>`, `<ds>`, `<bfr>`.
    public var offered: [[Int]]
    /// Whole settings the modem refuses although `+CNMI=?` offers them.
    public var refused: [[Int]] = []
  }

  /// How `+CREG` and its kin tell the cell under `=2` (3GPP TS 27.007 §7.2).
  public struct CellReport: Sendable, Equatable {
    /// Hexadecimal digits of the location or tracking area.
    public var area = "2C19"
    /// Hexadecimal digits of the cell: 4 in GSM, up to 7 in UMTS and LTE.
    public var cell = "1A2B3C4"
    /// The standard has quotes, some makers have none.
    public var isQuoted = true
    /// `<AcT>` behind it; older firmware has none.
    public var technology: Int? = 2
    /// Which of the three it knows.
    public var commands: Set<String> = ["+CREG", "+CGREG", "+CEREG"]
    /// `<stat>` of `+CREG` at home.
    public var homeState = 1

    static let gsm = CellReport(cell: "605F", technology: nil, commands: ["+CREG", "+CGREG"])
    static let umts = CellReport(commands: ["+CREG", "+CGREG"])
    static let lte = CellReport(technology: 7)
  }

  /// A deviation from the standard that needs code.
  public enum Quirk: String, Sendable, CaseIterable {
    /// `+CPIN?` answers without a final OK (Wavecom).
    case pinReplyWithoutOK
    /// The counts of `+CPMS` lag behind (Huawei: half a second).
    case storageCountLags
    /// `+CMGL` answers +CMS ERROR 303 (Quectel EP06): read by index.
    case listRefused
    /// `+CDS: ,24` (ZTE).
    case extraCommaInStatusReport
    /// `+CMT: 24` without the comma of the empty alpha field (Cinterion).
    case noAlphaField
    /// PDUs are padded with FF to the size of the SIM's record (MC35i).
    case paddedPDUs
    /// No URC comes until `+QURCCFG="urcport","usbat"` (Quectel).
    case urcPortElsewhere
    /// Deleting the first part of a long message deletes all its parts (SIM600).
    case deletesWholeMessage
    /// `+CMTI` names the other storage than the one that holds the message (EC25).
    case indicationNamesOtherStorage
    /// `+SMS FULL` when the storage is full (SIMCom).
    case announcesFull
    /// `+CPMS` takes one argument only and `=?` has nested parentheses (Wavecom).
    case oneStorageArgument
    /// `ME` is refused as the third storage (some sticks).
    case thirdStorageOnlySIM
    /// No `+CSMS`/`+CNMA` acknowledgement (SIMCom).
    case noAcknowledgement
    /// Reading an empty slot answers OK and nothing else.
    case emptySlotReadsOK
    /// Reading by index answers +CMS ERROR 321 until all is deleted (some Sierra): only listings show what is there.
    case readRefused
    /// Announcements go to the modem's other port until `^PORTSEL=0` (Huawei).
    case urcModemPort
  }

  /// As in a scenario's `profile` line.
  public var name: String
  /// `+CGMI`
  public var manufacturer: String
  /// `+CGMM`
  public var model: String
  /// `+CGMR`
  public var revision: String
  /// The index of the first slot: 1, or 0 with Huawei.
  public var firstIndex = 1
  /// In the order of `+CPMS=?`.
  public var storages: [StorageName] = [.sm, .me]
  /// Slots of `ME`; those of `SM` belong to the SIM.
  public var equipmentSlots = 23
  /// What `+CNMI` takes.
  public var indications = Indications(offered: [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2], [0, 1]])
  /// How long the SIM is busy after power-on or PIN (CME 14).
  public var simBusy: Duration = .zero
  /// The CME code while the SIM is busy: 14, with Wavecom 515.
  public var simBusyCode = 14
  /// How long after the PIN the message service is ready (CMS 314 until then).
  public var messageServiceDelay: Duration = .zero
  /// How it tells its cell.
  public var cell = CellReport()
  /// How long the registration takes.
  public var registrationDelay: Duration = .zero
  /// What it says after power-on.
  public var bootLines: [TimedLine] = []
  /// What it says once the message service is ready.
  public var readyLines: [String] = []
  /// What it keeps saying.
  public var chatter: [Chatter] = []
  /// The final line for a command it does not know; nil is `ERROR` or `+CME ERROR: 100`.
  public var unknownCommand: String?
  /// What it does otherwise than the standards.
  public var quirks: Set<Quirk> = []
  /// Vendor commands it takes, by name and form (`^CURC=`, `^RSSI?`, `+CRESET`), with their information lines.
  public var commands: [String: [String]] = [:]
  /// Commands that restart it, by name with arguments (`^RESET`, `+CFUN=1,1`).
  public var restarts: Set<String> = ["+CFUN=1,1"]
  /// How long it is gone after a restart; nil when the port stays (a plain UART).
  public var detachedOnRestart: Duration?
  /// How long after the prompt it is still deaf for the PDU.
  public var promptDeafness: Duration = .zero

  /// The ones of the table in order.
  public static let all: [VendorProfile] = [
    .generic, .huawei, .zte, .simcom, .quectel, .telit, .sierra, .ublox, .cinterion, .wavecom, .mediatek,
  ]

  /// The profile of that name, in any case.
  public static func named(_ name: String) -> VendorProfile? {
    let wanted = name.lowercased()
    return all.first { $0.name == wanted }
  }
}
