import AnomalyData
import AnomalyNN

/// Epochs of mini-batches with early stopping: from initial parameters to the best ones seen.
struct EpochLoop {
  let options: TrainingOptions
  let epochs: Int
  let phase: TrainingProgress.Phase
  let fit: Int
  let step: any BatchStep
  let parameterCount: Int
  let progress: (TrainingProgress) -> Void
  /// Called after each epoch that ended well, with its number and what makes the state.
  let epochEnded: (Int, () -> LoopState) -> Void

  /// What a loop leaves behind.
  struct Outcome {
    /// The best.
    var parameters: [Float]
    var epochs: [TrainingRecord.Epoch]
    var bestEpoch: Int
    var end: TrainingRecord.End
  }

  /// Trains on from `start`; the best weights are those of the least validation loss, or training loss without validation
  /// windows. `random` decides the order of windows, `seed` the noise.
  func run(
    from start: LoopState, training: WindowSource, validation: WindowSource, random: RandomSource, seed: UInt64
  ) -> Outcome {
    let weights = FloatBuffers(2, of: start.parameters.count)
    weights.restore([start.parameters, start.best])
    for (optimiser, state) in zip(step.optimisers, start.optimisers) { optimiser.state = state }
    var history = start.epochs
    history.reserveCapacity(min(epochs, 1 << 16))
    var bestEpoch = start.bestEpoch
    var stopping = EarlyStopping(options)
    var rate = LearningRate(options, epochs: epochs)
    for epoch in history {
      _ = stopping.record(loss: epoch.loss)
      rate.record(loss: epoch.loss)
    }
    var order = WindowOrder(count: history.count < epochs ? training.count : 0, random: random)
    var end = TrainingRecord.End.completed
    while history.count < epochs {
      if stopping.isOver {
        end = .stoppedEarly
        break
      }
      let epoch = history.count + 1
      order.shuffle(epoch: epoch)
      let pass = Pass(epoch: epoch, parameters: weights[0], seed: seed)
      var result = learn(pass, from: training, order: order.positions, rate: rate)
      if result.fault == nil { validate(pass, on: validation, &result) }
      if let place = result.fault {
        end = .notFinite(epoch: epoch, place: place)
        break
      }
      history.append(result.epoch)
      rate.record(loss: result.epoch.loss)
      if stopping.record(loss: result.epoch.loss) {
        bestEpoch = epoch
        weights[1].update(from: weights[0], count: weights.count)
      }
      report(pass, batch: batches(training), training, result.epoch.trainingLoss, result.epoch.validationLoss, true)
      epochEnded(epoch) {
        var state = LoopState(parameters: weights.values[0])
        state.best = weights.values[1]
        state.epochs = history
        state.bestEpoch = bestEpoch
        state.optimisers = step.optimisers.map(\.state)
        return state
      }
    }
    return Outcome(parameters: weights.values[1], epochs: history, bestEpoch: bestEpoch, end: end)
  }

  /// One epoch on its way.
  private struct Pass {
    let epoch: Int
    let parameters: UnsafeMutablePointer<Float>
    let seed: UInt64
  }

  /// What an epoch found, and where it came upon a number that is not finite.
  private struct PassResult {
    var epoch: TrainingRecord.Epoch
    var fault: String?
  }

  /// One pass over the training windows; ends at the first batch whose loss is not finite.
  private func learn(_ pass: Pass, from training: WindowSource, order: [UInt32], rate: LearningRate) -> PassResult {
    var (sum, norms, measured, stepRate) = (0.0, 0.0, 0, 0.0)
    var fault: String?
    let batches = batches(training)
    training.forEachBatch(of: options.batch, order: order) { values, starts, first in
      guard fault == nil else { return }
      let batch = WindowBatch(values: values, starts: starts)
      let index = first / options.batch
      let noise = NoiseKey(seed: pass.seed, step: UInt64((pass.epoch - 1) * batches + index))
      stepRate = rate.rate(epoch: pass.epoch, batch: index, batches: batches)
      let found = step.learn(
        batch, epoch: pass.epoch, noise: noise, parameters: pass.parameters, rate: stepRate)
      guard found.loss.isFinite else {
        fault = step.firstFault(batch, epoch: pass.epoch, noise: noise, parameters: pass.parameters)
        return
      }
      sum += found.loss * Double(starts.count)
      if let norm = found.gradientNorm {
        norms += norm
        measured += 1
      }
      report(pass, batch: index + 1, training, sum / Double(first + starts.count), nil, false)
    }
    let norm = norms / Double(max(measured, 1))
    return PassResult(
      epoch: TrainingRecord.Epoch(
        trainingLoss: sum / Double(training.count), learningRate: stepRate,
        gradientNorm: measured > 0 && norm.isFinite ? norm : nil),
      fault: fault)
  }

  /// The mean loss over the validation windows; without them only the parameters are looked at.
  private func validate(_ pass: Pass, on windows: WindowSource, _ result: inout PassResult) {
    var sum = 0.0
    var fault: String?
    windows.forEachBatch(of: step.capacity) { values, starts, _ in
      guard fault == nil else { return }
      let batch = WindowBatch(values: values, starts: starts)
      let loss = step.evaluate(batch, parameters: pass.parameters)
      sum += loss * Double(starts.count)
      if !loss.isFinite { fault = step.firstFault(batch, epoch: pass.epoch, noise: nil, parameters: pass.parameters) }
    }
    if windows.count > 0 { result.epoch.validationLoss = sum / Double(windows.count) }
    result.fault =
      fault
      ?? (FaultSearch.isFinite(pass.parameters, count: parameterCount) ? nil : "the parameters after its last step")
  }

  private func batches(_ training: WindowSource) -> Int { (training.count + options.batch - 1) / options.batch }

  private func report(
    _ pass: Pass, batch: Int, _ training: WindowSource, _ trainingLoss: Double, _ validationLoss: Double?, _ ends: Bool
  ) {
    progress(
      TrainingProgress(
        phase: phase, fit: fit, epoch: pass.epoch, epochs: epochs, batch: batch, batches: batches(training),
        windows: training.count, trainingLoss: trainingLoss, validationLoss: validationLoss, endsEpoch: ends))
  }
}
