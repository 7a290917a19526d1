import ArgumentParser
import Gateway

@main
struct Pelapor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pelapor",
    abstract: "Reports fraud SMS to the operator, by itself, from a GSM modem.",
    discussion: """
      Start with `pelapor demo`: it shows the whole way of a fraud SMS on a simulated modem. Then write a \
      configuration (`pelapor config example`) and run the daemon (`pelapor run --config FILE`).

      With --json every command writes JSON lines to standard output; diagnostics go to standard error.
      Exit status: 0 all right, 1 something failed, 64 wrong usage, 78 wrong configuration.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Gateway",
        subcommands: [Run.self, Demo.self, Simulate.self, Config.self, Send.self, OutboxCommand.self, Hooks.self]),
      CommandGroup(
        name: "Modems", subcommands: [ModemsCommand.self, DoctorCommand.self, At.self, ReplayCommand.self]),
      CommandGroup(
        name: "What happened",
        subcommands: [Status.self, Tail.self, Messages.self, Reports.self, Explain.self, ExportCommand.self]),
      CommandGroup(name: "People", subcommands: [ContactsCommand.self, Lists.self, Forget.self]),
      CommandGroup(name: "Database", subcommands: [BackupCommand.self, RestoreCommand.self, DatabaseCommand.self]),
      CommandGroup(name: "SMS", subcommands: [Decode.self, Encode.self]),
      CommandGroup(
        name: "Spam core", subcommands: [Classify.self, Evaluate.self, Train.self, Teach.self, Campaigns.self]),
    ])
}
