import AnomalyData
import AnomalyEvaluation
import AnomalyFormat
import AnomalyModels
import AnomalyTraining

/// Everything that makes a detector, whatever the series: one value for a whole family of sets. What depends on a series is
/// a rule on its training rows.
struct DetectorRecipe: Sendable {
  /// What is trained.
  var kind = ModelKind.memoryAutoencoder
  var options = ModelOptions()
  /// Rows in a window; of no meaning where each row is one.
  var window = WindowRule.period(times: 1, in: WindowLength.range, otherwise: WindowLength.fallback)
  var scaler = Scaler.Kind.standard
  /// Which of the windows that cover a row decide its score.
  var rows = RowScore.last
  /// What the thresholds look at.
  var smoothing = SmoothingLength.none
  /// Scored windows for which an alarm stays.
  var hold = 0
  /// Rows behind an alarm in which only a higher score is another alarm, where alarms are counted one by one.
  var quietRows = 0
  var warn = ThresholdRule.defaultWarn
  var alarm = ThresholdRule.defaultAlarm
  var training = Self.shortTraining

  /// Passes enough for recordings of some ten thousand rows.
  static let shortTraining = {
    var options = TrainingOptions()
    options.epochs = 20
    options.patience = 5
    return options
  }()

  /// The same for another model, with that model's own defaults.
  func with(_ kind: ModelKind) -> DetectorRecipe {
    if kind == self.kind { return self }
    var other = self
    other.kind = kind
    other.options = ModelOptions()
    return other
  }

  /// How the device turns scores of windows of `length` rows into verdicts.
  func decision(window length: Int) -> DecisionRecord {
    var record = DecisionRecord()
    if let mean = smoothing.rows(window: length) {
      (record.smoothing, record.length) = (Smoothing.mean.rawValue, UInt8(mean))
    }
    record.hold = UInt32(hold)
    return record
  }
}

/// How many rows a window has.
enum WindowRule: Equatable, Sendable {
  /// So many.
  case rows(Int)
  /// So many periods of the training rows, inside a range and as long as they can still be split; without a period a
  /// length of its own.
  case period(times: Double, in: ClosedRange<Int>, otherwise: Int)

  /// For windows of the training rows `frame`.
  func rows(for frame: Frame) -> Int {
    switch self {
    case .rows(let rows): return rows
    case .period(let times, let range, let otherwise):
      let period = WindowLength.period(for: frame, rows: frame.runs)
      let wanted = period.map { Int((Double($0) * times).rounded()) } ?? otherwise
      let rows = frame.runs.map(\.count).max() ?? 0
      let longest = (1...range.upperBound).last { TimeSplit.rowsNeeded(length: $0) <= rows } ?? 1
      return min(max(wanted, range.lowerBound), range.upperBound, max(longest, 1))
    }
  }
}

/// How many scores are averaged before the thresholds look at them.
enum SmoothingLength: Equatable, Sendable {
  case none
  /// So many.
  case rows(Int)
  /// So many windows' lengths, as far as the device goes.
  case windows(Double)

  /// 2 at least; nil: no smoothing.
  func rows(window length: Int) -> Int? {
    switch self {
    case .none: nil
    case .rows(let rows): rows
    case .windows(let times):
      min(max(Int((Double(length) * times).rounded()), 2), DecisionRecord.longestMean)
    }
  }
}
