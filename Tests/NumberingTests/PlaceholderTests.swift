import Testing
@testable import Numbering
