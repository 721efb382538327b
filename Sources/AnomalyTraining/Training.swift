import AnomalyData
public import AnomalyNN

/// A trained model: the best parameters seen and how they came about.
public struct TrainingResult: Sendable {
  /// The flat buffer that the graph's slots describe; always finite.
  public let parameters: [Float]
  /// Losses, options and what ended the training.
  public let record: TrainingRecord
}

/// Training of one graph to predict the targets of its windows.
public struct Training: Sendable {
  /// The model.
  public let graph: Graph
  /// How it is trained.
  public let options: TrainingOptions
  /// Threads that work at once; the result does not depend on them.
  public let threads: Int

  /// Throws `badOption` or `noPrediction`.
  public init(graph: Graph, options: TrainingOptions = TrainingOptions(), threads: Int = 1) throws(TrainingError) {
    try options.check()
    guard graph.output.size == graph.target.count else {
      throw .noPrediction(target: graph.target.count, output: graph.output)
    }
    self.graph = graph
    self.options = options
    self.threads = max(threads, 1)
  }

  /// Streams of the seed, one a consumer.
  private enum Stream: UInt64 { case parameters, order, warmUpOrder, prototypes }

  private func random(_ stream: Stream) -> RandomSource { RandomSource(seed: options.seed).fork(stream.rawValue) }

  /// Learns from `training`; keeps the weights of the least loss on `validation`, or on `training` where that is empty.
  /// Same windows, options and CPU instructions give the same bits for any number of threads.
  ///
  /// Throws `noWindows` or `wrongWindowLength`. A loss that is no longer finite is no error: it ends the training early,
  /// the record says so.
  public func run(
    training: WindowSource, validation: WindowSource, progress: (TrainingProgress) -> Void = { _ in }
  ) throws(TrainingError) -> TrainingResult {
    guard training.count > 0 else { throw .noWindows }
    for source in [training, validation] where source.length != graph.window.size {
      throw .wrongWindowLength(expected: graph.window.size, got: source.length)
    }
    var record = TrainingRecord(options: options)
    var parameters = graph.initialParameters(random: random(.parameters))
    let team = ThreadTeam(threads: threads)
    return withoutActuallyEscaping(progress) { progress in
      if options.epochs > 0 {
        record.warmUp = startPrototypes(
          &parameters, training: training, validation: validation, team: team, progress: progress)
      }
      let loop = EpochLoop(
        graph: graph, options: options, epochs: options.epochs, phase: .training, team: team, progress: progress)
      let outcome = loop.run(from: parameters, training: training, validation: validation, random: random(.order))
      record.epochs = outcome.epochs
      record.bestEpoch = outcome.bestEpoch
      record.end = outcome.end
      return TrainingResult(parameters: outcome.parameters, record: record)
    }
  }

  /// Warm-up and k-means, for a graph with a memory; returns the warm-up's losses.
  private func startPrototypes(
    _ parameters: inout [Float], training: WindowSource, validation: WindowSource, team: ThreadTeam,
    progress: @escaping (TrainingProgress) -> Void
  ) -> [TrainingRecord.Epoch] {
    let start = PrototypeStart(graph: graph)
    guard start.applies else { return [] }
    var epochs: [TrainingRecord.Epoch] = []
    if let (bare, kept) = start.withoutMemory() {
      let loop = EpochLoop(
        graph: bare, options: options, epochs: options.warmUpEpochs, phase: .warmUp, team: team, progress: progress)
      let outcome = loop.run(
        from: start.reduce(parameters, kept: kept), training: training, validation: validation,
        random: random(.warmUpOrder))
      start.expand(outcome.parameters, kept: kept, into: &parameters)
      epochs = outcome.epochs
    }
    start.setPrototypes(&parameters, windows: training, random: random(.prototypes), threads: threads)
    return epochs
  }
}
