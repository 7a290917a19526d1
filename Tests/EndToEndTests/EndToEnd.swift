import Testing

/// The whole gateway against simulated modems on real ttys. One after the other: each has a daemon, a modem and a
/// database of its own, and two cores are all a small machine has.
@Suite(.serialized) enum EndToEnd {}

/// Upper bound of every wait: reached only by what has failed, however slow the machine.
let patience = Duration.seconds(60)
