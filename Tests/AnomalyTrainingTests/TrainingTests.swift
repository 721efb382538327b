import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct TrainingTests {
  static let training = SineWindows.source(count: 300, seed: 1)
  static let validation = SineWindows.source(count: 80, seed: 2)
  /// The models that learn in steps.
  private static let stepwise = ModelKind.allCases.filter { $0.model(window: SineWindows.shape).closedForm == nil }

  private func train(
    _ kind: ModelKind, options: TrainingOptions, threads: Int = 1, validation: WindowSource = Self.validation
  ) throws -> TrainingResult {
    try Training(graph: kind.graph(window: SineWindows.shape), options: options, threads: threads)
      .run(training: Self.training, validation: validation)
  }

  @Test(arguments: Self.stepwise) func everyModelLearns(_ kind: ModelKind) throws {
    var options = SineWindows.options(epochs: 28)
    options.batch = 16
    let record = try train(kind, options: options).record
    let first = try #require(record.epochs.first?.validationLoss)
    let best = try #require(record.epochs[record.bestEpoch - 1].validationLoss)
    #expect(best < 0.1)
    #expect(best < 0.25 * first)
  }

  @Test(arguments: Self.stepwise) func seedAloneDecidesTheBits(_ kind: ModelKind) throws {
    let options = SineWindows.options(epochs: 3)
    let one = try train(kind, options: options)
    let two = try train(kind, options: options, threads: 2)
    #expect(one.parameters.map(\.bitPattern) == two.parameters.map(\.bitPattern))
    #expect(one.record == two.record)
    let other = try train(kind, options: SineWindows.options(epochs: 3, seed: 8))
    #expect(one.parameters != other.parameters)
  }

  @Test(arguments: ModelKind.allCases) func noEpochsGiveTheInitialWeights(_ kind: ModelKind) throws {
    let result = try train(kind, options: SineWindows.options(epochs: 0))
    #expect(result.record.epochs.isEmpty && result.record.bestEpoch == 0 && result.record.end == .completed)
    #expect(result.parameters.allSatisfy { $0.isFinite })
    #expect(result.parameters.contains { $0 != 0 })
  }

  @Test func theBestWeightsAreKept() throws {
    var options = SineWindows.options(epochs: 30)
    options.learningRate = 0.03
    options.patience = 0
    let graph = try ModelKind.autoencoder.graph(window: SineWindows.shape)
    let result = try Training(graph: graph, options: options)
      .run(training: Self.training, validation: Self.validation)
    let losses = result.record.epochs.compactMap(\.validationLoss)
    let least = try #require(losses.min())
    #expect(losses.count == 30)
    #expect(result.record.bestEpoch == (losses.firstIndex(of: least) ?? -1) + 1)
    let output = graph.forward(Self.validation, parameters: result.parameters).output
    var sum = 0.0
    for (window, start) in Self.validation.starts.enumerated() {
      for i in 0..<graph.input.size {
        let r = Double(output[window * graph.input.size + i] - Self.validation.values[start + i])
        sum += r * r
      }
    }
    #expect(abs(sum / Double(output.count) - least) < 1e-5 * least)
  }

  @Test func patienceStopsEarly() throws {
    var options = SineWindows.options(epochs: 500)
    options.learningRate = 0.05
    options.patience = 2
    let record = try train(.autoencoder, options: options).record
    #expect(record.end == .stoppedEarly)
    #expect(record.epochs.count == record.bestEpoch + 2)
  }

  @Test func aLossThatIsNotFiniteKeepsTheLastGoodWeights() throws {
    var options = SineWindows.options(epochs: 50)
    options.learningRate = 1e18
    let result = try train(.autoencoder, options: options)
    guard case .notFinite(let epoch, _) = result.record.end else {
      Issue.record("expected the loss to overflow, got \(result.record.end)")
      return
    }
    #expect(result.record.bestEpoch < epoch)
    #expect(result.parameters.allSatisfy { $0.isFinite })
    #expect(result.record.summary.contains("epoch \(epoch)"))
  }

  @Test func withoutValidationTheTrainingLossDecides() throws {
    let record = try train(.autoencoder, options: SineWindows.options(epochs: 4), validation: Self.validation[0..<0])
      .record
    #expect(record.epochs.count == 4)
    #expect(record.epochs.allSatisfy { $0.validationLoss == nil })
    #expect(record.bestEpoch == 4)
  }

  @Test func badInputIsNamed() throws {
    let graph = try ModelKind.autoencoder.graph(window: SineWindows.shape)
    let training = try Training(graph: graph)
    #expect(throws: TrainingError.noWindows) {
      try training.run(training: Self.training[0..<0], validation: Self.validation)
    }
    let short = WindowSource(values: [1, 2, 3], starts: [0], length: 3)
    #expect(throws: TrainingError.wrongWindowLength(expected: 24, got: 3)) {
      try training.run(training: short, validation: short)
    }
    var options = TrainingOptions()
    options.batch = 0
    #expect(throws: TrainingError.badOption(name: "batch", expected: "at least 1", got: "0")) {
      try Training(graph: graph, options: options)
    }
    let half = try Graph(input: SineWindows.shape, layers: [.dense(DenseLayer(units: 12))])
    #expect(throws: TrainingError.noPrediction(target: SineWindows.shape.size, output: Shape(steps: 1, channels: 12))) {
      try Training(graph: half)
    }
  }

  @Test func progressCountsEveryBatchAndEpoch() throws {
    var seen: [TrainingProgress] = []
    let graph = try ModelKind.memoryAutoencoder.graph(window: SineWindows.shape)
    _ = try Training(graph: graph, options: SineWindows.options(epochs: 3))
      .run(training: Self.training, validation: Self.validation) { seen.append($0) }
    #expect(seen.count { $0.phase == .warmUp && $0.endsEpoch } == 2)
    let proper = seen.filter { $0.phase == .training }
    #expect(proper.count { $0.endsEpoch } == 3)
    #expect(proper.filter { !$0.endsEpoch && $0.epoch == 2 }.map(\.batch) == Array(1...10))
    #expect(proper.allSatisfy { $0.batches == 10 && ($0.validationLoss != nil) == $0.endsEpoch })
  }
}
