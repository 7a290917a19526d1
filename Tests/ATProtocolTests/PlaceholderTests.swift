import Testing
@testable import ATProtocol
