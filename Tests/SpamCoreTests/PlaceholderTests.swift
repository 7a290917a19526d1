import Testing
@testable import SpamCore
