import ArgumentParser
import Gateway
import Numbering
import Reporting
import Store

struct Campaigns: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists groups of suspicious messages that are nearly the same.",
    discussion: "Senders are masked; `pelapor messages show` has them whole.")

  @OptionGroup var store: StoreOptions

  @Option(help: "At most so many, the latest first.")
  var limit = 50

  @Option(help: "Only groups of at least so many messages.")
  var least = 2

  @Flag(help: "JSON lines: one object a campaign.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be 1 to 10000") }
    guard least >= 1 else { throw ValidationError("--least must be at least 1") }
  }

  func run() throws {
    try store.withStore { store in
      let campaigns = try store.campaigns(atLeast: least, limit: limit)
      for campaign in campaigns { show(campaign) }
      Console.sayIfEmpty(campaigns, "No campaigns yet.", json: json)
    }
  }

  private func show(_ campaign: CampaignRecord) {
    let clock = CivilClock.local
    let senders = campaign.senders.map(masked)
    guard json else {
      let text = visible(campaign.text ?? "")
      Console.print(
        Columns.line([
          (campaign.name, 6), ("\(campaign.messages) messages", 13), ("\(campaign.reports) reported", 12),
          (clock.minute(campaign.firstAt.milliseconds), 16), (clock.minute(campaign.lastAt.milliseconds), 16),
          (visible(senders.joined(separator: ",")), 0), (text.count > 60 ? text.prefix(59) + "…" : text, 0),
        ]))
      return
    }
    var object = JSONObjectWriter()
    object.add("campaign", string: campaign.name)
    object.add("messages", integer: campaign.messages)
    object.add("reports", integer: campaign.reports)
    object.add("first_at", string: clock.rfc3339(campaign.firstAt.milliseconds))
    object.add("last_at", string: clock.rfc3339(campaign.lastAt.milliseconds))
    object.add("senders", strings: senders)
    object.add("text", string: campaign.text)
    Console.print(object.finished())
  }
}
