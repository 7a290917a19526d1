/// A SIM (3GPP TS 51.011, TS 31.102): identity, PIN, message slots.
public struct SIMCard: Sendable, Equatable {
  /// What `+CPIN?` tells.
  public enum Lock: String, Sendable {
    /// No PIN needed any more.
    case open = "READY"
    /// The PIN has to be given.
    case pin = "SIM PIN"
    /// Three wrong PINs: the PUK has to be given.
    case puk = "SIM PUK"
    /// Ten wrong PUKs: the card is dead.
    case blocked = "blocked"
  }

  /// MCC, MNC and subscriber, 15 digits.
  public var imsi: String
  /// The card's number, 19 or 20 digits.
  public var iccid: String
  /// The own number, with `+`; empty when the card does not know it.
  public var number: String
  /// The service centre's number, with `+`.
  public var serviceCentre: String
  /// Slots for messages.
  public var slots: Int
  /// nil: none is asked for.
  public var pin: String? {
    didSet { lock = pin == nil ? .open : .pin }
  }
  /// What opens a card whose PIN was wrong three times.
  public var puk: String
  /// Whether PIN or PUK is wanted.
  public private(set) var lock: Lock
  /// Wrong PINs still allowed.
  public private(set) var pinTries = 3
  /// Wrong PUKs still allowed.
  public private(set) var pukTries = 10

  /// A Telkomsel card.
  public init(
    imsi: String = "510101234567890", iccid: String = "8962100000000000001", number: String = "+628111000001",
    serviceCentre: String = "+6281100000", slots: Int = 20, pin: String? = nil, puk: String = "12345678"
  ) {
    self.imsi = imsi
    self.iccid = iccid
    self.number = number
    self.serviceCentre = serviceCentre
    self.slots = slots
    self.pin = pin
    self.puk = puk
    lock = pin == nil ? .open : .pin
  }

  /// The power was off: the PIN is wanted again; the tries stay as they were.
  mutating func powerOff() {
    if lock == .open, pin != nil { lock = .pin }
  }

  /// True when the PIN was right.
  mutating func enter(pin entered: String) -> Bool {
    guard lock == .pin else { return false }
    if entered == pin {
      pinTries = 3
      lock = .open
      return true
    }
    pinTries -= 1
    if pinTries == 0 { lock = .puk }
    return false
  }

  /// True when the PUK was right; the card then has the new PIN and is open.
  mutating func enter(puk entered: String, newPIN: String) -> Bool {
    guard lock == .puk, (4...8).contains(newPIN.utf8.count), newPIN.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    if entered == puk {
      pin = newPIN
      pinTries = 3
      pukTries = 10
      lock = .open
      return true
    }
    pukTries -= 1
    if pukTries == 0 { lock = .blocked }
    return false
  }
}
