import Foundation
import Glibc

/// Who runs the command, for the audit trail.
enum Account {
  /// The name of the account; behind sudo, of the person who ran it.
  static var name: String {
    if let person = ProcessInfo.processInfo.environment["SUDO_USER"], !person.isEmpty, person != "root" {
      return String(person.prefix(64))
    }
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "uid \(getuid())" }
    return String(cString: name)
  }
}
