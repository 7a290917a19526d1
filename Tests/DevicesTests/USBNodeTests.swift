import Glibc
import Modem
import Testing

@testable import Devices

/// What stands in the way of a USB reset, in words.
@Suite struct USBNodeTests {
  private func refusal(_ outcome: USBResetOutcome?) -> (reason: String, remedy: String)? {
    guard case .refused(let reason, let remedy)? = outcome else { return nil }
    return (reason, remedy)
  }

  @Test(
    arguments: [
      (EACCES, "udev rule"), (EPERM, "usb-reset.conf"), (ENODEV, "plug the modem in"), (EIO, "unplug the modem"),
    ]
      as [(Int32, String)])
  func aRefusalSaysWhatToDo(code: Int32, remedy: String) {
    let refused = refusal(USBNode.refused(path: "/dev/bus/usb/001/004", reason: code))
    #expect(refused?.reason.hasPrefix("/dev/bus/usb/001/004: ") == true)
    #expect(refused?.remedy.contains(remedy) == true)
  }

  @Test func aNodeThatHasGoneIsNotReset() {
    let node = USBNode(path: "/dev/bus/usb/no/such", terminals: [])
    #expect(refusal(node.reset())?.reason.contains("No such file") == true)
    #expect(refusal(node.obstacle)?.reason.contains("No such file") == true)
  }

  @Test func whatIsNoUSBDeviceRefusesTheReset() {
    #expect(refusal(USBNode(path: "/dev/null", terminals: []).reset())?.reason.hasPrefix("/dev/null: ") == true)
  }
}
