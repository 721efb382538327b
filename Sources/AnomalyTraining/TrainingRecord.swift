/// How a training went: enough to judge it and to repeat it. Holds no clock and no thread count, so that equal inputs
/// give equal bytes.
public struct TrainingRecord: Codable, Sendable, Equatable {
  /// One pass over the training windows.
  public struct Epoch: Codable, Sendable, Equatable {
    /// Mean over the pass, each batch taken before its own step.
    public var trainingLoss: Double
    /// After the pass; nil without validation windows.
    public var validationLoss: Double?
    /// Of its last step.
    public var learningRate: Double = 0
    /// Mean Euclidean norm of the gradient over the steps where it was measured: every 16th, all where it is clipped by
    /// norm; nil without such a step in the epoch.
    public var gradientNorm: Double?

    /// What decides which weights are kept.
    var loss: Double { validationLoss ?? trainingLoss }
  }

  /// What ended it.
  public enum End: Codable, Sendable, Equatable {
    /// All epochs were run.
    case completed
    /// `patience` epochs brought no better loss.
    case stoppedEarly
    /// A loss or parameter was no longer finite in `epoch` (from 1), first in `place`; the weights are those of
    /// `bestEpoch`.
    case notFinite(epoch: Int, place: String)
  }

  /// Windows that were left out of the fit.
  public struct Trim: Codable, Sendable, Equatable {
    /// How many.
    public var dropped: Int
    /// Of so many.
    public var windows: Int
    /// The least score among them, after the first fit.
    public var leastScore: Float
  }

  /// The options it ran with.
  public var options: TrainingOptions
  /// Passes with the memory left out, before the prototypes were set.
  public var warmUp: [Epoch] = []
  /// Passes over the training windows; those of the last fit.
  public var epochs: [Epoch] = []
  /// The epoch, from 1, whose weights were kept; 0 stands for the initial weights.
  public var bestEpoch = 0
  /// What ended it.
  public var end = End.completed
  /// What was trimmed; nil without.
  public var trim: Trim?
  /// The scores of the training windows, where their tail is heavy; nil where it is not.
  public var tail: ScoreTail?

  /// One sentence for the user.
  public var summary: String {
    let trimmed = trim.map { ", fitted to all but \($0.dropped) of \($0.windows) windows" } ?? ""
    switch end {
    case .completed:
      return
        "trained \(epochs.count) \(epochs.count == 1 ? "epoch" : "epochs")\(trimmed), the weights of epoch \(bestEpoch) were kept"
    case .stoppedEarly:
      return
        "stopped after \(epochs.count) epochs\(trimmed), the last \(options.patience) without a better loss; the weights of epoch \(bestEpoch) were kept"
    case .notFinite(let epoch, let place):
      return
        "the loss was no longer a finite number in epoch \(epoch), first in \(place); the weights of epoch \(bestEpoch) were kept; try a learning rate of \(options.learningRate / 10) or a clip norm of 1, or look for extreme values in the data"
    }
  }

  /// What the user should know, one sentence each.
  public var warnings: [String] { [tail?.sentence].compactMap(\.self) }
}
