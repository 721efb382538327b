import AnomalyData
import Glibc

/// A folder of its own for one test, removed with everything in it at the end.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/anomaly-data-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    chmod(path, 0o755)
    for name in entries { unlink("\(path)/\(name)") }
    for name in entries { rmdir("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names in the folder, sorted.
  var entries: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes a file without the code under test and returns its path.
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    let path = "\(self.path)/\(name)"
    guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }

  func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

  /// The bytes of a file, read without the code under test.
  func content(_ name: String) -> [UInt8] {
    guard let file = fopen("\(path)/\(name)", "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(byte)) }
    return bytes
  }
}

/// Reads `text` as the CSV file `data.csv`.
func frame(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws(DataError) -> Frame {
  try frame(bytes: Array(text.utf8), change)
}

func frame(bytes: [UInt8], _ change: (inout ReadOptions) -> Void = { _ in }) throws(DataError) -> Frame {
  let folder = TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  var options = ReadOptions()
  change(&options)
  return try Frame(reading: [folder.file("data.csv", bytes)], options: options)
}
