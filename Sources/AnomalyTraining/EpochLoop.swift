import AnomalyData
import AnomalyNN

/// Epochs of mini-batches with early stopping: from initial parameters to the best ones seen.
struct EpochLoop {
  let graph: Graph
  let options: TrainingOptions
  let epochs: Int
  let phase: TrainingProgress.Phase
  let team: ThreadTeam
  let progress: (TrainingProgress) -> Void

  /// What a loop leaves behind.
  struct Outcome {
    var parameters: [Float]
    var epochs: [TrainingRecord.Epoch] = []
    var bestEpoch = 0
    var end = TrainingRecord.End.completed
  }

  /// Trains from `parameters`; the best weights are those of the least validation loss, or training loss without
  /// validation windows.
  func run(
    from parameters: [Float], training: WindowSource, validation: WindowSource, random: RandomSource
  ) -> Outcome {
    let executor = GraphExecutor(
      graph: graph, capacity: min(options.batch, max(training.count, validation.count)), team: team,
      purpose: .training(options.loss))
    let adam = Adam(
      count: graph.parameterCount, learningRate: options.learningRate, weightDecay: options.weightDecay, team: team)
    var outcome = Outcome(parameters: parameters)
    var current = parameters
    var gradient = [Float](repeating: 0, count: graph.parameterCount)
    var order = WindowOrder(starts: training.starts, random: random)
    var least = Double.infinity
    for epoch in 1...max(epochs, 1) where epoch <= epochs {
      order.shuffle(epoch: epoch)
      let trainingLoss = pass(
        epoch, training, order: order.starts, executor: executor, adam: adam, parameters: &current,
        gradient: &gradient)
      let validationLoss = validation.count == 0 ? nil : loss(validation, executor: executor, parameters: current)
      guard trainingLoss.isFinite, validationLoss?.isFinite ?? true, current.allSatisfy(\.isFinite) else {
        outcome.end = .notFinite(epoch: epoch)
        break
      }
      outcome.epochs.append(TrainingRecord.Epoch(trainingLoss: trainingLoss, validationLoss: validationLoss))
      if validationLoss ?? trainingLoss < least {
        least = validationLoss ?? trainingLoss
        outcome.bestEpoch = epoch
        outcome.parameters = current
      }
      report(epoch, batch: batches(training), training, trainingLoss, validationLoss: validationLoss, ends: true)
      if options.patience > 0, epoch < epochs, epoch - outcome.bestEpoch >= options.patience {
        outcome.end = .stoppedEarly
        break
      }
    }
    return outcome
  }

  /// One pass over the training windows; returns the mean loss, not finite as soon as that of one batch is not.
  private func pass(
    _ epoch: Int, _ training: WindowSource, order: [Int], executor: GraphExecutor, adam: Adam,
    parameters: inout [Float], gradient: inout [Float]
  ) -> Double {
    var sum = 0.0
    parameters.withUnsafeMutableBufferPointer { parameters in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let parameters = parameters.baseAddress, let gradient = gradient.baseAddress else { return }
        training.forEachBatch(of: options.batch, starts: order) { values, starts, first in
          guard sum.isFinite else { return }
          let batchLoss = executor.gradient(values: values, starts: starts, parameters: parameters, into: gradient)
          sum += batchLoss.total * Double(starts.count)
          guard sum.isFinite else { return }
          adam.step(parameters, gradient: gradient)
          let mean = sum / Double(first + starts.count)
          report(epoch, batch: first / options.batch + 1, training, mean, validationLoss: nil, ends: false)
        }
      }
    }
    return sum / Double(training.count)
  }

  /// The mean loss over `windows`.
  private func loss(_ windows: WindowSource, executor: GraphExecutor, parameters: [Float]) -> Double {
    var sum = 0.0
    windows.forEachBatch(of: executor.capacity) { values, starts, _ in
      sum +=
        executor.evaluate(values: values, starts: starts, parameters: parameters).total * Double(starts.count)
    }
    return sum / Double(windows.count)
  }

  private func batches(_ training: WindowSource) -> Int { (training.count + options.batch - 1) / options.batch }

  private func report(
    _ epoch: Int, batch: Int, _ training: WindowSource, _ trainingLoss: Double, validationLoss: Double?, ends: Bool
  ) {
    progress(
      TrainingProgress(
        phase: phase, epoch: epoch, epochs: epochs, batch: batch, batches: batches(training),
        trainingLoss: trainingLoss, validationLoss: validationLoss, endsEpoch: ends))
  }
}
