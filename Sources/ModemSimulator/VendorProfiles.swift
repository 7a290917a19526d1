extension VendorProfile {
  /// A modem as the standards have it, at once ready.
  public static let generic = VendorProfile(
    name: "generic", manufacturer: "Pelapor", model: "Simulated modem", revision: "1.0")

  /// Huawei E1550-like sticks.
  public static let huawei = VendorProfile(
    name: "huawei", manufacturer: "huawei", model: "E1550", revision: "11.608.13.02.00",
    firstIndex: 0, equipmentSlots: 255,
    simBusy: .milliseconds(300), messageServiceDelay: .milliseconds(800),
    cell: CellReport(isQuoted: false, technology: nil, commands: ["+CREG", "+CGREG"]),
    registrationDelay: .milliseconds(500),
    chatter: [
      Chatter(every: .seconds(5), line: "^RSSI:17"),
      Chatter(every: .seconds(20), line: "^BOOT:20289484,0,0,0,75"),
    ],
    unknownCommand: "COMMAND NOT SUPPORT",
    quirks: [.storageCountLags],
    commands: [
      "^CURC=": [], "^PORTSEL=": [], "^U2DIAG=": [], "^SYSINFO": ["^SYSINFO:2,3,0,5,1,,4"],
      "^CPIN?": ["^CPIN: READY,,10,3,10,3"], "^HWVER": ["^HWVER:\"CD6ATCU\""], "^RFSWITCH?": ["^RFSWITCH:1,1"],
      "^ICCID?": [], "^CVOICE?": ["^CVOICE:0"],
    ],
    restarts: ["+CFUN=1,1", "^RESET"], detachedOnRestart: .seconds(8))

  /// ZTE MF190-like sticks.
  public static let zte = VendorProfile(
    name: "zte", manufacturer: "ZTE INCORPORATED", model: "MF190", revision: "BD_MF190V1.0.0B04",
    firstIndex: 0, equipmentSlots: 100,
    simBusy: .milliseconds(300), messageServiceDelay: .milliseconds(500), cell: .umts,
    registrationDelay: .milliseconds(500),
    bootLines: [TimedLine(after: .milliseconds(400), line: "+ZUSIMR:2")],
    readyLines: ["+ZDONR: \"TELKOMSEL\",510,10,\"CS_PS\",\"ROAM_OFF\""],
    chatter: [
      Chatter(every: .seconds(2), line: "+ZUSIMR:2"), Chatter(every: .seconds(30), line: "+ZPASR: \"HSPA\""),
      Chatter(every: .seconds(60), line: "+ZEND"),
    ],
    quirks: [.extraCommaInStatusReport],
    commands: ["+ZCDRUN=": [], "+ZOPRT=": [], "+ZSNT=": [], "+ZPAS?": ["+ZPAS: \"HSPA\",\"CS_PS\""]],
    restarts: ["+CFUN=1,1"], detachedOnRestart: .seconds(8))

  /// SIMCom SIM800 on a plain UART.
  public static let simcom = VendorProfile(
    name: "simcom", manufacturer: "SIMCOM_Ltd", model: "SIMCOM_SIM800L", revision: "Revision:1418B05SIM800L24",
    equipmentSlots: 0,
    indications: Indications(
      offered: [[0, 1, 2], [0, 1, 2, 3], [0, 2], [0, 1], [0, 1]], refused: [[2, 2, 0, 1, 0]]),
    simBusy: .milliseconds(500), messageServiceDelay: .seconds(2), cell: .gsm, registrationDelay: .seconds(1),
    bootLines: [
      TimedLine(after: .milliseconds(100), line: "RDY"), TimedLine(after: .milliseconds(150), line: "+CFUN: 1"),
      TimedLine(after: .milliseconds(500), line: "+CPIN: READY"),
    ],
    readyLines: ["Call Ready", "SMS Ready"],
    quirks: [.noAcknowledgement, .announcesFull],
    commands: ["+CSCLK=": [], "+CPSMS?": [], "+CSPN?": ["+CSPN: \"TELKOMSEL\",0"], "+CCALR?": ["+CCALR: 1"]],
    restarts: ["+CFUN=1,1", "+CRESET"])

  /// Quectel EC25.
  public static let quectel = VendorProfile(
    name: "quectel", manufacturer: "Quectel", model: "EC25", revision: "EC25EFAR06A06M4G",
    firstIndex: 0, equipmentSlots: 255,
    simBusy: .milliseconds(300), messageServiceDelay: .seconds(1), cell: .lte, registrationDelay: .milliseconds(800),
    bootLines: [TimedLine(after: .milliseconds(100), line: "RDY")],
    readyLines: ["+QIND: SMS DONE", "+QIND: PB DONE"],
    quirks: [.urcPortElsewhere, .indicationNamesOtherStorage],
    commands: [
      "+QURCCFG?": ["+QURCCFG: \"urcport\",\"usbmodem\""], "+QCFG=": [], "+QINDCFG=": [],
      "+QNWINFO": ["+QNWINFO: \"FDD LTE\",\"51010\",\"LTE BAND 3\",1850"], "+QSPN": [],
      "+QINISTAT": ["+QINISTAT: 7"],
    ],
    restarts: ["+CFUN=1,1", "+QPOWD"], detachedOnRestart: .seconds(10))

  /// Telit HE910.
  public static let telit = VendorProfile(
    name: "telit", manufacturer: "Telit", model: "HE910-D", revision: "12.00.224", equipmentSlots: 100,
    simBusy: .milliseconds(500), messageServiceDelay: .seconds(1), cell: .umts, registrationDelay: .milliseconds(800),
    readyLines: ["#QSS: 3", "#STN: 37"],
    commands: [
      "#QSS=": [], "#QSS?": ["#QSS: 2,3"], "#AUTOATT=": [], "#CGMM": ["#CGMM: HE910-D"], "#SIMDET?": ["#SIMDET: 1,1"],
    ],
    restarts: ["+CFUN=1,1", "#REBOOT"], detachedOnRestart: .seconds(10))

  /// Sierra Wireless MC7455.
  public static let sierra = VendorProfile(
    name: "sierra", manufacturer: "Sierra Wireless, Incorporated", model: "MC7455",
    revision: "SWI9X30C_02.24.05.06", equipmentSlots: 255,
    simBusy: .milliseconds(400), messageServiceDelay: .seconds(1), cell: .lte, registrationDelay: .milliseconds(800),
    commands: ["!GSTATUS?": ["!GSTATUS:", "Current Time:  100"], "!ENTERCND=": [], "!PCINFO?": []],
    restarts: ["+CFUN=1,1", "!RESET"], detachedOnRestart: .seconds(10))

  /// u-blox TOBY-L2.
  public static let ublox = VendorProfile(
    name: "ublox", manufacturer: "u-blox", model: "TOBY-L200", revision: "09.71", equipmentSlots: 100,
    simBusy: .seconds(1), messageServiceDelay: .seconds(2), cell: CellReport(technology: 7, homeState: 6),
    registrationDelay: .seconds(1),
    bootLines: [TimedLine(after: .seconds(2), line: "+AT: READY")],
    commands: ["+UPSV=": [], "+UGPIOC=": [], "+URAT?": ["+URAT: 5,3"], "+UPSV?": ["+UPSV: 0"]],
    restarts: ["+CFUN=1,1", "+CFUN=16"], detachedOnRestart: .seconds(10))

  /// Siemens and Cinterion terminals of the MC35 kind.
  public static let cinterion = VendorProfile(
    name: "cinterion", manufacturer: "SIEMENS", model: "MC35i", revision: "REVISION 03.10", equipmentSlots: 25,
    indications: Indications(offered: [[0, 1, 2, 3], [0, 1, 2, 3], [0, 2, 3], [0, 1, 2], [1]]),
    simBusy: .milliseconds(500), messageServiceDelay: .milliseconds(1500), cell: .gsm, registrationDelay: .seconds(1),
    bootLines: [TimedLine(after: .milliseconds(200), line: "^SYSSTART")],
    quirks: [.noAlphaField, .paddedPDUs],
    commands: ["^SCFG=": [], "^SSYNC=": [], "^SCID": ["^SCID: 8962100000000000001"], "^SMGO?": ["^SMGO: 0,0"]],
    restarts: ["+CFUN=1,1", "^SMSO"])

  /// Wavecom Fastrack.
  public static let wavecom = VendorProfile(
    name: "wavecom", manufacturer: "WAVECOM MODEM", model: "MULTIBAND  900E  1800",
    revision: "641b09gg.Q2403A 1320676 061804 14:38", storages: [.sm, .sr], equipmentSlots: 0,
    simBusy: .milliseconds(800), simBusyCode: 515, messageServiceDelay: .seconds(2), cell: .gsm,
    registrationDelay: .seconds(1),
    quirks: [.pinReplyWithoutOK, .oneStorageArgument],
    commands: ["+WIND=": [], "+WIND?": ["+WIND: 0"], "+WOPEN?": ["+WOPEN: 0"]],
    restarts: ["+CFUN=1,1"])

  /// MediaTek-based sticks, such as D-Link's DWM.
  public static let mediatek = VendorProfile(
    name: "mediatek", manufacturer: "MediaTek Inc", model: "DWM-222", revision: "MOLY.WR8.W1315.MD.WG",
    equipmentSlots: 50,
    simBusy: .milliseconds(500), messageServiceDelay: .seconds(1), cell: .lte, registrationDelay: .seconds(1),
    bootLines: [TimedLine(after: .milliseconds(900), line: "+SPNWNAME: 51010,\"TELKOMSEL\",\"\"")],
    chatter: [Chatter(every: .seconds(10), line: "+PSBEARER: 54,0")],
    commands: ["+ERAT?": ["+ERAT: 6,0"], "+EGMR=": [], "+ESIMS?": ["+ESIMS: 1"]],
    restarts: ["+CFUN=1,1"], detachedOnRestart: .seconds(12))
}
