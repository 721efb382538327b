public import AnomalyNN

/// How a model is trained. The defaults give a usable model on most data.
public struct TrainingOptions: Codable, Sendable, Hashable {
  /// Most passes over the training windows; 0 keeps the initial parameters.
  public var epochs = 100
  /// Windows a step; at least 1.
  public var batch = 64
  /// Step size of Adam; greater than 0.
  public var learningRate: Float = 1e-3
  /// Decoupled weight decay (Loshchilov and Hutter 2019), per unit of learning rate; 0 switches it off.
  public var weightDecay: Float = 0
  /// Epochs without a better validation loss before training stops; 0 never stops early.
  public var patience = 10
  /// Passes with the memory layers left out, before their prototypes are set by k-means; 0 leaves the initial encoder.
  /// Counted apart from `epochs`; only for graphs with a memory.
  public var warmUpEpochs = 5
  /// What is made small.
  public var loss = Loss.squaredError
  /// Source of every random draw: initial parameters, order of windows, k-means.
  public var seed: UInt64 = 1
  /// Threads that work at once; the result does not depend on it. At least 1.
  public var threads = 1

  public init() {}
}
