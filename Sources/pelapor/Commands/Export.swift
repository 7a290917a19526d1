import ArgumentParser
import Export
import Foundation
import Gateway
import Reporting
import Store

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Puts together evidence of messages for an operator or the police.",
    discussion: """
      json and csv are for programs, html to print, eml is a mail to the operator's customer service, text is what to \
      paste into its chat and what to say on the telephone. Who hands it in stays blank.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, csv, html, eml, text
  }

  @OptionGroup var store: StoreOptions
  @Argument(help: "Numbers of messages.") var ids: [Int64]
  @Option(help: "json, csv, html, eml or text.") var format: Format
  @Option(help: "Where it is written; without it to standard output.", completion: .file()) var output: String?
  @Option(help: "Of html, eml and text: id or en.") var language: EvidenceLanguage = .indonesian
  @Option(name: .long, help: "Your address, for eml; without it the mail program fills it in.") var from: String?

  func run() throws {
    let profiles = try store.configuration()?.reporting.profiles ?? ReportProfile.shipped
    let (items, profile) = try store.withStore { store in
      (
        try ids.map { try EvidenceReader.item($0, from: store) },
        try ids.compactMap { try EvidenceReader.profile(forMessage: $0, of: profiles, from: store) }.first
      )
    }
    let bundle = EvidenceBundle(
      createdAt: SystemClock.now(), minutesEastOfUTC: EvidenceReader.minutesEastOfUTC,
      generator: "Pelapor \(Version.text)", profile: profile, items: items)
    for item in items where item.verdict?.label != "fraud" {
      Console.say("message \(item.messageID) was not found to be fraud; look at it before you hand it in")
    }
    let text = written(bundle)
    guard let output else { return FileHandle.standardOutput.write(Data(text.utf8)) }
    try Files.write(Data(text.utf8), to: output)
  }

  private func written(_ bundle: EvidenceBundle) -> String {
    switch format {
    case .json: bundle.json()
    case .csv: bundle.csv()
    case .html: bundle.html(language)
    case .eml: bundle.mail(language, from: from)
    case .text: bundle.text(language)
    }
  }
}
