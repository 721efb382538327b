/// How a set of recordings is used: which series it has, what of them is learnt and what is scored, and what is measured.
///
/// Series are discovered, never listed: any number of files of the set's form will do.
protocol BenchmarkProtocol: Sendable {
  /// The folder of the set below the data folder.
  var folder: String { get }
  /// One sentence for people: what is learnt, what is scored.
  var summary: String { get }
  /// What is measured, the most important first.
  var figures: [BenchmarkFigure] { get }
  /// The one detector for all series of a family: those of the set with one column, or with many.
  func detector(isMultivariate: Bool) -> DetectorRecipe
  /// Whether series of one column and of many are summed up apart.
  var splitsByColumns: Bool { get }

  /// The series below the folder, in the order of their names; their data is read when it is asked for.
  ///
  /// - Errors: `BenchmarkError`.
  func series(in folder: BenchmarkFolder) throws -> [SeriesSource]

  /// What others reached on these series; empty where nothing is kept.
  ///
  /// - Errors: `BenchmarkError.badTable`.
  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow]
}

extension BenchmarkProtocol {
  var splitsByColumns: Bool { false }
  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] { [] }
}

/// A figure and how those of several series become one.
struct BenchmarkFigure {
  /// From series to set.
  enum Summary {
    /// The mean over series.
    case mean
    /// Over the rows of all series as if they were one recording.
    case pooled
    /// The sum over series.
    case sum
  }

  let metric: BenchmarkMetric
  let summary: Summary

  init(_ metric: BenchmarkMetric, _ summary: Summary) {
    self.metric = metric
    self.summary = summary
  }
}

/// A series that can be read.
struct SeriesSource: Sendable {
  /// As tables show it, unique in its set.
  let name: String
  /// Reads it.
  let load: @Sendable () throws -> BenchmarkSeries
}

/// What others reached: a method and its figures, those that are known.
struct PublishedRow {
  var method: String
  /// Which of the set's series, where they are summed up apart.
  var group = SeriesGroup.all
  var figures: [BenchmarkMetric: Double]
}

/// Series that are summed up together.
enum SeriesGroup: String, Codable {
  case all
  case oneColumn = "one column"
  case manyColumns = "many columns"
}
