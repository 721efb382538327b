/// Rows divided by time into a training, a validation and a calibration part. Between two parts of one run lies a gap
/// of one window length, so that no row is in two parts and neighbours in time are not either.
///
/// The rule, for windows of several rows:
/// 1. Runs that can hold three parts and two gaps are split, each on its own, when they have at least half of the rows
///    of all runs that hold a window. A shorter run goes to training whole.
/// 2. Otherwise whole runs are dealt in order: to training until it has its fraction of the rows, then to
///    validation, then to calibration, each part at least one run.
/// 3. Where neither is possible the data is too short, and the error says how many rows would do.
/// Runs shorter than a window are left out.
public struct TimeSplit: Sendable, Equatable {
  /// The shares of the three parts; positive, together at most 1. What is missing to 1 stays unused at the end.
  public struct Fractions: Sendable, Equatable {
    /// The share to learn from.
    public var training: Double
    /// The share that decides when to stop.
    public var validation: Double
    /// The share that sets the threshold.
    public var calibration: Double

    /// 70, 15 and 15 percent unless given.
    public init(training: Double = 0.70, validation: Double = 0.15, calibration: Double = 0.15) {
      self.training = training
      self.validation = validation
      self.calibration = calibration
    }

    fileprivate var areValid: Bool {
      training > 0 && validation > 0 && calibration > 0 && training + validation + calibration <= 1 + 1e-9
    }
    fileprivate var least: Double { min(training, validation, calibration) }
  }

  /// The row ranges to learn from.
  public private(set) var training: [Range<Int>] = []
  /// The row ranges that decide when to stop.
  public private(set) var validation: [Range<Int>] = []
  /// The row ranges that set the threshold.
  public private(set) var calibration: [Range<Int>] = []

  /// Splits `runs` for windows of `length` rows.
  public init(runs: [Range<Int>], length: Int, fractions: Fractions = Fractions()) throws(WindowError) {
    precondition(length > 0, "length is positive")
    guard fractions.areValid else { throw .fractions }
    let usable = runs.filter { $0.count >= length }
    let needed = TimeSplit.rowsNeeded(length: length, fractions: fractions)
    let splittable = usable.filter { $0.count >= needed }
    let rows = usable.reduce(0) { $0 + $1.count }
    if !splittable.isEmpty, 2 * splittable.reduce(0, { $0 + $1.count }) >= rows {
      for run in usable {
        if run.count >= needed { split(run, gap: length, fractions) } else { training.append(run) }
      }
    } else if usable.count >= 3 {
      deal(usable, rows: rows, fractions)
    } else {
      throw .tooFewRowsToSplit(rows: runs.map(\.count).max() ?? 0, needed: needed, length: length)
    }
  }

  /// Splits rows that are each a whole window: in order over all runs, without gaps.
  public init(rowSamplesIn runs: [Range<Int>], fractions: Fractions = Fractions()) throws(WindowError) {
    guard fractions.areValid else { throw .fractions }
    let rows = runs.reduce(0) { $0 + $1.count }
    let needed = Int((1 / fractions.least).rounded(.up))
    guard rows >= needed else { throw .tooFewRowsToSplit(rows: rows, needed: needed, length: 1) }
    let cuts = TimeSplit.cuts(rows, fractions)
    var before = 0
    func part(_ from: Int, _ to: Int, of run: Range<Int>) -> [Range<Int>] {
      let low = max(from, before)
      let high = min(to, before + run.count)
      return low < high ? [run.lowerBound + low - before..<run.lowerBound + high - before] : []
    }
    for run in runs {
      training += part(0, cuts.0, of: run)
      validation += part(cuts.0, cuts.1, of: run)
      calibration += part(cuts.1, cuts.2, of: run)
      before += run.count
    }
  }

  /// The rows one run needs so that each part holds at least one window of `length` rows.
  public static func rowsNeeded(length: Int, fractions: Fractions = Fractions()) -> Int {
    2 * length + Int((Double(length) / fractions.least).rounded(.up)) + 1
  }

  private mutating func split(_ run: Range<Int>, gap: Int, _ fractions: Fractions) {
    let cuts = TimeSplit.cuts(run.count - 2 * gap, fractions)
    let start = run.lowerBound
    training.append(start..<start + cuts.0)
    validation.append(start + cuts.0 + gap..<start + cuts.1 + gap)
    calibration.append(start + cuts.1 + 2 * gap..<start + cuts.2 + 2 * gap)
  }

  private mutating func deal(_ runs: [Range<Int>], rows: Int, _ fractions: Fractions) {
    let cuts = TimeSplit.cuts(rows, fractions)
    var dealt = 0
    for (index, run) in runs.enumerated() {
      let left = runs.count - index
      if training.isEmpty || (dealt < cuts.0 && left > 2) {
        training.append(run)
      } else if validation.isEmpty || (dealt < cuts.1 && left > 1) {
        validation.append(run)
      } else {
        calibration.append(run)
      }
      dealt += run.count
    }
  }

  /// The ends of the three parts of `rows` rows.
  private static func cuts(_ rows: Int, _ fractions: Fractions) -> (Int, Int, Int) {
    let first = Int((Double(rows) * fractions.training).rounded())
    let second = Int((Double(rows) * (fractions.training + fractions.validation)).rounded())
    let third = Double(rows) * (fractions.training + fractions.validation + fractions.calibration)
    return (first, second, min(rows, Int(third.rounded())))
  }
}
