import AnomalyData
import AnomalyRuntime

/// Which of the windows that cover a row decide its score.
enum RowScore: String, CaseIterable, Encodable {
  /// The window that ends with the row, as on the device.
  case last
  /// The mean of all windows that hold the row.
  case mean
  /// The highest of them.
  case max

  /// Whether the score is known as soon as the row is.
  var isCausal: Bool { self == .last }

  /// For people.
  var sentence: String {
    switch self {
    case .last: "that of the window that ends there; causal"
    case .mean: "the mean of the windows that hold it; not causal, later rows decide too"
    case .max: "the highest of the windows that hold it; not causal, later rows decide too"
    }
  }
}

extension RowScore: OptionValue {}

/// Rows with a score, and the windows that each has it from.
struct RowCover {
  /// Ascending.
  let rows: [Int]
  /// For each row the numbers of the windows, not empty.
  let windows: [Range<Int>]
  let score: RowScore

  /// - Parameters:
  ///   - ends: the last row of each window, ascending.
  ///   - length: rows in a window.
  ///   - runs: the runs of the frame, which no window leaves.
  init(_ score: RowScore, ends: [Int], length: Int, runs: [Range<Int>]) {
    self.score = score
    guard score != .last else {
      rows = ends
      windows = ends.indices.map { $0..<$0 + 1 }
      return
    }
    var rows: [Int] = []
    var windows: [Range<Int>] = []
    var first = 0
    for run in runs {
      var end = first
      while end < ends.count, ends[end] < run.upperBound { end += 1 }
      var (low, high) = (first, first)
      for row in run {
        while low < end, ends[low] < row { low += 1 }
        high = Swift.max(high, low)
        while high < end, ends[high] - length < row { high += 1 }
        if low < high {
          rows.append(row)
          windows.append(low..<high)
        }
      }
      first = end
    }
    self.rows = rows
    self.windows = windows
  }

  /// The score of each row from those of all windows.
  func scores(_ ofWindows: ArraySlice<Float>) -> [Float] {
    let first = ofWindows.startIndex
    return windows.map { range in
      let covering = ofWindows[first + range.lowerBound..<first + range.upperBound]
      switch score {
      case .last: return covering.last ?? 0
      case .mean: return Float(covering.reduce(0.0) { $0 + Double($1) } / Double(range.count))
      case .max: return covering.max() ?? 0
      }
    }
  }
}

extension Scoring {
  /// The windows of `frame` as scores of rows. A row that several decide has the verdict of its own score at the blob's
  /// thresholds, without hysteresis and hold, and blames what the highest of them does.
  func rows(_ windows: [ScoredRow], by cover: RowCover) -> [ScoredRow] {
    if cover.score == .last { return windows }
    let scores = cover.scores(windows.map(\.result.smoothed)[...])
    let shipped = blob.blob.score
    return zip(zip(cover.rows, cover.windows), scores).map { place, score in
      let highest = place.1.max { windows[$0].result.smoothed < windows[$1].result.smoothed } ?? place.1.lowerBound
      var row = windows[highest]
      row.row = place.0
      row.result.score = score
      row.result.smoothed = score
      row.result.pValue = blob.blob.pValue(ofScore: score)
      row.result.verdictCode =
        (score > shipped.alarm ? Verdict.alarm : score > shipped.warn ? .warn : .normal).rawValue
      return row
    }
  }

  /// Where the windows of `frame` that `windows` are lie.
  func cover(_ windows: [ScoredRow], of frame: Frame, by score: RowScore) -> RowCover {
    RowCover(score, ends: windows.map(\.row), length: blob.blob.window, runs: frame.runs)
  }

  /// Refuses what single windows that are rows cannot have.
  func check(_ score: RowScore) throws(CommandLineError) {
    if isRowSamples && score != .last {
      throw .conflict("--rows \(score.rawValue) is for streams, but each row is a window of its own; leave it out")
    }
  }
}
