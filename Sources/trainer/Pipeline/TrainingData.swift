import AnomalyData
import AnomalyExport
import AnomalyFormat
import AnomalyNN

/// A frame on its way to a model: split by time, scaled by what the training part knows, cut into windows.
struct TrainingData {
  let isRowSamples: Bool
  let columnNames: [String]
  let units: [String]
  /// Of the samples in physical units, with the names of their columns.
  let digest: UInt64
  let scaler: Scaler
  let training: Windows
  let validation: Windows
  let calibration: Windows
  /// Complete training windows in physical units: an even sample.
  let trainingSample: [Float]
  /// The same of the calibration part: of a stream in runs of windows that follow each other, and how many make each run.
  let calibrationSample: (windows: [Float], runs: [Int]?)
  /// Values in scaled units, laid out as the frame's.
  let scaled: [Float]
  /// Sentences for the user about what was found.
  let notes: [String]

  /// - Parameters:
  ///   - window: rows in a window; nil: one period of the data. Ignored where each row is a window.
  ///   - horizon: rows that a window has beyond those, to be predicted.
  ///   - stride: rows between windows.
  ///   - exceptions: columns that are scaled otherwise.
  ///
  /// The samples of a frame that nothing else holds are scaled where they stand, without a copy.
  ///
  /// - Errors: `TrainingDataError`, `WindowError`.
  init(
    _ frame: consuming Frame, window: Int?, horizon: Int, stride: Int, isRowSamples: Bool, scaler kind: Scaler.Kind,
    exceptions: [Int: Scaler.Kind] = [:]
  ) throws {
    self.isRowSamples = isRowSamples
    columnNames = frame.columnNames
    units = frame.units
    var notes: [String] = []
    let statistics = ColumnStatistics(
      of: frame.values, spans: [0..<frame.values.count], columnCount: frame.columnCount)
    if let column = statistics.count.firstIndex(of: 0) {
      throw TrainingDataError.emptyColumn(frame.columnNames[column])
    }
    let split: TimeSplit
    let length: Int
    if isRowSamples {
      split = try TimeSplit(rowSamplesIn: frame.runs)
      length = 1
    } else {
      // Only the first 70 % of each run, the training part of a split without gaps, has a say in the window.
      let early = frame.runs.map { $0.prefix($0.count * 7 / 10) }.filter { !$0.isEmpty }
      length = (window ?? WindowLength.suggested(for: frame, rows: early)) + horizon
      if window == nil {
        notes.append("window of \(length - horizon) rows, from the autocorrelation of the data; set --window to choose")
      }
      split = try TimeSplit(runs: frame.runs, length: length)
    }
    let values = length * frame.columnCount
    if values > BlobValidator.largestCount {
      throw TrainingDataError.windowTooLarge(values: values, limit: BlobValidator.largestCount)
    }
    func windows(_ rows: [Range<Int>], of frame: Frame) throws -> Windows {
      let windows =
        isRowSamples
        ? try Windows(rowsOf: frame, in: rows) : try Windows(of: frame, length: length, stride: stride, in: rows)
      if windows.complete.isEmpty { throw WindowError.allIncomplete(count: windows.count) }
      return windows
    }
    training = try windows(split.training, of: frame)
    validation = try windows(split.validation, of: frame)
    calibration = try windows(split.calibration, of: frame)
    scaler = Scaler(kind, fittedTo: copy frame, rows: split.training, isShared: isRowSamples, exceptions: exceptions)

    for column in scaler.constantColumns where !isRowSamples {
      notes.append(
        "column \(frame.columnNames[column]) never changes in the training rows; any change of it will score high")
    }
    let incomplete = training.count - training.complete.count
    if incomplete > 0 { notes.append("\(incomplete) training windows with missing samples were left out") }
    if let labels = frame.labels {
      let marked = training.labels(from: labels).count { $0 != 0 }
      if marked > 0 {
        notes.append(
          "\(marked) of \(training.count) training windows are labelled anomalous; train on normal data, for instance with --normal"
        )
      }
    }
    let findings =
      frame.findings + frame.columnsThatAreLabels
      + (isRowSamples ? [] : frame.repeatedRows() + frame.drift(from: split.training, to: split.calibration))
    self.notes = notes + findings.map(\.description)
    digest = frame.digest
    trainingSample = Model.evenSample(frame.values, spans: training.complete.lazy.map(training.span))
    let spans = calibration.complete.lazy.map(calibration.span)
    calibrationSample =
      isRowSamples
      ? (Model.evenSample(frame.values, spans: spans), nil)
      : Model.sampleOfRuns(frame.values, spans: spans, step: stride * frame.columnCount)
    var samples = frame.intoValues()
    scaler.scale(&samples)
    scaled = samples
  }

  /// Shape of a window as the graph sees it.
  var shape: Shape { Shape(steps: training.length, channels: training.columns) }

  /// The complete windows of a part, in scaled units.
  func source(_ windows: Windows) -> WindowSource {
    WindowSource(values: scaled, starts: windows.completeStarts, length: windows.sampleCount)
  }

  /// What the columns are called on the device: quantity and unit; one variable where each row is a window.
  var columns: (names: [String], units: [String]) {
    if isRowSamples { return (["value"], [""]) }
    let quantities = columnNames.map { ColumnName($0).quantity }
    // Where two columns differ in the unit alone, only the whole name tells them apart.
    let names = zip(columnNames, quantities).map { name, quantity in
      quantities.count { $0 == quantity } == 1 ? quantity : name
    }
    return (names, units)
  }
}

/// Why readings are nothing to learn from; the text is one sentence.
enum TrainingDataError: Error, Equatable, CustomStringConvertible {
  case emptyColumn(String)
  case windowTooLarge(values: Int, limit: Int)

  var description: String {
    switch self {
    case .emptyColumn(let name):
      "column \(name) holds no number in any row; leave it out with --exclude or name the others with --columns"
    case .windowTooLarge(let values, let limit):
      "a window of \(values) values is more than the \(limit) that the runtime takes; choose a shorter --window or "
        + "fewer --columns"
    }
  }
}
