public import AnomalyNN

/// How a model is trained. The defaults give a usable model on most data.
public struct TrainingOptions: Codable, Sendable, Hashable {
  /// Most passes over the training windows; 0 keeps the initial parameters.
  public var epochs = 100
  /// How fresh parameters are drawn.
  public var initialisation = Initialisation.uniform
  /// Windows a step; at least 1.
  public var batch = 64
  /// How parameters follow the gradient.
  public var optimiser = OptimiserKind.adam
  /// Step size; greater than 0.
  public var learningRate: Float = 1e-3
  /// How the step size changes.
  public var schedule = LearningRateSchedule.constant
  /// Epochs in which the step size rises linearly to `learningRate`, whole or not; 0 begins with it.
  public var rise: Float = 0
  /// μ of `sgd`; from 0 to below 1.
  public var momentum: Float = 0.9
  /// Whether `sgd` takes its momentum after Nesterov.
  public var isNesterov = false
  /// λ; 0 switches it off.
  public var weightDecay: Float = 0
  /// Most Euclidean norm of the whole gradient; 0 is no limit.
  public var clipNorm: Float = 0
  /// Most magnitude of each element of the gradient, before the norm; 0 is no limit.
  public var clipValue: Float = 0
  /// Epochs without a better loss before training stops; 0 never stops early.
  public var patience = 10
  /// By how much a loss must fall to count as better for `patience` and plateau; 0 or more.
  public var minimumDelta: Float = 0
  /// Passes with the memory layers left out, before their prototypes are set by k-means; 0 leaves the initial encoder.
  /// Counted apart from `epochs`; only for graphs with a memory.
  public var warmUpEpochs = 5
  /// What is made small.
  public var loss = Loss.squaredError
  /// Share of the training windows to leave out: those of the highest scores after a first fit; from 0 to 0.5. The model
  /// is then fitted anew to the others.
  public var trim: Float = 0
  /// Source of every random draw: initial parameters, order of windows, noise, k-means.
  public var seed: UInt64 = 1

  /// The defaults.
  public init() {}

  /// Throws what is out of range.
  func check() throws(TrainingError) {
    try require(epochs >= 0, "epochs", "0 or more", epochs)
    try require(batch >= 1, "batch", "at least 1", batch)
    try require(patience >= 0, "patience", "0 or more", patience)
    try require(warmUpEpochs >= 0, "warm-up epochs", "0 or more", warmUpEpochs)
    try require(learningRate > 0 && learningRate.isFinite, "learning rate", "a number greater than 0", learningRate)
    try require(momentum >= 0 && momentum < 1, "momentum", "from 0 to below 1", momentum)
    try require(trim >= 0 && trim <= 0.5, "trim", "from 0 to 0.5", trim)
    for (name, value) in [
      ("rise", rise), ("weight decay", weightDecay), ("norm to clip at", clipNorm), ("value to clip at", clipValue),
      ("minimum delta", minimumDelta),
    ] {
      try require(value >= 0 && value.isFinite, name, "0 or more", value)
    }
    if case .huber(let delta) = loss {
      try require(delta > 0 && delta.isFinite, "Huber delta", "a number greater than 0", delta)
    }
    try checkSchedule()
  }

  private func checkSchedule() throws(TrainingError) {
    switch schedule {
    case .constant: break
    case .cosine(let floor): try require(floor >= 0 && floor <= 1, "floor of the schedule", "from 0 to 1", floor)
    case .step(let epochs, let factor), .plateau(let epochs, let factor):
      try require(epochs >= 1, "epochs of the schedule", "at least 1", epochs)
      try require(factor > 0 && factor <= 1, "factor of the schedule", "above 0 and at most 1", factor)
    }
  }

  private func require(
    _ isSound: Bool, _ name: String, _ expected: String, _ value: some CustomStringConvertible
  ) throws(TrainingError) {
    if !isSound { throw .badOption(name: name, expected: expected, got: "\(value)") }
  }
}

extension TrainingOptions {
  /// The first option in which `other` differs, in words; nil if none.
  func difference(to other: TrainingOptions) -> (name: String, here: String, there: String)? {
    for (mine, theirs) in zip(Mirror(reflecting: self).children, Mirror(reflecting: other).children) {
      let (here, there) = ("\(mine.value)", "\(theirs.value)")
      guard here != there, let label = mine.label else { continue }
      let words = label.map { $0.isUppercase ? " \($0.lowercased())" : "\($0)" }.joined()
      return (words, here, there)
    }
    return nil
  }
}
