/// Where the windows of a frame lie. It holds no samples: each window is a contiguous slice of the frame's values (raw
/// or scaled), time-major: `length` instants of `columns` samples.
public struct Windows: Sendable {
  /// Instants in a window.
  public let length: Int
  /// Samples of one instant.
  public let columns: Int
  /// Rows from the start of one window to the start of the next.
  public let stride: Int
  /// Rows of the frame that a window covers: `length`, or 1 where each row is a window.
  public let rowsPerWindow: Int
  /// The first row of each window, ascending.
  public let starts: RisingIndices
  /// Indices of the windows without a missing sample: those fit for training.
  public let complete: RisingIndices
  private let rowWidth: Int

  /// Windows of `length` consecutive rows, `stride` rows apart, inside each of `ranges` (the frame's runs when nil);
  /// none crosses the border of a range. Rows after the last window of a range belong to none.
  public init(
    of frame: Frame, length: Int, stride: Int = 1, in ranges: [Range<Int>]? = nil
  ) throws(WindowError) {
    precondition(length > 0 && stride > 0, "length and stride are positive")
    let ranges = ranges ?? frame.runs
    var starts = RisingIndices()
    for range in ranges where range.count >= length {
      for start in Swift.stride(from: range.lowerBound, through: range.upperBound - length, by: stride) {
        starts.append(start)
      }
    }
    if starts.isEmpty { throw .tooFewRows(longestRun: ranges.map(\.count).max() ?? 0, length: length) }
    self.init(
      frame: frame, length: length, columns: frame.columnCount, stride: stride, rowsPerWindow: length, starts: starts)
  }

  /// Each row inside `ranges` (all rows when nil) as one window of one variable: `length` is the number of columns of
  /// the frame, `columns` is 1.
  public init(rowsOf frame: Frame, in ranges: [Range<Int>]? = nil) throws(WindowError) {
    let starts = RisingIndices((ranges ?? frame.runs).joined())
    if starts.isEmpty { throw .tooFewRows(longestRun: 0, length: 1) }
    self.init(frame: frame, length: frame.columnCount, columns: 1, stride: 1, rowsPerWindow: 1, starts: starts)
  }

  private init(frame: Frame, length: Int, columns: Int, stride: Int, rowsPerWindow: Int, starts: RisingIndices) {
    self.length = length
    self.columns = columns
    self.stride = stride
    self.rowsPerWindow = rowsPerWindow
    self.starts = starts
    rowWidth = frame.columnCount
    let gaps = frame.incompleteRowsBefore
    var complete = RisingIndices()
    for (index, start) in starts.enumerated() where gaps.isEmpty || gaps[start] == gaps[start + rowsPerWindow] {
      complete.append(index)
    }
    self.complete = complete
  }

  /// The number of windows.
  public var count: Int { starts.count }
  /// Samples in a window, `length` · `columns`.
  public var sampleCount: Int { length * columns }

  /// The rows of window `index`.
  public func rows(_ index: Int) -> Range<Int> { starts[index]..<starts[index] + rowsPerWindow }

  /// Where the complete windows begin in the values of the frame.
  public var completeStarts: RisingIndices {
    if complete.count == starts.count { return starts.scaled(by: rowWidth) }
    return RisingIndices(complete.lazy.map { starts[$0] * rowWidth })
  }

  /// The place of window `index` in the values of the frame.
  public func span(_ index: Int) -> Range<Int> {
    let start = starts[index] * rowWidth
    return start..<start + sampleCount
  }

  /// Calls `body` with the samples of window `index` in `values`, an array laid out like the frame's.
  public func withWindow<Result, Failure: Error>(
    _ index: Int, in values: [Float], _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let span = span(index)
    return try values.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
      try body(UnsafeBufferPointer(rebasing: all[span]))
    }
  }

  /// For each window 1 when any of its rows has a non-zero label in `labels` (one for each row), else 0.
  public func labels(from labels: [UInt8]) -> [UInt8] {
    starts.indices.map { index in rows(index).contains { labels[$0] != 0 } ? 1 : 0 }
  }
}

extension Frame {
  /// For each row the number of earlier rows that miss a sample, and one entry more for all; empty when none misses.
  fileprivate var incompleteRowsBefore: [UInt32] {
    guard values.contains(where: \.isNaN) else { return [] }
    var before: [UInt32] = [0]
    before.reserveCapacity(rowCount + 1)
    for row in 0..<rowCount {
      let isIncomplete = values[row * columnCount..<(row + 1) * columnCount].contains(where: \.isNaN)
      before.append(before[row] + (isIncomplete ? 1 : 0))
    }
    return before
  }
}
