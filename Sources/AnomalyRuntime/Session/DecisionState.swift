/// What a stream's verdicts remember of earlier scores. 24 bytes.
struct DecisionState {
  /// The smoothed score of the last window that was not unknown.
  var smoothed: Float = 0
  /// Whether the last scores were above the thresholds, the newest in the lowest bit.
  var warnVotes: UInt32 = 0
  var alarmVotes: UInt32 = 0
  /// Windows for which `level` stays without being reached again.
  var hold: UInt32 = 0
  /// The verdict that stands: `Verdict` as a number, never unknown.
  var level: Int32 = 0
  /// Scores that smoothing knows, at most as many as it takes in.
  var count: UInt8 = 0
  /// Where a mean puts the next score.
  var next: UInt8 = 0
  var reserved: UInt16 = 0

  /// Whether a session under `rule` can hold these numbers.
  func isPossible(_ rule: DecisionRecord) -> Bool {
    count <= max(rule.length, 1) && (next == 0 || next < rule.length) && level >= 0 && level <= 2
      && hold <= rule.hold && smoothed.isScore
  }

  /// Forgets scores, but not the verdict that stands.
  mutating func forgetScores() {
    smoothed = 0
    warnVotes = 0
    alarmVotes = 0
    count = 0
    next = 0
  }
}

extension Float {
  /// Whether a score can be this: >= 0 and finite.
  var isScore: Bool { bitPattern <= Float.greatestFiniteMagnitude.bitPattern }
}
