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
  /// What the model expected of the row in physical units, as many values as the row has; only when asked for.
  var expected: [Float] = []
  /// The share of each column in the score; only when asked for.
  var contributions: [Float] = []
  /// The prototype that the window resembles most and its attention; only when asked for, and of a memory.
  var prototype: (slot: Int, attention: Float)?
}

/// Runs a blob over recordings: through the runtime's own session, run by run.
struct Scoring {
  let blob: LoadedBlob

  var isRowSamples: Bool { blob.blob.header.flags & BlobHeader.rowSamplesFlag != 0 }

  /// Whether the thresholds look at something else than the score.
  var isSmoothed: Bool {
    switch Smoothing(rawValue: blob.blob.score.decision.smoothing) {
    case .mean, .ewma: true
    case .some(.none), .votes, nil: false
    }
  }

  /// The columns of the blob, as they are called in tables.
  var columns: [String] { (0..<blob.blob.columns).map { blob.column($0).name } }

  /// Reads recordings with the columns of the blob, in its order; at least one window can be scored.
  ///
  /// - Errors: `DataError`, `ScoringError`.
  func read(_ paths: [String], _ table: TableArguments) throws -> Frame { try read(paths, table.options) }

  /// The same with other options.
  func read(_ paths: [String], _ options: ReadOptions) throws -> Frame {
    let frame = try reading(options) { (options) throws(DataError) in try Frame(reading: paths, options: options) }
    try check(frame)
    return frame
  }

  /// Reads each recording as a frame of its own; none is checked.
  ///
  /// - Errors: as `read`.
  func separate(
    _ paths: [String], _ options: ReadOptions
  ) throws -> (recordings: [(path: String, frame: Frame)], findings: [DataFinding]) {
    try reading(options) { (options) throws(DataError) in try Frame.separate(reading: paths, options: options) }
  }

  /// Refuses a frame without a window to score.
  func check(_ frame: Frame) throws(ScoringError) {
    let window = blob.blob.window
    if isRowSamples {
      if frame.columnCount != window { throw .rowLength(expected: window, got: frame.columnCount) }
    } else {
      let longest = frame.runs.map(\.count).max() ?? 0
      if longest < window { throw .tooFewRows(expected: window, got: longest) }
    }
  }

  /// Reads with the columns of the blob, in its order.
  private func reading<Result>(
    _ given: ReadOptions, _ read: (ReadOptions) throws(DataError) -> Result
  ) throws -> Result {
    var options = given
    if !isRowSamples { options.columns = columns }
    do {
      return try read(options)
    } catch {
      if case .missingColumn(let path, let column, let nearest) = error, !isRowSamples, columns.contains(column) {
        throw ScoringError.missingColumn(path: path, column: column, nearest: nearest)
      }
      throw error
    }
  }

  /// Every window of a frame in order; a stream begins anew with each run.
  func rows(
    of frame: Frame, withExpected: Bool = false, withContributions: Bool = false, withPrototypes: Bool = false
  ) throws -> [ScoredRow] {
    let width = frame.columnCount
    let length = blob.blob.windowCount
    return try blob.withSession { session in
      var rows: [ScoredRow] = []
      for run in frame.runs {
        session.reset()
        for row in run {
          let first = row * width
          let result =
            try frame.values.withUnsafeBufferPointer { values in
              try values.baseAddress.flatMap { start in
                isRowSamples ? session.score(.float32(start + first)) : try session.push(.float32(start + first))
              }
            }
          guard let result else { continue }
          let shares = try Self.shares(session, blob.blob.columns)
          var scored = ScoredRow(
            row: row, result: result, span: first + width - length..<first + width, column: Self.largest(shares))
          if withContributions { scored.contributions = shares }
          if withExpected { scored.expected = Array(try Self.expected(session, blob.blob).suffix(width)) }
          if withPrototypes && blob.blob.header.memorySlots > 0 {
            var (slot, attention) = (UInt32(0), Float(0))
            try session.prototypes(&slot, &attention, count: 1)
            scored.prototype = (Int(slot), attention)
          }
          rows.append(scored)
        }
      }
      return rows
    }
  }

  private static func shares(_ session: Session, _ columns: Int) throws -> [Float] {
    try [Float](unsafeUninitializedCapacity: columns) { buffer, count in
      if let base = buffer.baseAddress { try session.contributions(into: base) }
      count = columns
    }
  }

  private static func largest(_ shares: [Float]) -> Int? {
    guard let largest = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[largest] > 0 else { return nil }
    return largest
  }

  /// Of the whole window.
  private static func expected(_ session: Session, _ blob: Blob) throws -> [Float] {
    try [Float](unsafeUninitializedCapacity: blob.windowCount) { buffer, count in
      if let base = buffer.baseAddress { try session.reconstruction(into: base) }
      count = blob.windowCount
    }
  }
}

/// Why recordings do not fit a blob; the text is one sentence.
enum ScoringError: Error, Equatable, CustomStringConvertible {
  /// Rows of the wrong length for a model whose windows are rows.
  case rowLength(expected: Int, got: Int)
  /// No run is as long as a window.
  case tooFewRows(expected: Int, got: Int)
  /// A column of the blob that a recording lacks; `nearest` is the name there most like it.
  case missingColumn(path: String, column: String, nearest: String?)

  var description: String {
    switch self {
    case .rowLength(let expected, let got):
      "the model was trained on rows of \(expected) readings, these rows have \(got); use --exclude for columns that "
        + "are not readings"
    case .tooFewRows(let expected, let got):
      "the model scores windows of \(expected) consecutive rows, found at most \(got); give a longer recording"
    case .missingColumn(let path, let column, let nearest):
      "\(path) has no column \(column), which the model was trained on; "
        + (nearest.map { "rename \($0) if it is the same" } ?? "its first line must name it")
    }
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
