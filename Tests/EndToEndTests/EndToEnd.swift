import Testing

/// The whole gateway against simulated modems on real ttys, in this process. One after the other: each has a daemon, a
/// modem and a database of its own, and two cores are all a small machine has.
@Suite(.serialized) enum EndToEnd {}

/// The same with the program itself, as a process that can be killed; beside the others.
@Suite(.serialized) enum EndToEndProcesses {}

/// Upper bound of every wait: reached only by what has failed, however slow the machine.
let patience = Duration.seconds(180)
