/// Samples and windows in, results out.
extension Session {
  /// Scores one window of `blob.windowCount` values; the stream begins anew.
  @inline(never)
  public func score(_ window: Readings) -> ScoreResult {
    reset()
    load(window, rows: blob.window, first: 0)
    return scoreWindow()
  }

  /// Takes in one sample of `blob.columns` values. Returns a result when a window was due.
  @inline(never)
  public func push(_ sample: Readings) -> ScoreResult? {
    let state = header
    let window = UInt32(truncatingIfNeeded: blob.window)
    load(sample, rows: 1, first: Int(state.pointee.head))
    state.pointee.isScored = 0
    state.pointee.samples &+= 1
    state.pointee.head = state.pointee.head &+ 1 == window ? 0 : state.pointee.head &+ 1
    if state.pointee.filled < window { state.pointee.filled &+= 1 }
    if state.pointee.filled < window { return nil }
    if state.pointee.due > 0 {
      state.pointee.due &-= 1
      return nil
    }
    state.pointee.due = blob.header.stride &- 1
    return scoreWindow()
  }

  /// Scores the window that the ring holds.
  @inline(never)
  private func scoreWindow() -> ScoreResult {
    let missing = formInput()
    header.pointee.missing = UInt32(truncatingIfNeeded: missing.window)
    header.pointee.isScored = 1
    let score = blob.score
    let valid = Int(score.residualCount) &- missing.targets
    let sum = machine.run(Int(blob.header.opCount), targets: valid)
    var value = valid > 0 ? sum : 0
    if !(value <= .greatestFiniteMagnitude) { value = .greatestFiniteMagnitude }
    let isUnknown = valid == 0 || missing.window &* 2 > blob.windowCount
    return ScoreResult(
      score: value, pValue: blob.pValue(of: value),
      verdictCode: (isUnknown ? .unknown : verdict(of: value)).rawValue,
      missing: header.pointee.missing, sample: header.pointee.samples)
  }

  private func verdict(of score: Float) -> Verdict {
    if score > header.pointee.alarm { return .alarm }
    return score > header.pointee.warn ? .warn : .normal
  }

  /// Scores the window stored in the blob; the session is reset.
  ///
  /// - Errors: `selfTest` when the score differs in any bit.
  public func selfTest() throws(RuntimeError) {
    let result = score(.float32(blob.selfTestWindow))
    reset()
    if result.score.bitPattern != blob.selfTest.scoreBits { throw .selfTest }
  }
}
