/// Samples and windows in, results out.
extension Session {
  /// Scores one window of `blob.windowCount` values for itself; the stream begins anew.
  @inline(never)
  public func score(_ window: Readings) -> ScoreResult {
    begin(window)
    runPending(.max)
    return result(isStream: false)
  }

  /// Takes a whole window in, which then waits for its score; the stream begins anew.
  @inline(never)
  func begin(_ window: Readings) {
    reset()
    load(window, rows: blob.window, first: 0)
    header.pointee.pending = 1
  }

  /// Takes in one sample of `blob.columns` values. Returns a result when a window was due.
  ///
  /// - Errors: `unfinished`.
  public func push(_ sample: Readings) throws(RuntimeError) -> ScoreResult? {
    try add(sample) ? step(.max) : nil
  }

  /// Takes in one sample of `blob.columns` values. Returns whether a window is due, which `step` scores.
  ///
  /// - Errors: `unfinished`; the sample was not taken.
  @inline(never)
  public func add(_ sample: Readings) throws(RuntimeError) -> Bool {
    let state = header
    if state.pointee.pending != 0 { throw .unfinished }
    let window = UInt32(truncatingIfNeeded: blob.window)
    let row = Int(state.pointee.head)
    load(sample, rows: 1, first: row)
    if BuiltOperations.health { count(row: row) }
    state.pointee.isScored = 0
    state.pointee.samples &+= 1
    state.pointee.head = state.pointee.head &+ 1 == window ? 0 : state.pointee.head &+ 1
    if state.pointee.filled < window { state.pointee.filled &+= 1 }
    if state.pointee.filled < window { return false }
    if state.pointee.due > 0 {
      state.pointee.due &-= 1
      return false
    }
    state.pointee.due = blob.header.stride &- 1
    state.pointee.pending = 1
    return true
  }

  /// Runs at most `operations` operations of the window that is due. Returns its result after the last.
  ///
  /// - Errors: `nothingDue`.
  @inline(never)
  public func step(_ operations: Int) throws(RuntimeError) -> ScoreResult? {
    if header.pointee.pending == 0 { throw .nothingDue }
    return runPending(operations) ? result(isStream: true) : nil
  }

  /// Runs at most `operations` operations of the window that waits. Returns whether it has its score.
  @inline(never) @discardableResult
  func runPending(_ operations: Int) -> Bool {
    let state = header
    let first = Int(state.pointee.pending) &- 1
    if first == 0 {
      let missing = formInput()
      state.pointee.missing = UInt32(truncatingIfNeeded: missing.window)
      state.pointee.targets = blob.score.residualCount &- UInt32(truncatingIfNeeded: missing.targets)
      state.pointee.partialScore = 0
    }
    let count = Int(blob.header.opCount)
    let end = first &+ min(max(operations, 0), count &- first)
    state.pointee.partialScore = machine.run(
      first..<end, from: state.pointee.partialScore, targets: Int(state.pointee.targets))
    state.pointee.pending = UInt32(truncatingIfNeeded: end &+ 1)
    return end == count
  }

  /// What came of a window all of whose operations have run.
  ///
  /// - Parameter isStream: whether it belongs to the stream, whose verdicts depend on earlier ones.
  @inline(never)
  func result(isStream: Bool) -> ScoreResult {
    let state = header
    state.pointee.pending = 0
    state.pointee.isScored = 1
    let missing = state.pointee.missing
    let targets = state.pointee.targets
    var score = targets > 0 ? state.pointee.partialScore : 0
    if !(score <= .greatestFiniteMagnitude) { score = .greatestFiniteMagnitude }
    var result = ScoreResult(
      score: score, smoothed: score, pValue: 1, verdictCode: Verdict.unknown.rawValue, missing: missing,
      sample: state.pointee.samples)
    let isKnown = targets > 0 && Int(missing) &* 2 <= blob.windowCount
    if isKnown { result.verdictCode = level(of: score, scale: 1) }
    if BuiltOperations.decision && isKnown && isStream && blob.score.decision != DecisionRecord() {
      (result.smoothed, result.verdictCode) = decide(score)
    }
    result.pValue = blob.pValue(of: result.smoothed)
    if isStream {
      state.pointee.windows = state.pointee.windows &+ 1 | state.pointee.windows & 1 << 31
      if BuiltOperations.health && isKnown { count(pValue: result.pValue) }
    }
    return result
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
