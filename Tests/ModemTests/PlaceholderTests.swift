import Testing
@testable import Modem
