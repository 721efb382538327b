/// Several windows at once: each operation runs over all of them before the next one, so that its weights come from memory
/// once.
extension Session {
  /// Scores one window in each of several sessions on one blob, as `score` does.
  ///
  /// - Parameters:
  ///   - sessions: `count` sessions, each `blob.sessionBytes` behind the one before; `self` is the first.
  ///   - windows: `blob.windowCount` values for each.
  ///   - results: one for each.
  /// - Errors: as `existing`, for each of them, and `sessionInvalid` for one on another blob; nothing has changed then.
  func scoreMany(
    _ count: Int, _ windows: UnsafePointer<Float>, _ results: UnsafeMutablePointer<ScoreResult>
  ) throws(RuntimeError) {
    for index in 0..<count {
      let other = try Session.existing(in: base + index &* blob.sessionBytes)
      if other.blob.base != blob.base { throw .sessionInvalid }
    }
    for index in 0..<count { place(index).begin(.float32(windows + index &* blob.windowCount)) }
    for _ in 0..<Int(blob.header.opCount) {
      for index in 0..<count { place(index).runPending(1) }
    }
    for index in 0..<count { results[index] = place(index).result(isStream: false) }
  }

  /// The session `index` places behind this one.
  private func place(_ index: Int) -> Session {
    Session(base: base + index &* blob.sessionBytes, blob: blob)
  }
}
