extension ModemSession {
  /// How a session behaves. The defaults are right for a modem nobody knows.
  public struct Configuration: Sendable, Hashable, Codable {
    /// The SIM's PIN, 4 to 8 digits; anything else counts as none.
    public var pin: String?
    /// The PIN was refused in an earlier life of the program: it is not tried.
    public var pinWasRefused = false
    /// The PIN is tried only while the SIM allows at least this many tries, where the modem tells. 3 is a SIM on
    /// which nobody has failed yet.
    public var minimumPINTries = 3
    /// Used in place of the family chosen by USB vendor, `+CGMI` and `+CGMM`.
    public var profile: ModemProfile?
    /// Commands in place of the profile's, whichever that is.
    public var overrides = ModemProfile.Overrides()
    /// USB vendor id, where the caller knows it.
    public var usbVendor: UInt16?
    /// PDUs handed over and not yet stored; at this many, reading stops and the SIM is the back-pressure.
    public var maximumOutstanding = 64
    /// Requests that may wait to be sent.
    public var maximumQueuedSends = 16
    /// Storages looked through this often although nothing was announced.
    public var sweepInterval: Duration = .seconds(300)
    /// The same where the modem announces nothing.
    public var pollInterval: Duration = .seconds(10)
    /// Signal and registration asked for this often.
    public var healthInterval: Duration = .seconds(60)
    /// How long the answer to a PDU is awaited; never less than 180 s.
    public var sendTimeout: Duration = .seconds(185)
    /// How long a request waits for the network before it is given back.
    public var networkPatience: Duration = .seconds(120)
    /// How long reading pauses after ``ModemSession/notStored(_:now:)``.
    public var storePause: Duration = .seconds(30)
    /// Within this long after ``ModemSession/stop(now:)`` the session is over.
    public var stopTime: Duration = .milliseconds(1500)
    /// The last thing tried with a modem that hangs is a reset of its USB device.
    public var allowsUSBReset = false
    /// After this long without the network that was there before, the radio is switched off and on.
    public var radioPatience: Duration = .seconds(900)
    /// Replaces the profile's pause between prompt and PDU.
    public var promptDelay: Duration?

    /// The defaults.
    public init() {}

    var usablePIN: String? {
      guard let pin, (4...8).contains(pin.utf8.count), pin.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      return pin
    }

    var effectiveSendTimeout: Duration { max(sendTimeout, .seconds(180)) }
  }
}
