import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyFormat
import AnomalyModels
import AnomalyNN
import AnomalyTraining
import Synchronization

/// Whether thresholds keep what they promise: models are trained on a normal recording of the synthetic pump, whose noise is
/// autocorrelated, thresholds set by a rate, and alarms counted on another normal recording, long enough for at least twenty.
struct AlarmRateBenchmark {
  /// Learners of different kinds: in closed form, dense, from prototypes, recurrent.
  static let models: [ModelKind] = [.ridge, .autoencoder, .kMeans, .gruForecaster]
  /// Seconds from row to row.
  static let samplePeriod = 5.0
  static let window = 12

  /// Passes enough for a recording as long as that.
  static let shortTraining = {
    var options = TrainingOptions()
    options.epochs = 4
    options.batch = 256
    return options
  }()

  let models: [ModelKind]
  let seeds: [UInt64]
  let threads: Int
  let progress: @Sendable (Int, String) -> Void
  var precision = Precision.int8
  var training = Self.shortTraining
  /// Rates a day and shares of windows.
  var rules: [ThresholdRule] = [
    .perDay(96), .perDay(24), .perDay(8), .percentile(99), .percentile(99.5), .tail(0.002),
  ]
  /// Rows of the recording that is learnt, of which calibration takes the last 15 %: by default most of a day, since a tail
  /// in which a rule would raise one alarm or two cannot tell its rate.
  var trainingRows = 100_000
  /// Alarms that the rarest rule is expected to raise.
  var expectedAlarms = 20.0

  init(models: [ModelKind], seeds: [UInt64], threads: Int, progress: @escaping @Sendable (Int, String) -> Void) {
    self.models = models
    self.seeds = seeds
    self.threads = threads
    self.progress = progress
  }

  /// Trainings.
  var steps: Int { models.count * seeds.count }

  /// Rows of the recording on which alarms are counted.
  var testRows: Int {
    rules.map { rule in
      switch rule {
      case .perDay(let alarms): Int((expectedAlarms / alarms * 86_400 / Self.samplePeriod).rounded(.up))
      case .percentile(let percent), .blocks(let percent): Int((expectedAlarms * 100 / (100 - percent)).rounded(.up))
      case .tail(let share): Int((expectedAlarms / share).rounded(.up))
      case .sigma, .mad, .iqr, .bestF1: 0
      }
    }.max()! + Self.window
  }

  /// Trains, sets thresholds, counts.
  ///
  /// - Errors: what training and export throw.
  func report() throws -> AlarmRateReport {
    var results = [Result<[AlarmRateReport.Case], any Error>?](repeating: nil, count: steps)
    let done = Mutex(0)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      ThreadTeam(threads: min(threads, steps)).perform(steps) { index in
        let (model, seed) = (models[index % models.count], seeds[index / models.count])
        results[index] = Result { try cases(model, seed: seed) }
        done.withLock { done in
          done += 1
          progress(done, "\(model.rawValue), seed \(seed)")
        }
      }
    }
    return AlarmRateReport(
      trainingRows: trainingRows, testRows: testRows, samplePeriod: Self.samplePeriod,
      cases: try results.flatMap { try $0!.get() })
  }

  private func cases(_ kind: ModelKind, seed: UInt64) throws -> [AlarmRateReport.Case] {
    var model = try trained(kind, seed: seed)
    let test = Self.plant(rows: testRows, seed: seed &+ 1_000_000)
    var scores: [Float]?
    return try rules.map { rule in
      model.record.alarmRule = rule
      model.record.warnRule = rule
      let export = try Exporter(model).export(precision)
      let stream = try scores ?? Scoring(blob: export.blob).rows(of: test).map(\.result.smoothed)
      // The rule changes the threshold alone.
      scores = stream
      let counted = CalibrationScores(stream, independence: model.record.window)
      return AlarmRateReport.Case(
        model: kind.rawValue, rule: rule.text, seed: seed, calibrationScores: export.calibrationScores.count,
        expected: rule.expectedAlarms(windows: stream.count, perDay: 86_400 / Self.samplePeriod),
        observed: rule.alarms(in: counted, above: export.levels.alarm.value))
    }
  }

  private func trained(_ kind: ModelKind, seed: UInt64) throws -> Model {
    let choice = ModelChoice.model(kind, ModelOptions())
    let data = try TrainingData(
      Self.plant(rows: trainingRows, seed: seed), window: Self.window, horizon: choice.horizon, stride: 1,
      isRowSamples: false, scaler: .standard)
    let graph = try choice.graph(window: data.shape)
    var options = training
    options.seed = seed
    let result = try Training(
      graph: graph, options: options, adversarial: choice.adversarial(window: data.shape),
      closedForm: choice.closedForm(window: data.shape)
    )
    .run(training: data.source(data.training), validation: data.source(data.validation))
    return Model(
      of: data, graph: graph, result: result, kind: choice.name, stride: 1, warn: .defaultWarn, alarm: .defaultAlarm,
      samplePeriod: Self.samplePeriod, options: ["seed \(seed)"])
  }

  /// A normal recording.
  private static func plant(rows: Int, seed: UInt64) -> Frame {
    var options = SyntheticPlant.Options()
    options.rows = rows
    options.seed = seed
    options.samplePeriod = samplePeriod
    options.faultShare = 0
    let frame = SyntheticPlant(options).frame
    return frame.rows([0..<frame.rowCount])
  }
}

extension ThresholdRule {
  /// What the rule promises for a normal stream: alarms where it speaks of a day, else windows above the threshold.
  fileprivate func expectedAlarms(windows: Int, perDay: Double) -> Double {
    switch self {
    case .perDay(let alarms): alarms * Double(windows) / perDay
    case .percentile(let percent), .blocks(let percent): Double(windows) * (1 - percent / 100)
    case .tail(let share): Double(windows) * share
    case .sigma, .mad, .iqr, .bestF1: 0
    }
  }

  /// The same as it came: windows that share samples are one alarm for rules of a day.
  fileprivate func alarms(in stream: CalibrationScores, above threshold: Float) -> Int {
    switch self {
    case .perDay: stream.alarms(above: threshold)
    case .percentile, .blocks, .tail, .sigma, .mad, .iqr, .bestF1: stream.scores.count { $0 > threshold }
    }
  }
}
