import AnomalyData
import AnomalyEvaluation
import AnomalyFormat

extension NormalWindows {
  /// Columns whose normal rows in `recordings` drifted from these windows; at most `limit` of them, and how many more. Rows
  /// that are windows of their own, and windows that are not there, tell nothing.
  func drift(to recordings: LabelledRecordings, _ scoring: Scoring, limit: Int = 3) -> [String] {
    let blob = scoring.blob.blob
    guard !scoring.isRowSamples, windows.count > 0 else { return [] }
    let before = ColumnStatistics(of: windows.values, spans: covered, columnCount: blob.columns)
    var values: [Float] = []
    for file in recordings.files {
      let scaled = blob.scaled(file.frame.values)
      for row in file.labels.indices where !file.labels[row] {
        values += scaled[row * blob.columns..<(row + 1) * blob.columns]
      }
    }
    let after = ColumnStatistics(of: values, spans: [0..<values.count], columnCount: blob.columns)
    let findings = before.drift(to: after, of: scoring.columns, in: .test)
    let more = findings.count - limit
    return findings.prefix(limit).map(\.description)
      + (more > 0 ? ["\(more) more \(more == 1 ? "column" : "columns") of \(blob.columns) drifted like that"] : [])
  }

  /// The values of all windows, each once.
  private var covered: [Range<Int>] {
    windows.starts.sorted().reduce(into: []) { spans, start in
      if let last = spans.last, last.upperBound >= start {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, start + windows.length)
      } else {
        spans.append(start..<start + windows.length)
      }
    }
  }
}
