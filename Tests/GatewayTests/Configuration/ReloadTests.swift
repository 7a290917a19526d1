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
      (["modems.0.baud=9600"], ["modems"], []), (["modems.1.name=b", "modems.1.device=/dev/ttyUSB1"], ["modems"], []),
      (["control.socket=/tmp/x.sock"], [], ["control"]),
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
    let (old, new) = (try load([]), try load(["storage.path=/tmp/x.db", "reporting.mode=off"]))
    let holding = ConfigurationChanges.withLiveParts(of: new, in: old)
    #expect(holding.reporting.mode == .off && holding.storage.path == old.storage.path)
  }
}

struct ModemChangesTests {
  private func modems(_ settings: [String]) throws -> [Configuration.Modem] {
    try ConfigurationLoader.load(path: nil, settings: settings).modems
  }

  @Test func aModemWhoseEntryIsTheSameIsNotTouchedWhereverItStands() throws {
    let old = try modems([
      "modems.0.name=a", "modems.0.device=/dev/ttyUSB0", "modems.1.name=b", "modems.1.device=/dev/ttyUSB1",
      "modems.2.name=c", "modems.2.device=/dev/ttyUSB2",
    ])
    let new = try modems([
      "modems.0.name=d", "modems.0.device=/dev/ttyUSB3", "modems.1.name=c", "modems.1.device=/dev/ttyUSB2",
      "modems.1.baud=9600", "modems.2.name=a", "modems.2.device=/dev/ttyUSB0",
    ])
    let changes = ModemChanges(from: old, to: new)
    #expect(changes.added == ["d"] && changes.removed == ["b"] && changes.changed == ["c"])
    #expect(changes.ending == ["b", "c"] && changes.beginning == ["d", "c"])
    #expect(changes.modems.map(\.name) == ["d", "c", "a"])
  }

  @Test func anotherPINOrNumberTypeBeginsTheModemAnew() throws {
    let old = try modems(["modems.0.name=a", "modems.0.device=/dev/ttyUSB0"])
    for setting in ["pin=1234", "number-type=national", "prompt-delay-milliseconds=200", "profile=huawei"] {
      let new = try modems(["modems.0.name=a", "modems.0.device=/dev/ttyUSB0", "modems.0.\(setting)"])
      #expect(ModemChanges(from: old, to: new).changed == ["a"], "\(setting)")
    }
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
