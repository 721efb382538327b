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

  /// The defaults.
  public init() {}

  /// Throws what is out of range.
  func check() throws(TrainingError) {
    if epochs < 0 { throw .badOption(name: "epochs", expected: "0 or more", got: "\(epochs)") }
    if batch < 1 { throw .badOption(name: "batch", expected: "at least 1", got: "\(batch)") }
    if patience < 0 { throw .badOption(name: "patience", expected: "0 or more", got: "\(patience)") }
    if warmUpEpochs < 0 { throw .badOption(name: "warm-up epochs", expected: "0 or more", got: "\(warmUpEpochs)") }
    if !(learningRate > 0 && learningRate.isFinite) {
      throw .badOption(name: "learning rate", expected: "a number greater than 0", got: "\(learningRate)")
    }
    if !(weightDecay >= 0 && weightDecay.isFinite) {
      throw .badOption(name: "weight decay", expected: "0 or more", got: "\(weightDecay)")
    }
    if case .huber(let delta) = loss, !(delta > 0 && delta.isFinite) {
      throw .badOption(name: "Huber delta", expected: "a number greater than 0", got: "\(delta)")
    }
  }
}
