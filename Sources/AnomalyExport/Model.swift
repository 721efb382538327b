public import AnomalyData
public import AnomalyEvaluation
public import AnomalyNN
public import AnomalyTraining

/// A trained model as a value: all that export needs and a model file keeps.
public struct Model {
  /// What a model file stores as text.
  public struct Record: Codable, Sendable {
    /// Name of `--model`.
    public var kind: String
    /// The model.
    public var graph: Graph
    /// From physical to scaled units.
    public var scaler: Scaler
    /// As many as the scaler has; with `isRowSamples` the name of the one variable.
    public var columnNames: [String]
    /// As many as there are names, "" where none is known.
    public var units: [String]
    /// Samples in a window.
    public var window: Int
    /// Samples between scored windows of a stream.
    public var stride: Int
    /// Each row of the data was one window.
    public var isRowSamples: Bool
    /// How the training went.
    public var training: TrainingRecord
    /// How the warn threshold is made.
    public var warnRule: ThresholdRule
    /// How the alarm threshold is made.
    public var alarmRule: ThresholdRule
    /// Seconds from one sample to the next; nil where that is not known.
    public var samplePeriod: Double?
    /// Digest of the training data.
    public var dataDigest: UInt64
    /// The options of the training command, as `name value`.
    public var options: [String]
    /// How many of the calibration windows follow each other, `stride` samples apart, from each run to the next; nil in
    /// files of earlier versions, which do not know.
    public var calibrationRuns: [Int]?

    /// A record of all of it.
    public init(
      kind: String, graph: Graph, scaler: Scaler, columnNames: [String], units: [String], window: Int, stride: Int,
      isRowSamples: Bool, training: TrainingRecord, warnRule: ThresholdRule, alarmRule: ThresholdRule,
      samplePeriod: Double? = nil, dataDigest: UInt64, options: [String], calibrationRuns: [Int]? = nil
    ) {
      self.kind = kind
      self.graph = graph
      self.scaler = scaler
      self.columnNames = columnNames
      self.units = units
      self.window = window
      self.stride = stride
      self.isRowSamples = isRowSamples
      self.training = training
      self.warnRule = warnRule
      self.alarmRule = alarmRule
      self.samplePeriod = samplePeriod
      self.dataDigest = dataDigest
      self.options = options
      self.calibrationRuns = calibrationRuns
    }
  }

  /// What is stored as text.
  public var record: Record
  /// Parameters of `record.graph`.
  public var parameters: [Float]
  /// Raw windows of the training part, one after the other: an even sample of at most `sampleLimit` values.
  public var trainingWindows: [Float]
  /// The same of the calibration part, in runs of windows that follow each other.
  public var calibrationWindows: [Float]

  /// A model of its parts.
  public init(record: Record, parameters: [Float], trainingWindows: [Float], calibrationWindows: [Float]) {
    self.record = record
    self.parameters = parameters
    self.trainingWindows = trainingWindows
    self.calibrationWindows = calibrationWindows
  }

  /// Values that a sample of windows may hold: 4 MiB.
  public static let sampleLimit = 1 << 20

  /// An even sample of raw windows of at most `sampleLimit` values, at least one window.
  ///
  /// - Parameters:
  ///   - values: samples of a frame.
  ///   - spans: where each window lies in `values`.
  public static func evenSample(_ values: [Float], spans: some RandomAccessCollection<Range<Int>>) -> [Float] {
    guard let length = spans.first?.count else { return [] }
    let kept = min(spans.count, max(sampleLimit / length, 1))
    return (0..<kept).flatMap { values[spans[spans.index(spans.startIndex, offsetBy: $0 * spans.count / kept)]] }
  }

  /// Runs of raw windows that follow each other, evenly spread, of at most `sampleLimit` values in all.
  ///
  /// - Parameters:
  ///   - values: samples of a frame.
  ///   - spans: where each window lies in `values`, ascending.
  ///   - step: values from the start of one window to that of the next.
  /// - Returns: the windows, and how many make each run.
  public static func sampleOfRuns(
    _ values: [Float], spans: some RandomAccessCollection<Range<Int>>, step: Int
  ) -> (windows: [Float], runs: [Int]?) {
    guard let length = spans.first?.count else { return ([], []) }
    let kept = min(spans.count, max(sampleLimit / length, 1))
    // Blocks all over the data, each as long as that allows: smoothing and carried state look back.
    let blocks = kept == spans.count ? 1 : max(1, min(16, kept / 16))
    let block = kept / blocks
    var windows: [Float] = []
    var runs: [Int] = []
    for index in 0..<blocks {
      let first = index * spans.count / blocks
      var last: Int?
      for place in first..<first + block {
        let span = spans[spans.index(spans.startIndex, offsetBy: place)]
        windows += values[span]
        if last == span.lowerBound - step { runs[runs.count - 1] += 1 } else { runs.append(1) }
        last = span.lowerBound
      }
    }
    return (windows, runs)
  }

  /// The rows of the longest run of calibration windows that follow each other, at most 4,096, one after the other; nil
  /// where the file does not know which do.
  var longestRecording: [Float]? {
    guard let runs = record.calibrationRuns, let longest = runs.max(), let place = runs.firstIndex(of: longest),
      record.stride <= record.window
    else { return nil }
    let size = record.graph.window.size
    let step = record.stride * record.graph.window.channels
    let first = runs[..<place].reduce(0, +)
    let kept = min(longest, max(4096 - record.window, 0) / record.stride + 1)
    var rows = Array(calibrationWindows[first * size..<(first + 1) * size])
    for window in first + 1..<first + kept {
      let end = (window + 1) * size
      rows += calibrationWindows[end - step..<end]
    }
    return rows
  }

  /// Raw windows as the model takes them: scaled, and saturated where a range is given.
  ///
  /// - Parameter length: values in a window; nil: as many as the model's.
  func scaled(_ windows: [Float], length: Int? = nil, within range: ClosedRange<Float>? = nil) -> WindowSource {
    let columns = record.scaler.columnCount
    let length = length ?? record.graph.window.size
    let low = range?.lowerBound ?? -.infinity
    let high = range?.upperBound ?? .infinity
    let values = windows.enumerated().map { min(max(record.scaler.scaled($1, column: $0 % columns), low), high) }
    return WindowSource(values: values, starts: Array(stride(from: 0, to: values.count, by: length)), length: length)
  }
}
