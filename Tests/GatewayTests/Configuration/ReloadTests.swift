import Reporting
import Testing

@testable import Gateway

struct ConfigurationChangesTests {
  private func load(_ settings: [String]) throws -> Configuration {
    try ConfigurationLoader.load(
      path: nil, settings: ["modems.0.name=a", "modems.0.device=/dev/ttyUSB0"] + settings)
  }

  @Test(
    arguments: [
      ([], [], []), (["reporting.mode=off", "log.level=debug"], ["reporting.mode", "log.level"], []),
      (["modems.0.baud=9600"], [], ["modems"]), (["modems.1.name=b", "modems.1.device=/dev/ttyUSB1"], [], ["modems"]),
      (["storage.path=/tmp/x.db", "storage.retention-days=9"], ["storage.retention-days"], ["storage.path"]),
      (["log.format=human", "log.file=/tmp/x"], [], ["log.format", "log.file"]),
      (["reporting.profiles.0.id=xl-588", "reporting.profiles.0.enabled=true"], ["reporting.profiles"], []),
      (["hooks.0.name=n", "hooks.0.events=report.*", "hooks.0.command=/bin/true"], ["hooks"], []),
      (["webhooks.0.name=n", "webhooks.0.events=*", "webhooks.0.url=http://localhost/"], ["webhooks"], []),
    ] as [([String], [String], [String])])
  func changesAreNamed(settings: [String], live: [String], restart: [String]) throws {
    let changes = ConfigurationChanges(from: try load([]), to: try load(settings))
    #expect(changes.live == live && changes.restart == restart)
  }

  @Test func theSameWrittenOutIsNoChange() throws {
    #expect(ConfigurationChanges(from: try load([]), to: try load(["reporting.mode=auto"])).isEmpty)
  }

  @Test func whatNeedsARestartDoesNotHold() throws {
    let (old, new) = (try load([]), try load(["modems.0.baud=9600", "reporting.mode=off"]))
    let holding = ConfigurationChanges.withLiveParts(of: new, in: old)
    #expect(holding.reporting.mode == .off && holding.modems == old.modems)
  }
}

struct FileWatchTests {
  private let first = FileStamp(inode: 1, size: 10)

  @Test func aChangeIsReadWhenItHasSettled() {
    var watch = FileWatch(first)
    let looks = [first, FileStamp(inode: 1, size: 5), FileStamp(inode: 1, size: 12), FileStamp(inode: 1, size: 12)]
    var answers: [Bool] = []
    for look in looks + [looks[3]] { answers.append(watch.look(look)) }
    #expect(answers == [false, false, false, true, false])
  }

  @Test func aReplacedFileIsRead() {
    var watch = FileWatch(first)
    let second = FileStamp(inode: 2, size: 10)
    var answers: [Bool] = []
    for look in [nil, second, second] { answers.append(watch.look(look)) }
    #expect(answers == [false, false, true])
  }

  @Test func whatWasReadOtherwiseIsNotReadAgain() {
    var watch = FileWatch(first)
    let second = FileStamp(inode: 2, size: 10)
    let before = watch.look(second)
    watch.wasRead(second)
    let after = watch.look(second)
    #expect(!before && !after)
  }
}
