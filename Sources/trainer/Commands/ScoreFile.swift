import AnomalyData

/// A file of scores read back: one score and one decision for every row of the recording.
struct ScoreFile {
  /// One a row of the recording, NaN where none applies. A score holds until the next one where the file has one score
  /// every few rows.
  let scores: [Float]
  /// One a row, true where the verdict is alarm; nil when the file has no verdicts.
  let alarms: [Bool]?

  /// Reads columns `row` (counted from 0) and `score`, and `verdict` if there is one.
  ///
  /// - Parameter rowCount: rows of the recording.
  init(path: String, rowCount: Int) throws {
    var options = ReadOptions()
    options.columns = ["row", "score"]
    let frame = try Frame(reading: [path], options: options)
    let rows = try (0..<frame.rowCount).map { try Self.row(frame[$0, 0], path: path, rowCount: rowCount) }
    let hold = zip(rows, rows.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1

    var scores = [Float](repeating: .nan, count: rowCount)
    for (index, row) in rows.enumerated() {
      for held in row..<min(row + hold, rowCount) { scores[held] = frame[index, 1] }
    }
    self.scores = scores

    options.columns = ["row"]
    options.filter = RowFilter(column: "verdict", value: "alarm")
    do {
      let alarmed = try Frame(reading: [path], options: options)
      var alarms = [Bool](repeating: false, count: rowCount)
      for index in 0..<alarmed.rowCount {
        let row = try Self.row(alarmed[index, 0], path: path, rowCount: rowCount)
        for held in row..<min(row + hold, rowCount) { alarms[held] = true }
      }
      self.alarms = alarms
    } catch DataError.nothingKept {
      alarms = [Bool](repeating: false, count: rowCount)
    } catch DataError.missingColumn {
      alarms = nil
    }
  }

  private static func row(_ value: Float, path: String, rowCount: Int) throws(ScoreFileError) -> Int {
    guard let row = Int(exactly: value), (0..<rowCount).contains(row) else {
      throw .rowOutside(path: path, row: value, rowCount: rowCount)
    }
    return row
  }
}

/// Why a file of scores does not fit its recording; the text is one sentence.
enum ScoreFileError: Error, Equatable, CustomStringConvertible {
  case rowOutside(path: String, row: Float, rowCount: Int)

  var description: String {
    switch self {
    case .rowOutside(let path, let row, let rowCount):
      "\(path): expected rows 0 to \(rowCount - 1) of the recording, found row \(row); name the recording that was scored"
    }
  }
}
