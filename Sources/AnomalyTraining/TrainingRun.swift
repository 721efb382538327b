import AnomalyData
import AnomalyModels
import AnomalyNN

/// One run from its start, or a checkpoint, to its end: a fit, and where windows are trimmed a second one.
struct TrainingRun {
  let training: Training
  let windows: WindowSource
  let validation: WindowSource
  let checkpoints: CheckpointPlan
  let identity: Checkpoint.Identity
  let progress: (TrainingProgress) -> Void
  private let team: ThreadTeam

  /// Windows whose scores tell about the tail.
  private static let tailSample = 4096

  init(
    training: Training, windows: WindowSource, validation: WindowSource, checkpoints: CheckpointPlan,
    identity: Checkpoint.Identity, progress: @escaping (TrainingProgress) -> Void
  ) {
    self.training = training
    self.windows = windows
    self.validation = validation
    self.checkpoints = checkpoints
    self.identity = identity
    self.progress = progress
    team = ThreadTeam(threads: training.threads)
  }

  private var graph: Graph { training.graph }
  private var options: TrainingOptions { training.options }

  /// Streams of the seed, one a consumer.
  private enum Stream: UInt64 { case parameters, order, warmUpOrder, prototypes, noise, warmUpNoise }

  private func random(_ stream: Stream) -> RandomSource { RandomSource(seed: options.seed).fork(stream.rawValue) }

  private func noiseSeed(_ stream: Stream) -> UInt64 {
    var random = random(stream)
    return random.next()
  }

  /// One fit on its way.
  private struct Fit {
    var number: Int
    var windows: WindowSource
    var dropped: RisingIndices
    var record: TrainingRecord
    /// Where it continues.
    var resume: Checkpoint?
  }

  /// Runs to the end.
  func result() -> TrainingResult {
    var fit = Fit(number: 0, windows: windows, dropped: [], record: TrainingRecord(options: options))
    if let resume = checkpoints.resume {
      fit.number = resume.header.fit
      fit.dropped = resume.header.dropped
      fit.windows = windows.without(fit.dropped)
      fit.record.trim = resume.header.trim
      fit.resume = resume
    }
    var parameters = self.parameters(of: &fit)
    if fit.number == 0, options.epochs > 0, options.trim > 0, isFinite(fit.record.end),
      let trimming = Trimming(
        share: options.trim, of: WindowScores(graph: graph, team: team).scores(of: windows, parameters: parameters))
    {
      fit = Fit(
        number: 1, windows: windows.without(trimming.dropped), dropped: trimming.dropped,
        record: TrainingRecord(options: options))
      fit.record.trim = trimming.record
      parameters = self.parameters(of: &fit)
    }
    if fit.record.bestEpoch > 0 {
      fit.record.tail = ScoreTail(
        scores: WindowScores(graph: graph, team: team)
          .scores(of: fit.windows.evenSample(Self.tailSample), parameters: parameters))
    }
    return TrainingResult(parameters: parameters, record: fit.record)
  }

  private func isFinite(_ end: TrainingRecord.End) -> Bool {
    switch end {
    case .completed, .stoppedEarly: true
    case .notFinite: false
    }
  }

  /// The parameters that a fit ends with; its record is completed.
  private func parameters(of fit: inout Fit) -> [Float] {
    let state: LoopState
    if let resume = fit.resume, resume.header.phase == .training {
      fit.record.warmUp = resume.header.warmUp
      state = resume.state
    } else {
      var parameters = graph.initialParameters(random: random(.parameters), by: options.initialisation)
      if options.epochs > 0, training.closedForm == nil { fit.record.warmUp = startPrototypes(&parameters, fit) }
      state = LoopState(parameters: parameters)
    }
    if let form = training.closedForm, options.epochs > 0 { return fitted(by: form, &fit, from: state) }
    let capacity = capacity(fit)
    let step: any BatchStep =
      if let roles = training.adversarial {
        AdversarialStep(roles: roles, options: options, capacity: capacity, team: team)
      } else {
        OrdinaryStep(graph: graph, options: options, capacity: capacity, team: team)
      }
    let outcome = loop(.training, fit, epochs: options.epochs, step: step, count: graph.parameterCount)
      .run(
        from: state, training: fit.windows, validation: validation, random: random(.order), seed: noiseSeed(.noise))
    fit.record.epochs = outcome.epochs
    fit.record.bestEpoch = outcome.bestEpoch
    fit.record.end = outcome.end
    return outcome.parameters
  }

  /// What a closed form gives; the mean score of training windows stands as the loss of its one epoch.
  private func fitted(by form: ClosedForm, _ fit: inout Fit, from start: LoopState) -> [Float] {
    var state = start
    if state.epochs.isEmpty {
      let solution = ClosedFormFit(
        graph: graph, sources: [fit.windows, validation], random: random(.prototypes), team: team
      ).parameters(by: form)
      guard solution.allSatisfy(\.isFinite) else {
        fit.record.end = .notFinite(epoch: 1, place: "the closed form")
        return start.best
      }
      state = LoopState(parameters: solution)
      let scores = WindowScores(graph: graph, team: team)
        .scores(of: fit.windows.evenSample(Self.tailSample), parameters: solution)
      state.epochs = [
        TrainingRecord.Epoch(trainingLoss: scores.reduce(0) { $0 + Double($1) } / Double(max(scores.count, 1)))
      ]
      state.bestEpoch = 1
      save(state, .training, fit)
    }
    fit.record.epochs = state.epochs
    fit.record.bestEpoch = state.bestEpoch
    return state.best
  }

  /// Warm-up and k-means, for a graph with a memory; returns the warm-up's losses.
  private func startPrototypes(_ parameters: inout [Float], _ fit: Fit) -> [TrainingRecord.Epoch] {
    let start = PrototypeStart(graph: graph, team: team)
    guard start.applies else { return [] }
    var epochs: [TrainingRecord.Epoch] = []
    if let (bare, kept) = start.withoutMemory() {
      let step = OrdinaryStep(graph: bare, options: options, capacity: capacity(fit), team: team)
      let outcome = loop(.warmUp, fit, epochs: options.warmUpEpochs, step: step, count: bare.parameterCount)
        .run(
          from: fit.resume?.state ?? LoopState(parameters: start.reduce(parameters, kept: kept)),
          training: fit.windows, validation: validation, random: random(.warmUpOrder), seed: noiseSeed(.warmUpNoise))
      start.expand(outcome.parameters, kept: kept, into: &parameters)
      epochs = outcome.epochs
    }
    start.setPrototypes(&parameters, windows: fit.windows, random: random(.prototypes))
    return epochs
  }

  private func capacity(_ fit: Fit) -> Int { min(options.batch, max(fit.windows.count, validation.count)) }

  private func loop(
    _ phase: TrainingProgress.Phase, _ fit: Fit, epochs: Int, step: any BatchStep, count: Int
  ) -> EpochLoop {
    EpochLoop(
      options: options, epochs: epochs, phase: phase, fit: fit.number, step: step, parameterCount: count,
      progress: progress
    ) { epoch, state in
      if epoch % checkpoints.every == 0 { save(state(), phase, fit) }
    }
  }

  private func save(_ state: @autoclosure () -> LoopState, _ phase: TrainingProgress.Phase, _ fit: Fit) {
    checkpoints.save?(
      Checkpoint(
        identity: identity, fit: fit.number, phase: phase, warmUp: fit.record.warmUp, trim: fit.record.trim,
        dropped: fit.dropped, state: state()))
  }
}
