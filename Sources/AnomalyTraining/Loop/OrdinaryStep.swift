import AnomalyNN

/// One optimiser follows the gradient of the loss.
final class OrdinaryStep: BatchStep {
  private let executor: GraphExecutor
  private let optimiser: Optimiser
  private let gradient: FloatBuffers

  init(graph: Graph, options: TrainingOptions, capacity: Int, team: ThreadTeam) {
    executor = GraphExecutor(graph: graph, capacity: capacity, team: team, purpose: .training(options.loss))
    optimiser = Optimiser(graph: graph, options: options, team: team)
    gradient = FloatBuffers(1, of: graph.parameterCount)
  }

  var capacity: Int { executor.capacity }
  var optimisers: [Optimiser] { [optimiser] }

  func learn(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey, parameters: UnsafeMutablePointer<Float>, rate: Double
  ) -> StepResult {
    let loss = executor.gradient(
      values: batch.values, starts: batch.starts, parameters: parameters, noise: noise, into: gradient[0])
    guard loss.total.isFinite else { return StepResult(loss: loss.total) }
    return StepResult(
      loss: loss.total, gradientNorm: optimiser.step(parameters, gradient: gradient[0], rate: rate))
  }

  func evaluate(_ batch: WindowBatch, parameters: UnsafePointer<Float>) -> Double {
    executor.evaluate(values: batch.values, starts: batch.starts, parameters: parameters).total
  }

  func firstFault(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey?, parameters: UnsafePointer<Float>
  ) -> String {
    if let noise {
      _ = executor.gradient(
        values: batch.values, starts: batch.starts, parameters: parameters, noise: noise, into: gradient[0])
    } else {
      _ = evaluate(batch, parameters: parameters)
    }
    return FaultSearch(executor: executor, batch: batch, parameters: parameters)
      .firstFault(gradient: noise == nil ? nil : UnsafePointer(gradient[0]))
  }
}
