/// The files of labels of a command, and which of them is about which recording.
struct LabelFiles {
  private let files: [LabelFile]
  private let recordings: [String]

  /// Reads the files that `paths` name for `recordings`: one for all where it tells times, one for each in the same
  /// order, or of a folder those that are called like the recordings but for their endings.
  init?(_ paths: [String], recordings: [String]) throws(DataError) {
    guard !paths.isEmpty else { return nil }
    var expanded = try InputFiles.expanded(paths)
    if expanded.count != recordings.count, expanded.count > 1 {
      let byName = Dictionary(expanded.map { (LabelFiles.stem($0), $0) }) { first, _ in first }
      let paired = recordings.compactMap { byName[LabelFiles.stem($0)] }
      guard paired.count == recordings.count else {
        throw .labelFileCount(expected: recordings.count, found: expanded.count)
      }
      expanded = paired
    }
    var files: [LabelFile] = []
    for path in expanded { files.append(try LabelFile(path: path)) }
    guard files.count == recordings.count || files[0].isShared else {
      throw .labelFileCount(expected: recordings.count, found: files.count)
    }
    self.files = files
    self.recordings = recordings
  }

  /// The file about the recording with number `index`.
  func file(for index: Int) -> LabelFile { files.count == 1 ? files[0] : files[index] }

  /// The name of a file without folder and endings.
  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "gz", parts.count > 1 { parts.removeLast() }
    if parts.count > 1 { parts.removeLast() }
    return parts.joined(separator: ".")
  }
}
