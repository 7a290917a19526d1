extension ModemProfile {
  /// A modem nobody knows.
  public static let generic = ModemProfile(name: "generic")

  /// All families.
  public static let families: [ModemProfile] = [
    .huawei, .zte, .simcom, .quectel, .telit, .sierra, .ublox, .cinterion, .wavecom, .mediatek, .generic,
  ]

  /// The family with this name, as the configuration gives it.
  public static func named(_ name: String) -> ModemProfile? {
    families.first { $0.name == name.lowercased() }
  }

  /// The family of a USB vendor id, where it tells.
  public static func family(usbVendor: UInt16) -> ModemProfile? {
    usbVendors[usbVendor]
  }

  /// The family of `+CGMI` and `+CGMM`.
  public static func family(manufacturer: String?, model: String?) -> ModemProfile? {
    let text = ((manufacturer ?? "") + " " + (model ?? "")).lowercased()
    return words.first { text.contains($0.word) }?.profile
  }

  private static let usbVendors: [UInt16: ModemProfile] = [
    0x12D1: .huawei, 0x19D2: .zte, 0x1E0E: .simcom, 0x2C7C: .quectel, 0x05C6: .quectel, 0x1BC7: .telit,
    0x1199: .sierra, 0x1546: .ublox, 0x1E2D: .cinterion, 0x0681: .cinterion, 0x0E8D: .mediatek, 0x2001: .mediatek,
  ]

  private static let words: [(word: String, profile: ModemProfile)] = [
    ("huawei", .huawei), ("zte", .zte), ("simcom", .simcom), ("sim800", .simcom), ("sim900", .simcom),
    ("sim7600", .simcom), ("a7670", .simcom), ("quectel", .quectel), ("telit", .telit), ("sierra", .sierra),
    ("u-blox", .ublox), ("cinterion", .cinterion), ("siemens", .cinterion), ("gemalto", .cinterion),
    ("thales", .cinterion), ("wavecom", .wavecom), ("mediatek", .mediatek), ("mtk", .mediatek), ("d-link", .mediatek),
  ]

  /// Sticks E1xx, K3xxx, ME909: `^BOOT` and `^RSSI` flood the line unless `^CURC=0`; `^PORTSEL=0` brings announcements to
  /// the PCUI port, which is the one to open, and not to the modem port.
  public static let huawei: ModemProfile = {
    var profile = ModemProfile(name: "huawei")
    profile.initialisation = ["AT^CURC=0", "AT^PORTSEL=0", "AT+CFUN=1"]
    profile.cardIdentityCommands = ["AT^ICCID?", "AT+ICCID", "AT+CCID"]
    // ^CPIN: <state>,[<times>],<puk>,<pin>,<puk2>,<pin2>
    profile.pinTriesCommand = "AT^CPIN?"
    profile.pinTriesField = -3
    profile.resetCommand = "AT^RESET"
    return profile
  }()

  /// Sticks MFxxx.
  public static let zte: ModemProfile = {
    var profile = ModemProfile(name: "zte")
    profile.initialisation = ["AT+ZCDRUN=8", "AT+ZOPRT=5"]
    profile.cardIdentityCommands = ["AT+ZICCID?", "AT+CCID"]
    profile.pinTriesCommand = "AT+ZPINPUK=?"
    profile.resetCommand = "AT+ZRST"
    return profile
  }()

  /// SIM600, SIM800, SIM900, SIM7600, A7670: slow to be ready, no `+CNMA`.
  public static let simcom: ModemProfile = {
    var profile = ModemProfile(name: "simcom")
    profile.cardIdentityCommands = ["AT+CCID", "AT+CICCID"]
    profile.deletesWholeMessages = true
    profile.pinTriesCommand = "AT+SPIC"
    profile.resetCommand = "AT+CRESET"
    profile.restartTime = .seconds(30)
    return profile
  }()

  /// EC2x, EG2x, EP06, BG9x: without `+QURCCFG` the URCs go to another port.
  public static let quectel: ModemProfile = {
    var profile = ModemProfile(name: "quectel")
    profile.initialisation = [#"AT+QURCCFG="urcport","usbat""#]
    profile.cardIdentityCommands = ["AT+QCCID", "AT+CCID"]
    // +QPINC: "SC",<pin>,<puk>
    profile.pinTriesCommand = #"AT+QPINC="SC""#
    return profile
  }()

  /// HE910, LE910, GE910.
  public static let telit: ModemProfile = {
    var profile = ModemProfile(name: "telit")
    profile.initialisation = ["AT#QSS=2", "AT#AUTOATT=0"]
    profile.cardIdentityCommands = ["AT#CCID", "AT+CCID"]
    profile.pinTriesCommand = "AT#PCT"
    profile.resetCommand = "AT#REBOOT"
    profile.restartTime = .seconds(30)
    return profile
  }()

  /// MC7xxx, EM7xxx. `&C0`: the tty must not hang up when DCD falls.
  public static let sierra: ModemProfile = {
    var profile = ModemProfile(name: "sierra")
    profile.initialisation = ["AT&C0"]
    profile.cardIdentityCommands = ["AT+ICCID", "AT!ICCID?", "AT+CCID"]
    profile.resetCommand = "AT!RESET"
    profile.restartTime = .seconds(30)
    return profile
  }()

  /// LISA, SARA, TOBY.
  public static let ublox: ModemProfile = {
    var profile = ModemProfile(name: "u-blox")
    profile.bootTime = .seconds(25)
    // +UPINCNT: <pin>,<pin2>,<puk>,<puk2>
    profile.pinTriesCommand = "AT+UPINCNT"
    profile.restartCommand = "AT+CFUN=16"
    profile.resetCommand = "AT+CFUN=16"
    return profile
  }()

  /// TC35, MC35, MC75, PHS8, EHS6. `^SMSO` is no reset: it switches off for good.
  public static let cinterion: ModemProfile = {
    var profile = ModemProfile(name: "cinterion")
    profile.indications = ["2,1,0,2,1", "2,1,0,1,1", "2,1,0,0,1", "2,1,0,0,0", "1,1,0,0,1"]
    profile.cardIdentityCommands = ["AT^SCID", "AT+CCID"]
    profile.pinTriesCommand = "AT^SPIC"
    // The levels of TC35 and MC75 are kinds of sleep.
    profile.radioOffCommand = nil
    profile.promptDelay = .milliseconds(100)
    return profile
  }()

  /// Fastrack and Q24xx on a serial port: `+CPIN: READY` without `OK`, CME 515 until initialised.
  public static let wavecom: ModemProfile = {
    var profile = ModemProfile(name: "wavecom")
    profile.radioOffCommand = nil
    profile.cardIdentityCommands = ["AT+CCID"]
    profile.promptDelay = .milliseconds(100)
    profile.deletesPerLine = 10
    return profile
  }()

  /// MT6xxx phones and D-Link DWM sticks.
  public static let mediatek: ModemProfile = {
    var profile = ModemProfile(name: "mediatek")
    profile.pinTriesCommand = "AT+EPINC"
    return profile
  }()
}
