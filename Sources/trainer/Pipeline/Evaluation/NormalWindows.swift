import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyFormat

/// Normal windows that baselines fit on, and where they come from.
struct NormalWindows {
  let windows: ScaledWindows
  /// For people; nil where there are none.
  let source: String?

  /// Windows of the files `paths` without labelled rows; without files those that a model file keeps of its training part.
  ///
  /// - Errors: what reading throws, `ExportError` for a damaged model file.
  init(_ paths: [String], _ table: TableArguments, _ scoring: Scoring, path: String) throws {
    let blob = scoring.blob.blob
    let length = blob.windowCount
    if !paths.isEmpty {
      let frame = try scoring.read(paths, table.unlabelled)
      let places = scoring.isRowSamples ? try Windows(rowsOf: frame) : try Windows(of: frame, length: blob.window)
      let labels = frame.labels ?? []
      let starts = places.starts.indices.compactMap { index -> Int? in
        let isNormal = labels.isEmpty || labels[places.rows(index)].allSatisfy { $0 == 0 }
        return isNormal ? places.span(index).lowerBound : nil
      }
      windows = ScaledWindows(values: blob.scaled(frame.values), starts: starts, length: length)
      source = starts.isEmpty ? nil : "normal windows of \(paths.joined(separator: ", "))"
    } else if blob.header.flags & BlobHeader.hostFlag != 0 {
      let values = blob.scaled(try Model(scoring.blob, path: path).trainingWindows)
      windows = ScaledWindows(
        values: values, starts: Array(stride(from: 0, to: values.count, by: length)), length: length)
      source = "training windows in the model file"
    } else {
      windows = ScaledWindows(values: [], starts: [], length: length)
      source = nil
    }
  }
}
