/// From the scores of a stream to its verdicts: smoothing, thresholds, hysteresis, hold; see `DecisionRecord`.
extension Session {
  /// Takes in the score of a window of the stream.
  ///
  /// - Returns: the smoothed score, >= 0 and finite, and the verdict that stands.
  @inline(never)
  func decide(_ score: Float) -> (smoothed: Float, verdict: Int32) {
    let rule = blob.score.decision
    let state = header
    let smoothed = smooth(score)
    state.pointee.decision.smoothed = smoothed
    var level = self.level(of: smoothed, scale: 1)
    var kept = level
    if rule.smoothing == Smoothing.votes.rawValue {
      level = vote(level)
      kept = level
    } else if rule.hysteresis > 0 {
      kept = self.level(of: smoothed, scale: 1 - rule.hysteresis)
    }
    let standing = state.pointee.decision.level
    if level < standing && state.pointee.decision.hold > 0 {
      state.pointee.decision.hold &-= 1
      level = standing
    } else {
      let fallen = min(kept, standing)
      if level >= fallen { state.pointee.decision.hold = level > 0 ? rule.hold : 0 }
      level = max(level, fallen)
    }
    state.pointee.decision.level = level
    return (smoothed, level)
  }

  /// The verdict on one score: above which threshold times `scale` it lies.
  func level(of score: Float, scale: Float) -> Int32 {
    score > header.pointee.alarm * scale ? 2 : score > header.pointee.warn * scale ? 1 : 0
  }

  /// The last scores as one.
  private func smooth(_ score: Float) -> Float {
    let rule = blob.score.decision
    let state = header
    let count = state.pointee.decision.count
    if count < rule.length || count == 0 { state.pointee.decision.count = count &+ 1 }
    if rule.smoothing == Smoothing.ewma.rawValue && count > 0 {
      let before = state.pointee.decision.smoothed
      return finite(before + (score - before) * rule.weight)
    }
    return rule.smoothing == Smoothing.mean.rawValue ? mean(with: score, length: Int(rule.length)) : score
  }

  /// The mean of the scores that smoothing knows, added from the oldest to the newest.
  private func mean(with score: Float, length: Int) -> Float {
    let state = header
    let count = Int(state.pointee.decision.count)
    var place = Int(state.pointee.decision.next)
    history[place] = score
    place = place &+ 1 == length ? 0 : place &+ 1
    state.pointee.decision.next = UInt8(truncatingIfNeeded: place)
    if count < length { place = 0 }
    var sum: Float = 0
    for _ in 0..<count {
      sum += history[place]
      place = place &+ 1 == length ? 0 : place &+ 1
    }
    return finite(sum / Float(count))
  }

  /// The same, or the largest finite number where rounding went beyond.
  private func finite(_ score: Float) -> Float { score <= .greatestFiniteMagnitude ? score : .greatestFiniteMagnitude }

  /// The verdict of the last scores, of which the newest alone says `level`.
  private func vote(_ level: Int32) -> Int32 {
    let rule = blob.score.decision
    let state = header
    let seen = UInt32.max >> (32 &- UInt32(rule.length))
    let alarms = (state.pointee.decision.alarmVotes << 1 | (level > 1 ? 1 : 0)) & seen
    let warnings = (state.pointee.decision.warnVotes << 1 | (level > 0 ? 1 : 0)) & seen
    state.pointee.decision.alarmVotes = alarms
    state.pointee.decision.warnVotes = warnings
    return alarms.nonzeroBitCount >= rule.votes ? 2 : warnings.nonzeroBitCount >= rule.votes ? 1 : 0
  }
}
