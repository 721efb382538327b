import AnomalyData
import AnomalyExport
import AnomalyFormat
import AnomalyRuntime

/// One scored window of a recording.
struct ScoredRow {
  /// The row that completed the window, from 0 over the whole frame.
  var row: Int
  var result: ScoreResult
  /// The window's values in the frame.
  var span: Range<Int>
  /// The column that contributed most; nil where the score is 0.
  var column: Int?
  /// What the model expected of the window's last sample, in physical units; only when asked for.
  var expected: [Float] = []
}

/// Runs a blob over recordings: through the runtime's own session, run by run.
struct Scoring {
  let blob: LoadedBlob

  var isRowSamples: Bool { blob.blob.header.flags & BlobHeader.rowSamplesFlag != 0 }

  /// The columns of the blob, as they are called in tables.
  var columns: [String] { (0..<blob.blob.columns).map { blob.column($0).name } }

  /// Reads recordings with the columns of the blob, in its order.
  func read(_ paths: [String], _ table: TableArguments) throws -> Frame {
    var options = table.options
    if !isRowSamples { options.columns = columns }
    let frame = try Frame(reading: paths, options: options)
    if isRowSamples && frame.columnCount != blob.blob.window {
      throw RowLengthError(expected: blob.blob.window, got: frame.columnCount)
    }
    return frame
  }

  /// Every window of a frame in order; a stream begins anew with each run.
  func rows(of frame: Frame, withExpected: Bool = false) throws -> [ScoredRow] {
    let width = frame.columnCount
    let length = blob.blob.windowCount
    return try blob.withSession { session in
      var rows: [ScoredRow] = []
      for run in frame.runs {
        session.reset()
        for row in run {
          let first = row * width
          let result =
            isRowSamples
            ? session.score { frame.values[first + $0] } : session.push { frame.values[first + $0] }
          guard let result else { continue }
          var scored = ScoredRow(
            row: row, result: result, span: first + width - length..<first + width,
            column: try Self.largestShare(session, blob.blob.columns))
          if withExpected { scored.expected = try Self.lastExpected(session, blob.blob) }
          rows.append(scored)
        }
      }
      return rows
    }
  }

  private static func largestShare(_ session: Session, _ columns: Int) throws -> Int? {
    let shares = try [Float](unsafeUninitializedCapacity: columns) { buffer, count in
      if let base = buffer.baseAddress { try session.contributions(into: base) }
      count = columns
    }
    guard let largest = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[largest] > 0 else { return nil }
    return largest
  }

  private static func lastExpected(_ session: Session, _ blob: Blob) throws -> [Float] {
    let values = try [Float](unsafeUninitializedCapacity: blob.windowCount) { buffer, count in
      if let base = buffer.baseAddress { try session.reconstruction(into: base) }
      count = blob.windowCount
    }
    return Array(values.suffix(blob.columns))
  }
}

/// Rows of the wrong length for a model whose windows are rows.
struct RowLengthError: Error, CustomStringConvertible {
  var expected: Int
  var got: Int

  var description: String {
    "the model was trained on rows of \(expected) readings, these rows have \(got); use --exclude for columns that are not readings"
  }
}

extension Verdict {
  /// As in score files.
  var name: String {
    switch self {
    case .normal: "normal"
    case .warn: "warn"
    case .alarm: "alarm"
    case .unknown: "unknown"
    }
  }
}
