import AnomalyFormat
import AnomalyRuntime

/// From scores to verdicts as the arithmetic contract words it, on all scores so far.
struct DecisionReference {
  let rule: DecisionRecord
  let warn: Float
  let alarm: Float
  private var scores: [Float] = []
  private var average: Float?
  private var standing: Int32 = 0
  /// Windows since one that reached the standing verdict.
  private var since = 0

  init(_ blob: Blob) {
    rule = blob.score.decision
    (warn, alarm) = (blob.score.warn, blob.score.alarm)
  }

  private func level(_ score: Float, _ scale: Float = 1) -> Int32 {
    score > alarm * scale ? 2 : score > warn * scale ? 1 : 0
  }

  /// Forgets scores, as a gap does.
  mutating func forget() {
    scores = []
    average = nil
  }

  mutating func decide(_ score: Float) -> (smoothed: Float, verdict: Int32) {
    scores.append(score)
    let recent = scores.suffix(Int(rule.length))
    var smoothed = score
    if rule.smoothing == Smoothing.mean.rawValue {
      var sum: Float = 0
      for score in recent { sum += score }
      smoothed = min(sum / Float(recent.count), .greatestFiniteMagnitude)
    } else if rule.smoothing == Smoothing.ewma.rawValue {
      if let before = average {
        let difference = score - before
        smoothed = min(before + difference * rule.weight, .greatestFiniteMagnitude)
      }
      average = smoothed
    }
    var reached = level(smoothed)
    var kept = level(smoothed, 1 - rule.hysteresis)
    if rule.smoothing == Smoothing.votes.rawValue {
      reached = [2, 1].first { level in recent.count { self.level($0) >= level } >= Int(rule.votes) } ?? 0
      kept = reached
    }
    if reached >= standing {
      standing = reached
      since = 0
    } else {
      since += 1
      if since > Int(rule.hold) {
        let fallen = min(kept, standing)
        standing = max(reached, fallen)
        // A level that the window itself reaches is held anew.
        since = reached >= fallen ? 0 : Int(rule.hold)
      }
    }
    return (smoothed, standing)
  }
}
