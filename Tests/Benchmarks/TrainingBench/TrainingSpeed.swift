import AnomalyData
import AnomalyNN
import AnomalyTraining
import Foundation

/// How fast the trainer itself learns a graph from random windows that lie in memory: Adam, squared error.
struct TrainingSpeed {
  let graph: Graph
  let batch: Int
  let threads: Int

  /// Batches of an epoch.
  private static let batches = 16

  /// Windows a second over about `seconds`: of the wall clock, for a single thread of processor time. The first epoch,
  /// with all preparation before it, is not counted.
  func windowsPerSecond(seconds: Double) throws -> Double {
    let count = batch * Self.batches
    var random = RandomSource(seed: 1)
    let length = graph.window.size
    let windows = WindowSource(
      values: (0..<count * length).map { _ in Float(random.normal()) }, starts: (0..<count).map { $0 * length },
      length: length)
    let epoch = try time(of: 1, windows)
    let epochs = max(Int(seconds / epoch), 1)
    return Double(epochs * count) / (try time(of: epochs, windows))
  }

  /// Seconds that `epochs` take after a first one.
  private func time(of epochs: Int, _ windows: WindowSource) throws -> Double {
    var options = TrainingOptions()
    options.epochs = epochs + 1
    options.batch = batch
    options.patience = 0
    options.warmUpEpochs = 0
    // One thread's processor time is the same however busy the machine is.
    let clock = threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
    var start = 0.0
    var end = 0.0
    _ = try Training(graph: graph, options: options, threads: threads).run(
      training: windows, validation: windows[0..<0]
    ) { progress in
      guard progress.endsEpoch else { return }
      if progress.epoch == 1 { start = reading(of: clock) }
      end = reading(of: clock)
    }
    return end - start
  }

  private func reading(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
