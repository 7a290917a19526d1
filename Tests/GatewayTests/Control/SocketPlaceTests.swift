import Testing

@testable import Gateway

/// Where a daemon has its control socket.
struct SocketPlaceTests {
  private let usual = "/run/pelapor/pelapor.sock"

  @Test func aDaemonThatSomebodyRunsForThemselvesHasItInTheFolderOfTheirSession() {
    let place = Overseer.usable(
      usual, account: 1_000, isServiceFolderOurs: false, sessionFolder: "/run/user/1000")
    #expect(place == "/run/user/1000/pelapor.sock")
  }

  @Test(
    arguments: [
      // The service, root, a path that was chosen, no session, and one that is no absolute path.
      ("/run/pelapor/pelapor.sock", 990, true, "/run/user/990"), ("/run/pelapor/pelapor.sock", 0, false, "/run/user/0"),
      ("/tmp/own.sock", 1_000, false, "/run/user/1000"), ("/run/pelapor/pelapor.sock", 1_000, false, nil),
      ("/run/pelapor/pelapor.sock", 1_000, false, ""), ("/run/pelapor/pelapor.sock", 1_000, false, "run"),
    ] as [(String, UInt32, Bool, String?)])
  func otherwiseItIsWhereTheConfigurationSays(path: String, account: UInt32, isOurs: Bool, session: String?) {
    #expect(
      Overseer.usable(path, account: account, isServiceFolderOurs: isOurs, sessionFolder: session) == path)
  }

  @Test func theUsualPathIsTheOneOfTheConfiguration() {
    #expect(ConfigurationKeys.Control.socket.fallback == usual)
  }
}
