import Glibc

/// Where the PIN of a SIM is kept outside of the configuration file.
public enum PINFile: Sendable, Equatable {
  /// A credential that the service manager passes on (systemd.exec(5), `LoadCredential=`).
  case credential(name: String)
  /// A file of one's own.
  case path(String)

  /// A text with a `/` is a path, anything else a name; nil when it is neither.
  init?(parsing text: String) {
    guard !text.isEmpty, text.utf8.count < 256, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      return nil
    }
    if text.hasPrefix("/") {
      self = .path(text)
    } else if !text.contains("/"), text != ".", text != ".." {
      self = .credential(name: text)
    } else {
      return nil
    }
  }

  /// The PIN in it.
  ///
  /// - Parameter credentials: the folder of `$CREDENTIALS_DIRECTORY`; nil where no service manager gave one.
  func read(credentials: String?) throws(PINFileError) -> String {
    switch self {
    case .path(let path): return try Self.pin(ofFile: path, mustBePrivate: true)
    case .credential(let name):
      guard let credentials else {
        throw PINFileError("\(name) is a credential, and there are none: start the service, or give an absolute path")
      }
      // `LoadCredential=pelapor:FOLDER` names each file of the folder `pelapor_FILE`.
      for file in ["\(credentials)/\(name)", "\(credentials)/pelapor_\(name)"] where access(file, F_OK) == 0 {
        return try Self.pin(ofFile: file, mustBePrivate: false)
      }
      throw PINFileError(
        "there is no credential \(name): put the PIN into /etc/pelapor/credentials/\(name) and restart the service")
    }
  }

  private static func pin(ofFile path: String, mustBePrivate: Bool) throws(PINFileError) -> String {
    // Not blocking: the path may be that of a pipe nobody writes to.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw PINFileError("\(FileProblem(reading: path, code: errno))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PINFileError("\(path) is not a file")
    }
    if mustBePrivate {
      guard status.st_mode & (S_IRWXO | S_IWGRP) == 0 else {
        throw PINFileError("\(path) may be read or changed by others: chmod 640 \(path)")
      }
      guard status.st_uid == 0 || status.st_uid == geteuid() else {
        throw PINFileError("\(path) belongs to somebody else: it must be root's or the daemon's own")
      }
    }
    var bytes = [UInt8](repeating: 0, count: 65)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw PINFileError("\(FileProblem(reading: path, code: errno))") }
    let lines = bytes[..<count].split { $0 == 0x0A || $0 == 0x0D }
    // Never its content: it is a secret, even a mistyped one.
    guard count < bytes.count, lines.count == 1, let line = lines.first, isPIN(line) else {
      throw PINFileError("\(path) must hold the PIN alone, 4 to 8 digits")
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Whether these are 4 to 8 digits.
  static func isPIN(_ digits: some Collection<UInt8>) -> Bool {
    (4...8).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// Why a PIN can't be had, without any of it.
struct PINFileError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Configuration {
  /// The same with the PINs of all ``Modem/pinFile``s read.
  ///
  /// - Parameters:
  ///   - name: what the configuration is called in complaints.
  ///   - credentials: `$CREDENTIALS_DIRECTORY`, where a service manager has put secrets.
  ///   - skippingCredentials: leaves out credentials where there are none: what a check by hand can't see.
  /// - Throws: ``ConfigurationError`` with each that can't be had.
  public func withPINs(
    name: String, credentials: String?, skippingCredentials: Bool = false
  ) throws(ConfigurationError) -> Configuration {
    var result = self
    var problems: [ConfigurationProblem] = []
    for (index, modem) in modems.enumerated() {
      guard let file = modem.pinFile else { continue }
      if skippingCredentials, credentials == nil, case .credential = file { continue }
      do throws(PINFileError) { result.modems[index].pin = try file.read(credentials: credentials) } catch {
        problems.append(
          ConfigurationProblem(place: name, key: "modems.\(index).pin-file", message: error.description))
      }
    }
    if !problems.isEmpty { throw ConfigurationError(problems: problems) }
    return result
  }
}
