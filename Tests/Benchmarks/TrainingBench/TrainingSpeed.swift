import AnomalyData
import AnomalyNN
import AnomalyTraining

/// How fast the trainer itself learns a graph from random windows that lie in memory: Adam, squared error.
struct TrainingSpeed {
  let graph: Graph
  let batch: Int
  let threads: Int

  /// Batches of an epoch.
  private static let batches = 16

  /// Windows a second over about `seconds`. The first epoch, with all preparation before it, is not counted.
  func windowsPerSecond(seconds: Double) throws -> Double {
    let count = batch * Self.batches
    var random = RandomSource(seed: 1)
    let length = graph.input.size
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
    let clock = ContinuousClock()
    var start = clock.now
    var end = start
    _ = try Training(graph: graph, options: options, threads: threads).run(
      training: windows, validation: windows[0..<0]
    ) { progress in
      guard progress.endsEpoch else { return }
      if progress.epoch == 1 { start = clock.now }
      end = clock.now
    }
    return (end - start) / .seconds(1)
  }
}
