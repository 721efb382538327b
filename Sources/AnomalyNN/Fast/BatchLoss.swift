/// The loss of one batch.
public struct BatchLoss: Sendable, Equatable {
  /// Mean over all values of the batch of the loss between output and window.
  public var reconstruction: Double
  /// What layers add: the weighted mean entropy of attention.
  public var penalty: Double

  /// A loss of these two parts.
  public init(reconstruction: Double = 0, penalty: Double = 0) {
    self.reconstruction = reconstruction
    self.penalty = penalty
  }

  /// What training makes small.
  public var total: Double { reconstruction + penalty }
}
