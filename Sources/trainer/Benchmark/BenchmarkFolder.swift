import AnomalyData
import Foundation

/// The files of one set.
struct BenchmarkFolder: Sendable {
  let path: String

  /// An existing folder.
  ///
  /// - Errors: `BenchmarkError.noFolder`.
  init(_ path: String) throws(BenchmarkError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noFolder(path: path)
    }
    self.path =
      path.contains("..") || path.hasSuffix("/") ? URL(fileURLWithPath: path).standardizedFileURL.path : path
  }

  /// The folder of a set: below the data folder, or that folder itself where it is called like the set.
  ///
  /// - Errors: `BenchmarkError.noFolder`.
  init(of set: String, in data: String) throws(BenchmarkError) {
    let whole = try BenchmarkFolder(data)
    let name = URL(fileURLWithPath: data).standardizedFileURL.lastPathComponent
    self = name == set && !whole.has(set) ? whole : try BenchmarkFolder("\(whole.path)/\(set)")
  }

  /// The folder `targets` of published figures, in the data folder or beside it; nil where there is none.
  static func targets(for data: String) -> BenchmarkFolder? {
    ["\(data)/targets", "\(data)/../targets"].lazy.compactMap { try? BenchmarkFolder($0) }.first
  }

  /// The path of a file or folder in it, whether it exists or not.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Whether a file or folder exists in it.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// The path of the table that is called `stem` but for its ending, packed or not; nil where there is none.
  func table(_ stem: String) -> String? {
    [".txt", ".txt.gz", ".csv", ".csv.gz"].first { has(stem + $0) }.map { file(stem + $0) }
  }

  /// Paths from here of all files below, at any depth, with one of `endings`, packed or not; sorted, without hidden files
  /// and those called README.
  func files(_ endings: String...) -> [String] {
    guard let all = FileManager.default.enumerator(atPath: path) else { return [] }
    return all.compactMap { $0 as? String }.filter { name in
      let parts = name.split(separator: "/")
      let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      return endings.contains { plain.hasSuffix($0) } && !parts.contains { $0.hasPrefix(".") }
        && parts.last.map { !$0.uppercased().hasPrefix("README") } == true
    }.sorted()
  }

  /// A name without its ending, packed or not.
  static func stem(_ name: String) -> String {
    let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    return plain.lastIndex(of: ".").map { String(plain[..<$0]) } ?? plain
  }

  /// The text of a file in it; nil where there is none.
  ///
  /// - Errors: `DataError`.
  func text(_ name: String) throws -> String? {
    guard has(name) else { return nil }
    let bytes = try FileBytes(path: file(name))
    return withExtendedLifetime(bytes) { String(decoding: bytes.content, as: UTF8.self) }
  }
}
