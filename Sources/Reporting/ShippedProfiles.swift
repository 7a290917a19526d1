extension ReportProfile {
  /// The profiles that come with the program. Only 1166 is enabled: of the others too little is known to send an SMS
  /// in somebody's name.
  public static let shipped: [ReportProfile] = indonesian + foreign

  private static let indonesian = [
    ReportProfile(
      id: "telkomsel-1166", name: "Telkomsel 1166", isEnabled: true, homeNetworks: ["51010"],
      flow: .template(penipuan), destination: "1166",
      replies: Replies(
        acknowledged: ["terima kasih * laporan", "laporan * kami terima", "laporan * diterima"],
        rejected: ["format * salah", "salah format", "format * tidak sesuai", "format * tidak dikenali"]),
      email: "cs@telkomsel.com", callCentre: "188",
      notes: "Free of charge. Every published example writes the number as 08…. One of Telkomsel's own is 204 "
        + "characters long, so more than one part is probably taken. Also serves by.U SIMs, whose IMSI is the same."),
    ReportProfile(
      id: "xl-588", name: "XL and AXIS 588", homeNetworks: ["51011", "51008"],
      flow: .template(lapor), destination: "588", callCentre: "817",
      notes: "Three forms were published over the years: LAPOR#08…#text, the text forwarded as it is (2013), and "
        + "08…#text. Which one holds today is not known."),
    ReportProfile(
      id: "indosat-726", name: "Indosat 726", homeNetworks: ["51001", "51021"],
      flow: .template(smsNumberText), destination: "726", callCentre: "185"),
    ReportProfile(
      id: "tri-export", name: "Tri", homeNetworks: ["51089"], flow: .export, destination: nil,
      notes: "No number for reports is known; send the evidence to customer care."),
    ReportProfile(
      id: "smartfren-export", name: "Smartfren", homeNetworks: ["51009", "51028"], flow: .export, destination: nil,
      notes: "No number for reports is known; send the evidence to customer care."),
  ]

  private static let foreign = [
    ReportProfile(
      id: "7726", name: "7726 (SPAM), United Kingdom, United States and Canada",
      homeNetworks: ["234", "235", "302"]
        + (310...316).map(String.init), flow: .twoStep(answer: internationalNumber), destination: "7726",
      replies: Replies(
        acknowledged: ["thank you", "thanks for"], asksForNumber: ["reply * number", "from number", "what number"])),
    ReportProfile(
      id: "fr-33700", name: "33700, France", homeNetworks: ["208"], flow: .twoStep(answer: internationalNumber),
      destination: "33700",
      replies: Replies(acknowledged: ["merci"], asksForNumber: ["indiquez * numero", "numero * expediteur"])),
    ReportProfile(
      id: "au-7226", name: "7226 (SCAM), Australia", homeNetworks: ["505"], flow: .forward, destination: "7226",
      notes: "Takes the forwarded text and never replies."),
    ReportProfile(
      id: "in-1909", name: "1909, India", homeNetworks: ["404", "405"],
      flow: .template(theUCC), destination: "1909", limits: ProfileLimits(maximumAgeHours: 72),
      notes: "Takes reports within 3 days of the message."),
    ReportProfile(
      id: "pk-9000", name: "9000, Pakistan", homeNetworks: ["410"], flow: .template(senderText),
      destination: "9000"),
  ]

  private static let penipuan = ReportTemplate(segments: [
    .literal("PENIPUAN#"), .placeholder(.number), .literal("#"), .placeholder(.text),
  ])
  private static let lapor = ReportTemplate(segments: [
    .literal("LAPOR#"), .placeholder(.number), .literal("#"), .placeholder(.text),
  ])
  private static let smsNumberText = ReportTemplate(segments: [
    .literal("SMS "), .placeholder(.number), .literal(" "), .placeholder(.text),
  ])
  private static let theUCC = ReportTemplate(segments: [
    .literal("The UCC, "), .placeholder(.sender), .literal(", "), .placeholder(.date),
  ])
  private static let senderText = ReportTemplate(segments: [
    .placeholder(.sender), .literal(" "), .placeholder(.text),
  ])
  private static let internationalNumber = ReportTemplate(segments: [.placeholder(.international)])
}
