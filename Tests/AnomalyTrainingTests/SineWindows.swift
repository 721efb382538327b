import AnomalyData
import AnomalyNN

@testable import AnomalyTraining

/// Windows of two noisy sines of different periods, and small options to train on them.
enum SineWindows {
  static let shape = Shape(steps: 12, channels: 2)

  /// `count` windows, one row apart, of rows drawn with `seed`.
  static func source(count: Int, seed: UInt64) -> WindowSource {
    var random = RandomSource(seed: seed)
    let rows = count + shape.steps - 1
    let values = (0..<rows).flatMap { row -> [Float] in
      [9.0, 23.0].map { period in Float(sine(Double(row) / period) + 0.05 * random.normal()) }
    }
    return WindowSource(
      values: values, starts: (0..<count).map { $0 * shape.channels }, length: shape.size)
  }

  static func options(epochs: Int, seed: UInt64 = 7) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.batch = 32
    options.learningRate = 3e-3
    options.warmUpEpochs = 2
    options.seed = seed
    return options
  }

  /// sin 2πx by its own series, so that the curve that is pinned does not hang on a C library.
  private static func sine(_ turns: Double) -> Double {
    let x = (turns - turns.rounded()) * 2 * .pi
    var term = x
    var sum = x
    for k in 1...12 {
      term *= -x * x / Double((2 * k) * (2 * k + 1))
      sum += term
    }
    return sum
  }
}
