import Synchronization

/// The progress of a benchmark for people; threads may tell it of theirs at once.
final class BenchmarkMeter: Sendable {
  private struct State: ~Copyable, @unchecked Sendable {
    var line: ProgressLine?
  }
  private let state = Mutex(State())
  private let isQuiet: Bool

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Begins a line of `total` steps.
  func begin(_ label: String, total: Int) {
    if !isQuiet { state.withLock { $0.line = ProgressLine(label, total: total) } }
  }

  /// Tells that `step` steps are done, the last one `what`.
  @Sendable func show(_ step: Int, _ what: String) {
    state.withLock { $0.line?.show(step: step, detail: what) }
  }

  /// Ends the line.
  func finish() {
    state.withLock { state in
      state.line?.finish()
      state.line = nil
    }
  }
}
