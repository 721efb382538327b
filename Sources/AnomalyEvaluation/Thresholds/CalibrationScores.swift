/// The scores of a calibration tail, in the order of time, and what is known about their neighbourhood.
public struct CalibrationScores: Sendable {
  /// Scores of normal rows that the model was not fitted on, finite.
  public var scores: [Float]
  /// How many of them follow each other without a gap, from run to run; together all of them.
  public var runs: [Int]
  /// Scores from one to the next that shares nothing with it, see `independence(window:stride:memory:)`; at least 1.
  public var independence: Int
  /// Scores of rows with faults among them, for a rule that chooses on labels; nil where there are none.
  public var labelled: LabelledScores?
  /// Scores a day; nil where the time between samples is not known.
  public var perDay: Double?

  /// Scores from one to the next that shares no sample with it, of windows of `window` rows that begin `stride` rows apart;
  /// where scores are smoothed, also none of the `memory` earlier scores that tell in them.
  public static func independence(window: Int, stride: Int, memory: Int = 0) -> Int {
    (window - 1) / stride + 1 + memory
  }

  /// - Parameters:
  ///   - scores: as above.
  ///   - runs: as above; one run where it is nil or does not add up to as many.
  ///   - independence: as above.
  ///   - perDay: as above.
  public init(_ scores: [Float], runs: [Int]? = nil, independence: Int = 1, perDay: Double? = nil) {
    self.scores = scores
    let isWhole = runs.map { $0.reduce(0, +) == scores.count } ?? false
    self.runs = isWhole ? runs ?? [] : [scores.count]
    self.independence = max(independence, 1)
    self.perDay = perDay
  }

  /// The largest score of each block of `independence` scores; what is left at the end of a run joins its last block, and
  /// a run shorter than a block is one.
  var blockMaxima: [Float] {
    eachRun { run in
      let blocks = max(run.count / independence, 1)
      return (0..<blocks).compactMap { block in
        let first = run.startIndex + block * independence
        return run[first..<(block == blocks - 1 ? run.endIndex : first + independence)].max()
      }
    }
  }

  /// How many alarms a threshold raises on them: scores strictly above it, of which neighbours nearer than `independence`
  /// are one alarm.
  public func alarms(above threshold: Float) -> Int { peaks(above: threshold).count }

  /// The largest score of each alarm at a threshold: scores strictly above it, of which neighbours nearer than
  /// `independence` are one alarm.
  func peaks(above threshold: Float) -> [Float] {
    eachRun { run in
      var peaks: [Float] = []
      var last: Int?
      for (place, score) in run.enumerated() where score > threshold {
        if let last, place - last < independence {
          peaks[peaks.count - 1] = max(peaks[peaks.count - 1], score)
        } else {
          peaks.append(score)
        }
        last = place
      }
      return peaks
    }
  }

  private func eachRun(_ body: (ArraySlice<Float>) -> [Float]) -> [Float] {
    var first = 0
    return runs.flatMap { count in
      defer { first += count }
      return count > 0 ? body(scores[first..<first + count]) : []
    }
  }
}
