/// pelapor(1): what there is, and where it is explained.
struct ProgramPage {
  let command: Help.Command
  let date: String
  let version: String

  func roff() -> String {
    var roff = Roff()
    roff.title("pelapor", section: 1, date: date, version: version)
    roff.section("NAME")
    roff.raw("pelapor \\- \(Roff.inline(CommandPage.asPhrase(command.abstract ?? "")))")
    roff.section("SYNOPSIS")
    roff.raw("\\fBpelapor\\fR \\fIcommand\\fR [\\fIoption\\fR ...]")
    roff.section("DESCRIPTION")
    roff.text(command.discussion ?? "")
    roff.section("COMMANDS")
    for command in command.shown {
      roff.item("\\fBpelapor\\-\(Roff.escaped(command.commandName))\\fR(1)", command.abstract ?? "")
    }
    roff.section("EXIT STATUS")
    for (status, meaning) in [
      ("0", "all right"), ("1", "something failed; standard error says what"),
      ("64", "the command was written wrongly"),
      ("78", "the configuration is wrong; standard error says where"),
    ] {
      roff.item(status, meaning)
    }
    roff.section("ENVIRONMENT")
    roff.item(
      "\\fBPELAPOR_\\fR\\fIKEY\\fR",
      "sets a key over the configuration file, for example `PELAPOR_REPORTING_MODE=dry-run`.")
    roff.item("\\fBNO_COLOR\\fR", "if it is not empty, nothing is coloured.")
    roff.section("FILES")
    for (file, meaning) in [
      ("/etc/pelapor/pelapor.yaml", "the configuration of the service, see `pelapor.yaml`(5)"),
      ("/etc/pelapor/credentials/", "secrets that only root may read; the service gets them as credentials"),
      ("/var/lib/pelapor/pelapor.db", "the database: messages, verdicts, reports"),
      ("/var/log/pelapor/", "where the service may write a log file"),
    ] {
      roff.item(Roff.italic(file), meaning)
    }
    roff.section("SEE ALSO")
    roff.raw("\\fBpelapor.yaml\\fR(5), \\fBsystemctl\\fR(1), \\fBjournalctl\\fR(1)")
    return roff.page
  }
}
