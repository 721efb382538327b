/// Where training stands, after every batch and once more at the end of each epoch.
public struct TrainingProgress: Sendable {
  /// The parts of training.
  public enum Phase: String, Codable, Sendable {
    /// Before the prototypes are set, with the memory left out.
    case warmUp
    /// The training proper.
    case training
  }

  /// Which part.
  public let phase: Phase
  /// Which fit, from 0; 1 is the one after a trim.
  public let fit: Int
  /// Of this part, from 1.
  public let epoch: Int
  /// Most epochs of this part.
  public let epochs: Int
  /// Batches done in this epoch.
  public let batch: Int
  /// Batches of an epoch.
  public let batches: Int
  /// Training windows of an epoch.
  public let windows: Int
  /// Mean over the batches of this epoch so far.
  public let trainingLoss: Double
  /// At the end of an epoch, if there are validation windows; nil before.
  public let validationLoss: Double?
  /// True once an epoch, after its validation.
  public let endsEpoch: Bool
}
