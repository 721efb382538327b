import AnomalyNN
import AnomalyTraining
import Foundation

/// Trainings of one graph on recorded rows from several seeds, so that what they reach can be compared with others.
struct TrainingCurve: Decodable {
  /// The model.
  let graph: Graph
  /// File of scaled rows: Float32 of this machine's byte order, `[rows][channels]`.
  let rows: String
  /// Windows that end at or before this row are for training, those that begin at it or later for validation.
  let split: Int
  let epochs: Int
  let seeds: [UInt64]
  /// File to write with the values that each seed begins with: Float32, `[seeds][parameters]` in the order of slots.
  let initial: String?

  /// Prints `seed epoch training-loss validation-loss` a line, and before all of them `parameters COUNT`.
  func run(threads: Int) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: rows))
    let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let length = graph.window.size
    let step = graph.window.channels
    let starts = Array(stride(from: 0, through: values.count - length, by: step))
    let training = WindowSource(values: values, starts: starts.filter { $0 + length <= split * step }, length: length)
    let validation = WindowSource(values: values, starts: starts.filter { $0 >= split * step }, length: length)
    print("parameters \(graph.parameterCount)")
    func train(_ seed: UInt64, epochs: Int) throws -> TrainingResult {
      var options = TrainingOptions()
      options.epochs = epochs
      options.patience = 0
      options.seed = seed
      return try Training(graph: graph, options: options, threads: threads)
        .run(training: training, validation: validation)
    }
    if let initial {
      let values = try seeds.flatMap { try train($0, epochs: 0).parameters }
      try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: initial))
    }
    for seed in seeds {
      let result = try train(seed, epochs: epochs)
      for (index, epoch) in result.record.epochs.enumerated() {
        print(seed, index + 1, epoch.trainingLoss, epoch.validationLoss ?? .nan)
      }
    }
  }
}
