import Foundation
import Testing

/// What `systemd/` says, judged by systemd itself.
@Suite struct UnitFileTests {
  private static let dropIns = [[], ["network.conf"], ["usb-reset.conf"]]
  private static let canAnalyse = installed("systemd-analyze") != nil

  /// The unit as it is installed, but with a program that is there, and with drop-ins.
  private func unit(_ dropIns: [String] = []) throws -> (folder: Scratch, path: String) {
    let folder = try Scratch()
    let unit = try text("systemd/pelapor.service").replacing("/usr/local/bin/pelapor", with: "/bin/true")
    let path = try folder.write(unit, to: "pelapor.service")
    for name in dropIns { try folder.write(try text("systemd/\(name)"), to: "pelapor.service.d/\(name)") }
    return (folder, path)
  }

  @Test(.enabled(if: canAnalyse, "systemd-analyze is not installed"), arguments: dropIns)
  func theServiceIsLockedIn(dropIns: [String]) throws {
    let (folder, path) = try unit(dropIns)
    // The threshold is in tenths; above it the exit status is not 0.
    let outcome = try run(
      "systemd-analyze", ["security", "--offline=true", "--threshold=15", "--no-pager", path])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("Overall exposure level"))
    _ = folder
  }

  @Test(.enabled(if: canAnalyse, "systemd-analyze is not installed"), arguments: dropIns)
  func theServiceIsUnderstood(dropIns: [String]) throws {
    let (folder, path) = try unit(dropIns)
    let outcome = try run("systemd-analyze", ["verify", "--man=no", path])
    #expect(outcome.status == 0)
    // Whatever it complains of that names this unit.
    #expect(!outcome.output.contains("pelapor"), "\(outcome.output)")
    _ = folder
  }

  @Test func theServiceHasNoNetworkUnlessItIsGivenOne() throws {
    let lines = try text("systemd/pelapor.service").split(separator: "\n")
    #expect(lines.contains("RestrictAddressFamilies=AF_UNIX AF_NETLINK"))
    #expect(lines.contains("IPAddressDeny=any"))
    let dropIn = try text("systemd/network.conf").split(separator: "\n")
    #expect(dropIn.contains("RestrictAddressFamilies=AF_INET AF_INET6"))
    #expect(dropIn.contains { $0.hasPrefix("IPAddressAllow=") })
  }

  @Test func theServiceReachesNoUSBDeviceUnlessItIsAllowedTo() throws {
    #expect(!(try text("systemd/pelapor.service")).contains("usb_device"))
    let dropIn = try text("systemd/usb-reset.conf").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(dropIn == ["[Service]", "DeviceAllow=char-usb_device rw"])
  }

  /// `log.file`, the default database and what the unit may write to have to go together.
  @Test func theFoldersOfTheServiceAreThoseOfTheDefaults() throws {
    let (unit, folders) = (try text("systemd/pelapor.service"), try text("systemd/pelapor.tmpfiles"))
    for (setting, folder) in [("StateDirectory", "/var/lib/pelapor"), ("LogsDirectory", "/var/log/pelapor")] {
      #expect(unit.contains("\n\(setting)=pelapor\n"))
      #expect(folders.contains("\nd \(folder) 0750 pelapor pelapor -\n"))
    }
    #expect(unit.contains("\nRuntimeDirectory=pelapor\nRuntimeDirectoryMode=0750\n"))
    #expect(unit.contains("LoadCredential=pelapor:/etc/pelapor/credentials\n"))
    #expect(folders.contains("\nd /etc/pelapor/credentials 0700 root root -\n"))
  }

  @Test(.enabled(if: installed("logrotate") != nil, "logrotate is not installed"))
  func theRotationIsUnderstood() throws {
    let folder = try Scratch()
    // Its user need not exist here.
    let rules = try text("systemd/pelapor.logrotate").replacing("  su pelapor pelapor\n", with: "")
    #expect(rules.contains("kill --signal=HUP --kill-who=main pelapor.service"))
    let file = try folder.write(rules, to: "pelapor")
    let outcome = try run("logrotate", ["--debug", "--state", "/dev/null", file])
    #expect(outcome.status == 0 && !outcome.output.contains("error:"), "\(outcome.output)")
  }
}
