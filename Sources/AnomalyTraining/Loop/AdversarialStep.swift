import AnomalyModels
import AnomalyNN

/// Two steps a batch, one for each autoencoder of `AdversarialRoles`, each along the gradient at the parameters it finds.
final class AdversarialStep: BatchStep {
  private let roles: AdversarialRoles
  private let executor: GraphExecutor
  private let first: Optimiser
  private let second: Optimiser
  private let gradient: FloatBuffers
  private var weights: [Float] = [0, 0, 0]

  init(roles: AdversarialRoles, options: TrainingOptions, capacity: Int, team: ThreadTeam) {
    self.roles = roles
    executor = GraphExecutor(
      graph: roles.graph, capacity: capacity, team: team, purpose: .training(options.loss),
      aims: [roles.first, roles.second, roles.third])
    first = Optimiser(
      graph: roles.graph, options: options, team: team, nodes: roles.encoder + roles.firstDecoder)
    second = Optimiser(
      graph: roles.graph, options: options, team: team, nodes: roles.encoder + roles.secondDecoder)
    gradient = FloatBuffers(1, of: roles.graph.parameterCount)
  }

  var capacity: Int { executor.capacity }
  var optimisers: [Optimiser] { [first, second] }

  func learn(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey, parameters: UnsafeMutablePointer<Float>, rate: Double
  ) -> StepResult {
    let loss = run(batch, weights: firstWeights(epoch), noise: noise, parameters: parameters)
    guard loss.isFinite else { return StepResult(loss: loss) }
    let norm = first.step(parameters, gradient: gradient[0], rate: rate)
    let opposed = run(
      batch, weights: secondWeights(epoch, third: executor.aimLosses[2]), noise: noise, parameters: parameters)
    guard opposed.isFinite else { return StepResult(loss: opposed) }
    second.step(parameters, gradient: gradient[0], rate: rate)
    return StepResult(loss: loss, gradientNorm: norm)
  }

  /// α |x − w₁|² + β |x − w₃|², the score's mean.
  func evaluate(_ batch: WindowBatch, parameters: UnsafePointer<Float>) -> Double {
    _ = executor.evaluate(values: batch.values, starts: batch.starts, parameters: parameters)
    return Double(roles.alpha) * executor.aimLosses[0] + Double(roles.beta) * executor.aimLosses[2]
  }

  func firstFault(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey?, parameters: UnsafePointer<Float>
  ) -> String {
    if let noise {
      _ = run(batch, weights: firstWeights(epoch), noise: noise, parameters: parameters)
    } else {
      _ = evaluate(batch, parameters: parameters)
    }
    return FaultSearch(executor: executor, batch: batch, parameters: parameters)
      .firstFault(gradient: noise == nil ? nil : UnsafePointer(gradient[0]))
  }

  /// Of w₁, w₂ and w₃ in the objective of E and D₁.
  private func firstWeights(_ epoch: Int) -> (Float, Float, Float) {
    let share = 1 / Float(epoch)
    return (share, 0, 1 - share)
  }

  /// The same of E and D₂; beyond the margin w₃ has no say.
  private func secondWeights(_ epoch: Int, third: Double) -> (Float, Float, Float) {
    let share = 1 / Float(epoch)
    return (0, share, third < Double(roles.margin) ? share - 1 : 0)
  }

  private func run(
    _ batch: WindowBatch, weights: (Float, Float, Float), noise: NoiseKey, parameters: UnsafePointer<Float>
  ) -> Double {
    self.weights[0] = weights.0
    self.weights[1] = weights.1
    self.weights[2] = weights.2
    return executor.gradient(
      values: batch.values, starts: batch.starts, parameters: parameters, noise: noise, weights: self.weights,
      into: gradient[0]
    ).total
  }
}
