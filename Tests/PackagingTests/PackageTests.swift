import Foundation
import Reporting
import Testing

@testable import Gateway

/// What `packaging/` puts into the Debian package, as far as it can be told without building one; `make try-deb` does.
@Suite struct PackageTests {
  private static let scripts = [
    "install-files", "uninstall-files", "make-deb", "try-deb", "try-deb-service", "debian/postinst", "debian/prerm",
    "debian/postrm",
  ]

  @Test(arguments: scripts) func scriptsAreSh(name: String) throws {
    let path = root.path + "/packaging/\(name)"
    #expect(FileManager.default.isExecutableFile(atPath: path))
    #expect(try text("packaging/\(name)").hasPrefix("#!/bin/sh\n"))
    let outcome = try run("sh", ["-n", path])
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  @Test func theInstalledConfigurationSendsNothing() throws {
    let yaml = try text("packaging/pelapor.yaml")
    let configuration = try ConfigurationLoader.load(yaml: yaml, name: "pelapor.yaml")
    #expect(configuration.reporting.mode == .dryRun)
    #expect(configuration.log.format == .journald)
    #expect(configuration.storage.path == "/var/lib/pelapor/pelapor.db")
  }

  @Test func whatIsCommentedOutInItIsRightToo() throws {
    let yaml = try text("packaging/pelapor.yaml").replacing("# pin-file:", with: "pin-file:")
      .replacing("# never-report:", with: "never-report:")
    let configuration = try ConfigurationLoader.load(yaml: yaml, name: "pelapor.yaml")
    #expect(configuration.modems[0].pinFile == .credential(name: "sim1"))
    #expect(configuration.reporting.neverReport.count == 1)
  }

  @Test func thePackageHasTheProgramsVersion() throws {
    let script = try text("packaging/make-deb")
    let line = try #require(script.split(separator: "\n").first { $0.hasPrefix("version=") })
    let outcome = try run("sh", ["-c", "cd '\(root.path)' && \(line) && echo $version"])
    #expect(outcome.output == Version.text.replacing("-", with: "~") + "-1\n")
  }

  @Test func everyBlankOfTheControlFileIsFilledIn() throws {
    let (control, script) = (try text("packaging/debian/control"), try text("packaging/make-deb"))
    for blank in control.matches(of: #/@[A-Z]+@/#) { #expect(script.contains("s/\(blank.output)/")) }
    #expect(control.hasSuffix("\n"))
  }

  /// What the postinst gives rights to has to be what is installed.
  @Test func theMaintainerScriptsNameWhatThereIs() throws {
    let (script, package) = (try text("packaging/debian/postinst"), try text("packaging/make-deb"))
    #expect(script.contains("640 /etc/pelapor/pelapor.yaml") && package.contains("/etc/pelapor/pelapor.yaml"))
    let installed = try text("packaging/install-files")
    for place in ["/usr/lib/sysusers.d/pelapor.conf", "/usr/lib/tmpfiles.d/pelapor.conf"] {
      #expect(installed.contains(place))
    }
  }
}
