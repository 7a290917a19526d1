import Testing

@testable import SerialPort

/// Each error says what is wrong and what to do.
struct SerialPortErrorTests {
  @Test(arguments: [
    (SerialPortError.noPermission(path: "/dev/ttyUSB0", group: "uucp"), "sudo usermod -aG uucp "),
    (.noPermission(path: "/dev/ttyUSB0", group: nil), "add its user to the group dialout"),
    (.busy(path: "/dev/ttyUSB0", holder: nil), "sudo fuser -v /dev/ttyUSB0"),
    (.notATerminal(path: "/dev/null"), "/dev/null is not a serial device: give a tty"),
    (.unknownBaud(115_201), "115201 is not a baud rate this system knows: use one of 1200, 2400"),
    (.settingsNotTaken(path: "/dev/ttyUSB0", setting: "8N1"), "does not keep the setting 8N1"),
    (
      .system(path: "/dev/ttyS9", call: "tcgetattr", errno: 5, reason: "Input/output error"),
      "/dev/ttyS9: tcgetattr failed: Input/output error (errno 5)"
    ),
  ])
  func saysWhatToDo(error: SerialPortError, words: String) {
    #expect(error.description.contains(words), "\(error)")
  }
}
