import AnomalyNN
import AnomalyTraining

/// How a model is trained.
struct TrainingArguments: ArgumentGroup {
  @Option("--epochs", in: 0...1_000_000, help: "the most passes over the training windows") var epochs = 100
  @Option("--initialisation", help: "how fresh weights are drawn") var initialisation = Initialisation.uniform
  @Option("--batch", in: 1...65536, help: "windows in a step") var batch = 64
  @Option("--loss", help: "what training makes small; bce needs results and readings between 0 and 1")
  var loss = LossName.mse
  @Option("--huber-delta", in: 1e-6...1e6, help: "where the huber loss turns from square to line; 1 when not given")
  var huberDelta: Float?
  @Option("--optimiser", help: "how parameters follow the gradient") var optimiser = OptimiserKind.adam
  @Option("--learning-rate", in: 1e-8...10, help: "step size of the optimiser") var learningRate: Float = 1e-3
  @Option("--momentum", in: 0...0.9999, help: "momentum of sgd; 0.9 when not given") var momentum: Float?
  @Flag("--nesterov", help: "momentum of sgd after Nesterov") var isNesterov: Bool
  @Option("--weight-decay", in: 0...10, help: "pulls parameters towards 0; beside the gradient's step with adamw")
  var weightDecay: Float = 0
  @Option("--clip-norm", in: 0...1e9, help: "most norm of the whole gradient; 0 is no limit") var clipNorm: Float = 0
  @Option("--clip-value", in: 0...1e9, help: "most size of each element of the gradient; 0 is no limit")
  var clipValue: Float = 0
  @Option("--schedule", help: "how the learning rate falls") var schedule = ScheduleName.constant
  @Option(
    "--schedule-epochs", in: 1...1_000_000,
    help: "epochs from step to step, or without a better loss on a plateau; 30 and 5 when not given")
  var scheduleEpochs: Int?
  @Option(
    "--schedule-factor", in: 0...1,
    help: "what a step or plateau leaves of the learning rate, or the end of a cosine; 0.1, 0.5 and 0 when not given")
  var scheduleFactor: Float?
  @Option(
    "--warm-up", value: "EPOCHS", in: 0...1_000_000, help: "passes in which the learning rate rises, or part of one")
  var warmUp: Float = 0
  @Option("--patience", in: 0...1_000_000, help: "passes without a better validation loss before the end; 0 is never")
  var patience = 10
  @Option("--min-delta", in: 0...1e9, help: "by how much a loss must fall to count as better") var minimumDelta: Float =
    0
  @Option(
    "--trim", value: "FRACTION", in: 0...0.5, help: "after a first fit, drops so many of the worst windows and refits")
  var trim: Float = 0
  @Option("--seed", help: "seed of every random number") var seed: UInt64 = 1
  @Option("--threads", in: 1...256, help: "threads; the result does not depend on them; all cores when not given")
  var threads: Int?
  @Option("--curves", value: "FILE", help: "writes losses, learning rate and gradient norm of each pass, .csv or .svg")
  var curves: [String] = []
  @Option("--checkpoint", value: "FILE", help: "keeps there what --resume needs") var checkpoint: String?
  @Option(
    "--checkpoint-every", value: "EPOCHS", in: 1...1_000_000, help: "passes between checkpoints; 1 when not given")
  var checkpointEvery: Int?
  @Option("--resume", value: "FILE", help: "continues from a checkpoint, to the same bits, and keeps it up to date")
  var resume: String?

  /// The options for the engine. Throws what is right alone but not together.
  func options() throws(CommandLineError) -> TrainingOptions {
    try checkTogether()
    var options = TrainingOptions()
    options.epochs = epochs
    options.initialisation = initialisation
    options.batch = batch
    options.loss = loss.loss(delta: huberDelta ?? 1)
    options.optimiser = optimiser
    options.learningRate = learningRate
    options.momentum = momentum ?? options.momentum
    options.isNesterov = isNesterov
    options.weightDecay = weightDecay
    options.clipNorm = clipNorm
    options.clipValue = clipValue
    options.schedule = schedule.schedule(epochs: scheduleEpochs, factor: scheduleFactor)
    options.rise = warmUp
    options.patience = patience
    options.minimumDelta = minimumDelta
    options.trim = trim
    options.seed = seed
    return options
  }

  private func checkTogether() throws(CommandLineError) {
    if huberDelta != nil, loss != .huber { throw .conflict("--huber-delta means nothing without --loss huber") }
    if optimiser != .sgd, momentum != nil || isNesterov {
      throw .conflict("--momentum and --nesterov are for --optimiser sgd, got \(optimiser.rawValue)")
    }
    if isNesterov, momentum == 0 { throw .conflict("--nesterov needs a --momentum above 0") }
    if scheduleEpochs != nil, schedule != .step, schedule != .plateau {
      throw .conflict("--schedule-epochs is for --schedule step or plateau, got \(schedule.rawValue)")
    }
    if scheduleFactor != nil, schedule == .constant {
      throw .conflict("--schedule-factor is for --schedule cosine, step or plateau, got constant")
    }
    if scheduleFactor == 0, schedule != .cosine {
      throw .conflict("--schedule-factor must be above 0 for --schedule \(schedule.rawValue)")
    }
    if checkpointEvery != nil, checkpoint == nil, resume == nil {
      throw .conflict("--checkpoint-every needs --checkpoint FILE or --resume FILE")
    }
    for curve in curves { _ = try CurveFormat(path: curve) }
  }

  /// Where checkpoints go; nil: nowhere.
  var checkpointTarget: String? { checkpoint ?? resume }

  /// As the blob tells its origin: what is always worth telling, and what was given.
  var words: [String] {
    var words = [
      "epochs \(epochs)", "batch \(batch)", "learning-rate \(learningRate)", "patience \(patience)", "seed \(seed)",
    ]
    func add(_ name: String, _ value: some CustomStringConvertible, _ isGiven: Bool) {
      if isGiven { words.append("\(name) \(value)") }
    }
    add("loss", loss.rawValue, loss != .mse)
    add("optimiser", optimiser.rawValue, optimiser != .adam)
    add("weight-decay", weightDecay, weightDecay > 0)
    add("schedule", schedule.rawValue, schedule != .constant)
    add("warm-up", warmUp, warmUp > 0)
    add("clip-norm", clipNorm, clipNorm > 0)
    add("clip-value", clipValue, clipValue > 0)
    add("trim", trim, trim > 0)
    return words
  }
}

/// The losses by name.
enum LossName: String, CaseIterable, OptionValue {
  case mse
  case mae
  case huber
  case bce

  func loss(delta: Float) -> Loss {
    switch self {
    case .mse: .squaredError
    case .mae: .absoluteError
    case .huber: .huber(delta: delta)
    case .bce: .binaryCrossEntropy
    }
  }
}

/// The schedules by name.
enum ScheduleName: String, CaseIterable, OptionValue {
  case constant
  case cosine
  case step
  case plateau

  func schedule(epochs: Int?, factor: Float?) -> LearningRateSchedule {
    switch self {
    case .constant: .constant
    case .cosine: .cosine(floor: factor ?? 0)
    case .step: .step(every: epochs ?? 30, factor: factor ?? 0.1)
    case .plateau: .plateau(patience: epochs ?? 5, factor: factor ?? 0.5)
    }
  }
}

extension OptimiserKind: OptionValue {}

extension Initialisation: OptionValue {}
