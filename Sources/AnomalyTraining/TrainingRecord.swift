/// How a training went: enough to judge it and to repeat it. Holds no clock and no thread count, so that equal inputs
/// give equal bytes.
public struct TrainingRecord: Codable, Sendable, Equatable {
  /// The losses of one pass over the training windows.
  public struct Epoch: Codable, Sendable, Equatable {
    /// Mean over the pass, each batch taken before its own step.
    public var trainingLoss: Double
    /// After the pass; nil without validation windows.
    public var validationLoss: Double?
  }

  /// What ended it.
  public enum End: Codable, Sendable, Equatable {
    /// All epochs were run.
    case completed
    /// `patience` epochs brought no better loss.
    case stoppedEarly
    /// A loss or parameter was no longer finite in `epoch` (from 1); the weights are those of `bestEpoch`.
    case notFinite(epoch: Int)
  }

  /// The options it ran with.
  public var options: TrainingOptions
  /// Passes with the memory left out, before the prototypes were set.
  public var warmUp: [Epoch] = []
  /// Passes over the training windows.
  public var epochs: [Epoch] = []
  /// The epoch, from 1, whose weights were kept; 0 stands for the initial weights.
  public var bestEpoch = 0
  /// What ended it.
  public var end = End.completed

  /// One sentence for the user.
  public var summary: String {
    switch end {
    case .completed:
      "trained \(epochs.count) \(epochs.count == 1 ? "epoch" : "epochs"), the weights of epoch \(bestEpoch) were kept"
    case .stoppedEarly:
      "stopped after \(epochs.count) epochs, the last \(options.patience) without a better loss; the weights of epoch \(bestEpoch) were kept"
    case .notFinite(let epoch):
      "the loss was no longer a finite number in epoch \(epoch), the weights of epoch \(bestEpoch) were kept: try a learning rate of \(options.learningRate / 10), or look for extreme values in the data"
    }
  }
}
