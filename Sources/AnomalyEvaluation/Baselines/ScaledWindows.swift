import AnomalyData

/// Windows as views into one array of scaled samples: of a long recording no sample is held twice.
public struct ScaledWindows: Sendable {
  /// Scaled samples, all finite.
  public let values: [Float]
  /// Where each window begins in `values`.
  public let starts: [Int]
  /// Samples in a window.
  public let length: Int

  /// Windows of `length` samples that begin at `starts`.
  public init(values: [Float], starts: [Int], length: Int) {
    precondition(starts.allSatisfy { $0 >= 0 && $0 + length <= values.count }, "whole windows")
    self.values = values
    self.starts = starts
    self.length = length
  }

  /// The number of windows.
  public var count: Int { starts.count }

  /// At most `limit` windows, evenly spread.
  func evenSample(_ limit: Int) -> ScaledWindows {
    guard count > limit else { return self }
    return ScaledWindows(values: values, starts: (0..<limit).map { starts[$0 * count / limit] }, length: length)
  }

  /// The samples of some windows, one after the other.
  func rows(_ windows: Range<Int>) -> [Float] {
    var rows: [Float] = []
    rows.reserveCapacity(windows.count * length)
    for start in starts[windows] { rows += values[start..<start + length] }
    return rows
  }

  /// Σ x² over one window.
  func squaredNorm(_ window: Int) -> Float {
    values.withUnsafeBufferPointer { values in
      var sum = 0.0
      for place in starts[window]..<starts[window] + length { sum += Double(values[place]) * Double(values[place]) }
      return Float(sum)
    }
  }
}

extension Baseline {
  func randomScores(_ windows: ScaledWindows, seed: UInt64) -> [Float] {
    var source = RandomSource(seed: seed)
    return (0..<windows.count).map { _ in Float(source.next() >> 40) * 0x1p-24 }
  }
}
