import Foundation

/// The score of the Numenta Anomaly Benchmark (Lavin and Ahmad, ICMLA 2015): early alarms inside a window earn more than late
/// ones, false alarms cost the more the farther they lie behind the last window, missed windows cost.
public struct NABScore: Equatable, Sendable {
  /// What hits, false alarms and misses weigh.
  public struct Profile: Equatable, Sendable {
    /// Reward of the earliest possible hit.
    public var hit: Double
    /// Cost of a false alarm far from any window.
    public var falseAlarm: Double
    /// Cost of a missed window.
    public var miss: Double

    /// 1, 0.11, 1.
    public static let standard = Profile(hit: 1, falseAlarm: 0.11, miss: 1)
    /// False alarms cost twice as much.
    public static let fewFalseAlarms = Profile(hit: 1, falseAlarm: 0.22, miss: 1)
    /// Missed windows cost twice as much.
    public static let fewMisses = Profile(hit: 1, falseAlarm: 0.11, miss: 2)
  }

  /// The scores of one file.
  public struct Recording: Sendable {
    /// One for each row of the file, larger is more anomalous; −∞ where there is none.
    public var scores: [Float]
    /// The rows in which an alarm is right, in order and disjoint.
    public var windows: [Range<Int>]

    /// Scores and windows of one file.
    public init(scores: [Float], windows: [Range<Int>]) {
      self.scores = scores
      self.windows = windows
    }

    /// The first rows, in which nothing counts: 15 % of the file, at most 750.
    var probation: Int { min(scores.count * 15 / 100, 750) }
  }

  /// An alarm is a score strictly above it.
  public var threshold: Float
  /// Sum over all files: rewards of hits, minus costs.
  public var raw: Double
  /// 100 · (raw − silence)/(perfection − silence): 0 for no alarm at all, 100 for an alarm at the start of each window and no
  /// other; below 0 where false alarms outweigh. Nil without any window.
  public var normalised: Double?

  /// The score of one threshold for all files.
  public init(_ recordings: [Recording], above threshold: Float, profile: Profile = .standard) {
    let sweep = NABSweep(recordings, profile: profile)
    self.init(sweep, threshold: threshold, raw: sweep.raw(above: threshold))
  }

  /// The score of the one threshold for all files that makes it largest, as the benchmark reports it: chosen with the labels
  /// in hand.
  public static func best(_ recordings: [Recording], profile: Profile = .standard) -> NABScore {
    let sweep = NABSweep(recordings, profile: profile)
    let best = sweep.best
    return NABScore(sweep, threshold: best.threshold, raw: best.raw)
  }

  private init(_ sweep: NABSweep, threshold: Float, raw: Double) {
    self.threshold = threshold
    self.raw = raw
    let perfect = sweep.profile.hit * Double(sweep.windowCount)
    normalised = sweep.windowCount > 0 ? 100 * (raw - sweep.silence) / (perfect - sweep.silence) : nil
  }
}

/// Every row that counts, from the highest score on.
private struct NABSweep {
  private struct Point {
    var score: Float
    /// The window it lies in; nil for a false alarm.
    var window: Int?
    /// What it earns, or costs as a negative number.
    var reward: Double
  }

  let profile: NABScore.Profile
  private(set) var windowCount = 0
  private var points: [Point] = []

  var silence: Double { -profile.miss * Double(windowCount) }

  init(_ recordings: [NABScore.Recording], profile: NABScore.Profile) {
    self.profile = profile
    for recording in recordings {
      let first = windowCount
      var next = recording.windows.firstIndex { $0.upperBound > recording.probation } ?? recording.windows.count
      let skipped = next
      windowCount += recording.windows.count - skipped
      for row in recording.probation..<recording.scores.count where recording.scores[row] > -.infinity {
        while next < recording.windows.count, recording.windows[next].upperBound <= row { next += 1 }
        var point = Point(score: recording.scores[row], window: nil, reward: -profile.falseAlarm)
        if next < recording.windows.count, recording.windows[next].contains(row) {
          let window = recording.windows[next]
          point.window = first + next - skipped
          let early = Self.reward(-Double(window.upperBound - row) / Double(window.count))
          point.reward = profile.hit * early / Self.reward(-1)
        } else if next > 0 {
          let window = recording.windows[next - 1]
          let behind = Double(row - window.upperBound + 1) / Double(window.count - 1)
          point.reward = profile.falseAlarm * Self.reward(behind)
        }
        points.append(point)
      }
    }
    points.sort { $0.score > $1.score }
  }

  /// From 1 well inside a window over 0 at its end to −1 behind it; position −1 is the start of the window, 0 its end.
  private static func reward(_ position: Double) -> Double {
    position >= 3 ? -1 : 2 / (1 + exp(5 * position)) - 1
  }

  func raw(above threshold: Float) -> Double {
    var total = silence
    sweep { score, raw in if score > threshold { total = raw } }
    return total
  }

  var best: (threshold: Float, raw: Double) {
    var best = (threshold: Float.infinity, raw: silence)
    sweep { score, raw in if raw > best.raw { best = (score.nextDown, raw) } }
    return best
  }

  /// Calls `body` with every distinct score and the sum when all rows from it upwards alarm.
  private func sweep(_ body: (Float, Double) -> Void) {
    var earned = [Double](repeating: -profile.miss, count: windowCount)
    var total = silence
    for (index, point) in points.enumerated() {
      if let window = point.window {
        total += max(point.reward - earned[window], 0)
        earned[window] = max(point.reward, earned[window])
      } else {
        total += point.reward
      }
      if index + 1 == points.count || points[index + 1].score < point.score { body(point.score, total) }
    }
  }
}
