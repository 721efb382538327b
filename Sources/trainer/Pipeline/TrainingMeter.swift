import AnomalyTraining

/// The progress of a training for people: passes done, windows a second, losses, time left.
struct TrainingMeter {
  private var line: ProgressLine?
  private var place: (fit: Int, phase: TrainingProgress.Phase)?
  private var windows = 0
  private let start = ContinuousClock.now
  private let makeLine: (String, _ total: Int, _ done: Int) -> ProgressLine

  /// - Parameter makeLine: for a label, the passes in all, and those done before.
  init(
    makeLine: @escaping (String, _ total: Int, _ done: Int) -> ProgressLine = {
      ProgressLine($0, total: $1, done: $2)
    }
  ) {
    self.makeLine = makeLine
  }

  /// Takes notice of a batch or the end of an epoch.
  mutating func show(_ progress: TrainingProgress) {
    if place == nil || place! != (progress.fit, progress.phase) {
      finish()
      place = (progress.fit, progress.phase)
      line = makeLine(Self.label(progress), progress.epochs, progress.epoch - 1)
    }
    if progress.endsEpoch { windows += progress.windows }
    let part = progress.endsEpoch ? 0 : Double(progress.batch) / Double(progress.batches)
    let step = progress.endsEpoch ? progress.epoch : progress.epoch - 1
    let meter = self
    line?.show(step: step, part: part) { meter.detail(progress, part: part) }
  }

  /// Ends the line.
  mutating func finish() {
    line?.finish()
    line = nil
  }

  private static func label(_ progress: TrainingProgress) -> String {
    switch progress.phase {
    case .warmUp: "warm-up"
    case .training: progress.fit == 0 ? "train" : "refit"
    }
  }

  private func detail(_ progress: TrainingProgress, part: Double) -> String {
    let duration = start.duration(to: .now)
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    let done = Double(windows) + part * Double(progress.windows)
    let losses =
      "loss \(significant(progress.trainingLoss))"
      + (progress.validationLoss.map { ", validation \(significant($0))" } ?? "")
    return "\(losses)  \(Int(done / max(seconds, 1e-3))) windows/s"
  }
}
