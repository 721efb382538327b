import AnomalyData
import AnomalyEvaluation

/// Labelled causes beside what the model blames.
struct CauseComparison {
  /// Files of causes, see `CauseLabels`, for the recordings as they are named on the command line.
  let paths: [String]
  let data: [String]
  let table: TableArguments

  /// Refuses what would change which row a number means.
  func check() throws(CommandLineError) {
    if paths.isEmpty { return }
    if table.resampling != nil {
      throw .conflict("--causes counts rows of the files, which --resample changes; leave one out")
    }
    if table.missing == .drop {
      throw .conflict("--causes counts rows of the files, which --missing drop changes; fill or keep missing samples")
    }
  }

  /// Contributions beside causes; nil where none are given.
  ///
  /// Columns count over the readings of the file, excluded ones too; a cause that the model does not see is left out.
  func ranking(_ recordings: LabelledRecordings, _ scoring: Scoring) throws -> CauseRanking? {
    guard !paths.isEmpty else { return nil }
    let sources = try InputFiles.expanded(data)
    var options = table.options
    options.exclude = []
    var rows: [(contributions: [Float], causes: Set<Int>)] = []
    var unseen: Set<String> = []
    for (path, source) in zip(try PartnerFiles.paths(paths, of: sources, option: "--causes"), sources) {
      guard let file = recordings.files.first(where: { $0.path == source }) else { continue }
      let names = try Frame.readings(of: source, options: options)
      let places = names.map(file.frame.columnNames.firstIndex)
      let bytes = try FileBytes(path: path)
      let text = withExtendedLifetime(bytes) { String(decoding: bytes.content, as: UTF8.self) }
      var ofRow: [Int: Set<Int>] = [:]
      for entry in try CauseLabels(text, path: path, columnCount: names.count).entries {
        unseen.formUnion(entry.columns.filter { places[$0] == nil }.map { names[$0] })
        let seen = Set(entry.columns.compactMap { places[$0] })
        for row in entry.rows.clamped(to: 0..<file.frame.rowCount) where !seen.isEmpty {
          ofRow[row, default: []].formUnion(seen)
        }
      }
      rows += file.rows.compactMap { scored in ofRow[scored.row].map { (scored.contributions, $0) } }
    }
    if !unseen.isEmpty {
      tell(["causes that the model does not see are left out: \(unseen.sorted().joined(separator: ", "))"])
    }
    return CauseRanking(rows)
  }
}
