import Glibc

/// A page of the project's documentation; nil where the tests run without it.
func documentation(_ name: String) -> String? {
  var folder = #filePath.split(separator: "/").dropLast()
  while !folder.isEmpty {
    let path = "/" + folder.joined(separator: "/") + "/docs/" + name
    if let text = contents(path) { return text }
    folder.removeLast()
  }
  return nil
}

private func contents(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 4096)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
