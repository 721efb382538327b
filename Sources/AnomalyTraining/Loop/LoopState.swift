/// A loop between two epochs: all that the next one depends on.
struct LoopState: Sendable, Equatable {
  /// After the last epoch.
  var parameters: [Float]
  /// Those of `bestEpoch`.
  var best: [Float]
  /// The epochs so far.
  var epochs: [TrainingRecord.Epoch] = []
  /// From 1; 0: the parameters the loop began with.
  var bestEpoch = 0
  /// Of each optimiser; empty before the first step.
  var optimisers: [Optimiser.State] = []

  /// The beginning.
  init(parameters: [Float]) {
    self.parameters = parameters
    best = parameters
  }
}

/// Decides which weights are kept and when a loop ends early. Depends on the losses alone, so that it can be asked again
/// from those of a record.
struct EarlyStopping {
  private let patience: Int
  private let minimumDelta: Double
  private var least = Double.infinity
  /// The loss that `patience` compares with, and its epoch.
  private var reference = Double.infinity
  private var referenceEpoch = 0
  private var epoch = 0

  init(_ options: TrainingOptions) {
    patience = options.patience
    minimumDelta = Double(options.minimumDelta)
  }

  /// Takes notice of the loss of the next epoch; returns whether it is the least so far.
  mutating func record(loss: Double) -> Bool {
    epoch += 1
    if loss < reference - minimumDelta {
      reference = loss
      referenceEpoch = epoch
    }
    guard loss < least else { return false }
    least = loss
    return true
  }

  /// Whether `patience` epochs brought no better loss.
  var isOver: Bool { patience > 0 && epoch - referenceEpoch >= patience }
}
