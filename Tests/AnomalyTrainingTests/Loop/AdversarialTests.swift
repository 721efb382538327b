import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct AdversarialTests {
  private static let model = {
    var options = ModelOptions(hidden: [16, 6])
    options.discriminatorScore = 0.25
    return AdversarialAutoencoder(window: SineWindows.shape, options: options)
  }()

  private func train(
    _ options: TrainingOptions, on windows: WindowSource = TrainingTests.training, threads: Int = 1
  ) throws -> TrainingResult {
    try Training(
      graph: Self.model.graph(window: SineWindows.shape), options: options,
      adversarial: Self.model.adversarial(window: SineWindows.shape), threads: threads
    ).run(training: windows, validation: TrainingTests.validation)
  }

  private func meanScore(_ parameters: [Float]) throws -> Double {
    let scores = WindowScores(graph: try Self.model.graph(window: SineWindows.shape), team: ThreadTeam(threads: 1))
      .scores(of: TrainingTests.validation, parameters: parameters)
    return scores.reduce(0.0) { $0 + Double($1) } / Double(scores.count)
  }

  @Test func bothGraphsReadTheSameParameters() throws {
    let graph = try Self.model.graph(window: SineWindows.shape)
    let roles = try #require(try Self.model.adversarial(window: SineWindows.shape))
    #expect(roles.graph.slots == graph.slots)
    let parameters = graph.initialParameters(random: RandomSource(seed: 3))
    let windows = TrainingTests.validation[0..<20]
    let (ours, theirs) = (
      graph.forward(windows, parameters: parameters), roles.graph.forward(windows, parameters: parameters)
    )
    #expect(ours.output(of: roles.first) == theirs.output(of: roles.first))
    #expect(ours.output == theirs.output(of: roles.third))
    #expect(theirs.output(of: roles.second) != theirs.output(of: roles.third))
  }

  /// One batch of epoch 4 against the objectives, by the reference's gradients of one aim at a time.
  @Test func eachStepFollowsItsObjective() throws {
    let roles = try #require(try Self.model.adversarial(window: SineWindows.shape))
    var options = SineWindows.options(epochs: 1)
    options.optimiser = .sgd
    options.momentum = 0
    let team = ThreadTeam(threads: 1)
    let windows = TrainingTests.training[0..<32]
    let starts = Array(windows.starts)
    let count = roles.graph.parameterCount
    let start = roles.graph.initialParameters(random: RandomSource(seed: 5))

    /// ∂/∂p Σ weight · |x − w|² by an executor of its own.
    func gradient(_ weights: [Float], at parameters: [Float]) -> [Float] {
      let executor = GraphExecutor(
        graph: roles.graph, capacity: 32, team: team, purpose: .training(.squaredError),
        aims: [roles.first, roles.second, roles.third])
      var gradient = [Float](repeating: 0, count: count)
      windows.values.withUnsafeBufferPointer { values in
        starts.withUnsafeBufferPointer { starts in
          _ = executor.gradient(
            values: values.baseAddress!, starts: starts, parameters: parameters, weights: weights, into: &gradient)
        }
      }
      return gradient
    }
    func moved(_ parameters: [Float], along gradient: [Float], nodes: [Int]) -> [Float] {
      var result = parameters
      for node in nodes { for i in roles.graph.parameterRange(of: node) { result[i] -= 0.01 * gradient[i] } }
      return result
    }
    let first = moved(
      start, along: gradient([0.25, 0, 0.75], at: start), nodes: roles.encoder + roles.firstDecoder)
    let second = moved(
      first, along: gradient([0, 0.25, -0.75], at: first), nodes: roles.encoder + roles.secondDecoder)
    let limited = moved(first, along: gradient([0, 0.25, 0], at: first), nodes: roles.encoder + roles.secondDecoder)

    for (margin, expected) in [(Float(1e9), second), (1e-9, limited)] {
      var roles = roles
      roles.margin = margin
      let step = AdversarialStep(roles: roles, options: options, capacity: 32, team: team)
      var parameters = start
      windows.values.withUnsafeBufferPointer { values in
        starts.withUnsafeBufferPointer { starts in
          _ = step.learn(
            WindowBatch(values: values.baseAddress!, starts: starts), epoch: 4, noise: NoiseKey(seed: 0, step: 0),
            parameters: &parameters, rate: 0.01)
        }
      }
      for (a, b) in zip(parameters, expected) { #expect(abs(a - b) <= 1e-6 * max(1, abs(b))) }
    }
    #expect(second != limited)
  }

  @Test func itLearnsAndDoesNotDiverge() throws {
    var options = SineWindows.options(epochs: 16)
    options.patience = 0
    options.batch = 16
    let untrained = try meanScore(try train(SineWindows.options(epochs: 0)).parameters)
    let result = try train(options, on: SineWindows.source(count: 2000, seed: 1))
    let losses = result.record.epochs.compactMap(\.validationLoss)
    #expect(result.record.end == .completed && losses.count == 16)
    // Half of what it began with at best; and however hard the second decoder is pulled away, never beyond the beginning.
    #expect(try meanScore(result.parameters) < 0.5 * untrained)
    #expect(losses.allSatisfy { $0 < untrained })
  }

  @Test func theValidationLossIsTheMeanScore() throws {
    let result = try train(SineWindows.options(epochs: 3))
    let mean = try meanScore(result.parameters)
    let loss = try #require(result.record.epochs[result.record.bestEpoch - 1].validationLoss)
    #expect(abs(mean - loss) < 1e-5 * loss)
  }

  @Test func threadsDoNotChangeTheBits() throws {
    let (one, two) = (try train(SineWindows.options(epochs: 3)), try train(SineWindows.options(epochs: 3), threads: 2))
    #expect(one.parameters.map(\.bitPattern) == two.parameters.map(\.bitPattern) && one.record == two.record)
  }
}
