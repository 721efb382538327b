import AnomalyData
public import AnomalyModels
public import AnomalyNN
import Foundation

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
  /// How it learns against itself; nil: along the gradient of its loss.
  public let adversarial: AdversarialRoles?
  /// How its parameters follow from the windows at once; nil: they are learned in steps.
  public let closedForm: ClosedForm?
  /// Threads that work at once; the result does not depend on them.
  public let threads: Int

  /// Throws `badOption` or `noPrediction`.
  ///
  /// - Precondition: the graph of `adversarial` has as many parameters, and windows of the same shape; the graph has the
  ///   layers that `closedForm` speaks of.
  public init(
    graph: Graph, options: TrainingOptions = TrainingOptions(), adversarial: AdversarialRoles? = nil,
    closedForm: ClosedForm? = nil, threads: Int = 1
  ) throws(TrainingError) {
    try options.check()
    guard graph.output.size == graph.target.count else {
      throw .noPrediction(target: graph.target.count, output: graph.output)
    }
    if let adversarial {
      precondition(
        adversarial.graph.parameterCount == graph.parameterCount && adversarial.graph.window == graph.window,
        "both graphs have the same parameters and windows")
    }
    self.graph = graph
    self.options = options
    self.adversarial = adversarial
    self.closedForm = closedForm
    self.threads = max(threads, 1)
  }

  /// Learns from `training`; keeps the weights of the least loss on `validation`, or on `training` where that is empty.
  /// A closed form takes the windows of both, and one epoch.
  /// Same windows, options and CPU instructions give the same bits for any number of threads, and whether the training
  /// was done in one go or continued from a checkpoint.
  ///
  /// Throws `noWindows`, `wrongWindowLength` or `checkpoint`. A loss that is no longer finite is no error: it ends the
  /// training early, the record says so.
  public func run(
    training: WindowSource, validation: WindowSource, checkpoints: CheckpointPlan = CheckpointPlan(),
    progress: (TrainingProgress) -> Void = { _ in }
  ) throws(TrainingError) -> TrainingResult {
    guard training.count > 0 else { throw .noWindows }
    for source in [training, validation] where source.length != graph.window.size {
      throw .wrongWindowLength(expected: graph.window.size, got: source.length)
    }
    let identity = Checkpoint.Identity(
      settings: checkpoints.settings, dataDigest: String(checkpoints.dataDigest, radix: 16),
      graphDigest: String(graph.digest, radix: 16), options: options)
    do {
      if let other = checkpoints.resume { try identity.check(other.header.identity) }
    } catch {
      throw .checkpoint(error)
    }
    if let checkpoint = checkpoints.resume { checkpoints.resumed?(checkpoint) }
    return withoutActuallyEscaping(progress) { progress in
      TrainingRun(
        training: self, windows: training, validation: validation, checkpoints: checkpoints, identity: identity,
        progress: progress
      ).result()
    }
  }
}

extension Graph {
  /// FNV-1a of its JSON, keys sorted.
  fileprivate var digest: UInt64 {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var digest = FNV1a()
    if let json = try? encoder.encode(self) { digest.combine(json) }
    return digest.value
  }
}
