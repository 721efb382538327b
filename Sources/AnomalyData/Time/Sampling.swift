/// How regular the times of a recording are: steps from row to row inside runs.
public struct Sampling: Sendable, Equatable {
  /// A step of more than twice the usual.
  public struct Gap: Sendable, Equatable {
    /// The row after it.
    public let row: Int
    /// How long it is.
    public let length: TimeSpan
  }

  /// Steps forward.
  public let stepCount: Int
  /// The median of them.
  public let interval: TimeSpan
  /// The share of the steps that differ from the median by more than a hundredth of it, gaps included.
  public let irregularShare: Double
  /// The gaps in the order of the rows.
  public let gaps: [Gap]
  /// Steps of no length: times that repeat.
  public let repeatedCount: Int
  /// Steps back.
  public let backwardCount: Int
  /// Rows without a time.
  public let missingCount: Int

  /// Whether the times are too coarse to tell how far rows lie apart: more of them repeat than move on.
  public var isTooCoarse: Bool { repeatedCount > stepCount }

  /// Of `runs` of rows with these times; nil where no step goes forward.
  public init?(instants: [Int64], runs: [Range<Int>]) {
    var steps: [(row: Int, length: Int64)] = []
    var repeated = 0
    var backward = 0
    for run in runs {
      var last: Int64?
      for row in run where instants[row] != TimeColumn.missing {
        if let last {
          let step = instants[row] - last
          if step > 0 { steps.append((row, step)) } else if step == 0 { repeated += 1 } else { backward += 1 }
        }
        last = instants[row]
      }
    }
    guard !steps.isEmpty else { return nil }
    stepCount = steps.count
    let median = steps.map(\.length).sorted()[steps.count / 2]
    interval = TimeSpan(nanoseconds: median)
    gaps = steps.filter { $0.length - median > median }.map {
      Gap(row: $0.row, length: TimeSpan(nanoseconds: $0.length))
    }
    let irregular = steps.count { abs($0.length - median) > median / 100 }
    irregularShare = Double(irregular + repeated + backward) / Double(steps.count + repeated + backward)
    repeatedCount = repeated
    backwardCount = backward
    missingCount = instants.count { $0 == TimeColumn.missing }
  }
}
