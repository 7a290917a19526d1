// swift-tools-version: 6.2
import PackageDescription

// `make lint` and `make test` set this; a newcomer's newer compiler with a new warning must still build.
let warningsAreErrors = Context.environment["PELAPOR_WARNINGS_AS_ERRORS"] != nil

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

// The simulated world is optimised in debug builds, too, and so is the modem session with its protocol: `make test` runs
// through thousands of their lives. Ranges and overflows are checked all the same. The gateway is built as always.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

// What a daemon runs lies together in the program, in the order of a profile (`make function-order`): the kernel keeps 64 KiB
// around each page in memory. Functions that have gone since are passed over.
let ordered: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=lld", "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker",
      "--symbol-ordering-file=\(Context.packageDirectory)/packaging/function-order",
    ], .when(configuration: .release))
]

func target(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings + settings)
}

func testTarget(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = [], exclude: [String] = [],
  settings: [SwiftSetting] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: swiftSettings + settings)
}

let package = Package(
  name: "pelapor",
  products: [
    .executable(name: "pelapor", targets: ["pelapor"]),
    .executable(name: "manual-pages", targets: ["ManualPages"]),
    .executable(name: "core-benchmark", targets: ["CoreBenchmark"]),
    .executable(name: "gateway-benchmark", targets: ["GatewayBenchmark"]),
    .executable(name: "gateway-simulator", targets: ["GatewaySimulator"]),
    .library(name: "SMSCodec", targets: ["SMSCodec"]),
    .library(name: "SpamCore", targets: ["SpamCore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
  ],
  targets: [
    // Pure rooms: no I/O, no clock, no Foundation.
    target("Digest"),
    target("Numbering"),
    target("SMSCodec"),
    target("ATProtocol", settings: optimised),
    target("Modem", ["ATProtocol"], settings: optimised),
    .target(name: "CSpamModel", exclude: ["lost-words.bin", "spam.model", "words.tsv"]),
    target(
      "SpamCore", ["CSpamModel", "Digest", "Numbering", .product(name: "RealModule", package: "swift-numerics")],
      exclude: ["Corpus"]),
    target("Reporting", ["Digest", "Numbering", "SMSCodec", "SpamCore"]),
    target("Contacts", ["Numbering"]),
    target("Export", ["Digest", "Numbering", "Reporting"]),

    // Rooms that touch the machine.
    .target(name: "CProcess"),
    .target(name: "CSerial"),
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
    target("SerialPort", ["CSerial"]),
    target("Devices", ["ATProtocol", "CSerial", "CUdev", "Modem", "SerialPort"]),
    target("Store", ["Digest", "Numbering", "Reporting", .product(name: "GRDB", package: "GRDB.swift")]),
    target("ModemSimulator", ["CSerial", "SMSCodec"], settings: optimised),
    target(
      "Gateway",
      [
        "ATProtocol", "CProcess", "CSystemd", "Devices", "Digest", "Export", "Modem", "Numbering", "Reporting",
        "SMSCodec", "SerialPort", "SpamCore", "Store",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .executableTarget(
      name: "pelapor",
      dependencies: [
        "Contacts", "Devices", "Export", "Gateway", "ModemSimulator", "Numbering", "Reporting", "SMSCodec",
        "SerialPort",
        "SpamCore", "Store",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swiftSettings, linkerSettings: ordered),

    // Makes the manual pages of the commands' own help, for the package.
    .executableTarget(name: "ManualPages", swiftSettings: swiftSettings),

    // The whole gateway on virtual time in a simulated world; never part of the program.
    .target(name: "CSimulatedDisk", linkerSettings: [.linkedLibrary("sqlite3")]),
    target(
      "GatewaySimulation",
      [
        "CSimulatedDisk", "Devices", "Gateway", "ModemSimulator", "Reporting", "SMSCodec", "SerialPort", "SpamCore",
        "Store",
        .product(name: "GRDBSQLite", package: "GRDB.swift"), .product(name: "NIOCore", package: "swift-nio"),
      ], settings: optimised),
    .executableTarget(
      name: "GatewaySimulator", dependencies: ["GatewaySimulation"], swiftSettings: swiftSettings),

    // The daemon on a database of which a power cut can be imitated; for `make crash`, never part of the program.
    .target(name: "CPowerCut", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "PowerCutDaemon", dependencies: ["CPowerCut", "Gateway", "Reporting"], swiftSettings: swiftSettings),

    // Measures the spam core while it is being worked on: cross-validation, ablations, obfuscation, speed.
    .executableTarget(name: "SpamLab", dependencies: ["SpamCore"], swiftSettings: swiftSettings),

    // PDUs to try the codec on and what must hold of them: for its tests and for fuzzing.
    target("CodecCheck", ["SMSCodec"]),
    // Measures the codec and the spam core; see Sources/CoreBenchmark/main.swift.
    .executableTarget(name: "CoreBenchmark", dependencies: ["SMSCodec", "SpamCore"], swiftSettings: swiftSettings),
    .executableTarget(
      name: "GatewayBenchmark", dependencies: ["ModemSimulator", "Reporting", "Store"], swiftSettings: swiftSettings),

    // What fuzzing drives, also replayed by tests; libFuzzer brings its own main, so only `make fuzz` builds that part.
    target("FuzzTargets", ["CodecCheck", "Contacts", "Digest", "Gateway", "Modem", "SMSCodec", "SpamCore"]),
    testTarget("FuzzTests", ["CodecCheck", "FuzzTargets"], exclude: ["Corpus"]),

    testTarget("DigestTests", ["Digest"]),
    testTarget("NumberingTests", ["Numbering"]),
    testTarget("SMSCodecTests", ["CodecCheck", "SMSCodec"]),
    testTarget("ATProtocolTests", ["ATProtocol"]),
    testTarget("ModemTests", ["Modem", "ATProtocol"]),
    // A session against the simulated modem, on virtual time under seeded faults.
    testTarget("LineTests", ["Modem", "ModemSimulator"], settings: optimised),
    testTarget("SpamCoreTests", ["Digest", "SpamCore"], exclude: ["HeldOut"]),
    testTarget("ReportingTests", ["Numbering", "Reporting", "SMSCodec", "SpamCore"]),
    testTarget(
      "StoreTests",
      ["Digest", "Numbering", "Reporting", "SpamCore", "Store", .product(name: "GRDB", package: "GRDB.swift")]),
    testTarget("ContactsTests", ["Contacts"]),
    testTarget("ExportTests", ["Digest", "Export", "Numbering", "Reporting"]),
    testTarget("SerialPortTests", ["CSerial", "SerialPort"]),
    testTarget("DevicesTests", ["Devices", "Modem", "ModemSimulator"]),
    testTarget("ModemSimulatorTests", ["ModemSimulator", "SMSCodec"]),
    testTarget(
      "GatewayTests",
      [
        "Devices", "Gateway", "Modem", "ModemSimulator", "Numbering", "Reporting", "SMSCodec", "SpamCore", "Store",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "Yams", package: "Yams"),
      ]),
    // What is installed around the program: the service, the Debian package, manual pages, and that the guides hold.
    testTarget("PackagingTests", ["Gateway", "ManualPages", "pelapor"], exclude: ["Trial"]),
    testTarget("SimulationTests", ["GatewaySimulation", "SpamCore"]),
    // The whole gateway on real ttys, and the program itself as a process.
    testTarget(
      "EndToEndTests",
      [
        "Gateway", "ModemSimulator", "Numbering", "PowerCutDaemon", "Reporting", "SMSCodec", "SpamCore", "Store",
        "pelapor",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
  ]
)

if Context.environment["PELAPOR_FUZZING"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(name: "LibFuzzer", dependencies: ["CLibFuzzer", "FuzzTargets"], swiftSettings: swiftSettings),
  ]
}
