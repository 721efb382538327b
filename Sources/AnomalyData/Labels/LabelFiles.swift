/// The files of labels of a command, and which of them is about which recording.
struct LabelFiles {
  private let files: [LabelFile]
  /// What each recording so far left unmatched of a file for all of them.
  private var unmatched: [[LabelWindow]] = []
  private var ownFindings: [DataFinding] = []

  /// Reads the files that `paths` name for `recordings`: one for all where it tells times, else as `PartnerFiles` pairs
  /// them.
  init?(_ paths: [String], recordings: [String]) throws(DataError) {
    guard !paths.isEmpty else { return nil }
    let expanded = try InputFiles.expanded(paths)
    if expanded.count == 1, recordings.count > 1 || expanded != paths {
      let file = try LabelFile(path: expanded[0])
      if file.isShared {
        files = [file]
        return
      }
    }
    var files: [LabelFile] = []
    for path in try PartnerFiles.paths(paths, of: recordings, option: "--labels") {
      files.append(try LabelFile(path: path))
    }
    self.files = files
  }

  /// The labels of the rows that were kept of the recording `data`, number `index`; see `LabelFile.marks`.
  mutating func labels(
    of index: Int, rows: [Range<Int>], count: Int, time: TimeColumn?, data: String
  ) throws(DataError) -> [UInt8] {
    let isForAll = files.count == 1
    let file = files[isForAll ? 0 : index]
    let marks = try file.marks(ofRows: rows, count: count, time: time, data: data)
    // Rows that a filter left out may have been those of a window.
    let unmatched = rows.reduce(0) { $0 + $1.count } == count ? marks.unmatched : []
    if isForAll, !file.namesRecordings {
      self.unmatched.append(unmatched)
    } else {
      ownFindings += unmatched.map { .unmatchedLabels(path: file.path, window: $0.text) }
    }
    return marks.labels
  }

  /// Windows in which no recording has a row.
  var findings: [DataFinding] {
    let everywhere = (unmatched.first ?? []).filter { window in unmatched.allSatisfy { $0.contains(window) } }
    return ownFindings + everywhere.map { .unmatchedLabels(path: files[0].path, window: $0.text) }
  }
}
