import Testing
@testable import SerialPort
