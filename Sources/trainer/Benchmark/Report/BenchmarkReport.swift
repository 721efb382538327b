/// What `benchmark` finds, as `--json` writes it.
struct BenchmarkReport: Encodable {
  /// A figure over seeds.
  struct Spread: Encodable {
    var mean: Double
    var least: Double
    var most: Double

    /// A figure that is known once.
    init(_ value: Double) { self.init(mean: value, least: value, most: value) }

    init(mean: Double, least: Double, most: Double) {
      self.mean = mean
      self.least = least
      self.most = most
    }
  }

  /// Who made scores.
  enum Origin: String, Encodable {
    /// A model that was trained and exported here.
    case model
    /// A detector that anyone can make, beside it.
    case baseline
    /// Others, in their own words.
    case published
  }

  /// One detector on the whole set.
  struct Line: Encodable {
    var name: String
    var origin: Origin
    var group: SeriesGroup
    /// How many series it is about; nil where others do not say.
    var series: Int?
    var precision: String?
    var figures: [BenchmarkMetric: Spread]
    /// Of all series, the mean over seeds; wall clock.
    var trainingSeconds: Double?
    /// From one row to the next, the mean over series and seeds; wall clock.
    var microseconds: Double?
    /// The largest blob.
    var blobBytes: Int?
    var sessionBytes: Int?
    /// The least share of distinct scores on a series: a model that has collapsed gives few.
    var distinctShare: Double?
  }

  /// One model on one series.
  struct Series: Encodable {
    var name: String
    var model: String
    var precision: String
    var seed: UInt64
    /// Rows in a window.
    var window: Int
    /// Measured rows with a score.
    var scored: Int
    var figures: [BenchmarkMetric: Double]
    var trainingSeconds: Double
    var microseconds: Double
    var blobBytes: Int
    var sessionBytes: Int
    var distinctShare: Double
  }

  var set: String
  /// What is learnt, what is scored.
  var rule: String
  var metrics: [BenchmarkMetric]
  var seeds: [UInt64]
  var lines: [Line]
  var series: [Series]
  /// Why there are no published lines; absent where there are.
  var unpublished: String?
}
