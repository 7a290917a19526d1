import Testing
@testable import SMSCodec
