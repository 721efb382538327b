import AnomalyFormat

/// Everything that goes into a blob, before it has addresses.
struct BlobContents {
  /// One column's scaler in scaled units, converter and name.
  struct Column {
    var name: String
    var unit: String
    var center: Float
    /// scaled = (x − center)·gain.
    var gain: Float
    /// Scaled value that stands in for a missing one.
    var fill: Float
    var converter = Converter()
  }

  var columns: [Column]
  var window: Int
  var stride: Int
  /// Each window is one row of the trainer's data.
  var isRowSamples = false
  var program: EncodedProgram
  /// Thresholds and table of p-values; filled by calibration.
  var warn: Float = 0
  var alarm: Float = 0
  var quantiles: [QuantileRecord] = []
  /// How a stream's scores become verdicts.
  var decision = DecisionRecord()
  /// One raw window in physical units, and the bits of its score.
  var selfTestWindow: [Float]
  var selfTestScoreBits: UInt32 = 0
  /// `key: value` lines.
  var provenance: String
  /// Host sections of a model file.
  var host: [Section: [UInt8]] = [:]
}

/// How a converter's reading becomes a physical value: scale·reading + offset.
public struct Converter: Sendable, Equatable, Codable {
  /// Physical units in one step of the reading.
  public var scale: Float
  /// Physical value of the reading 0.
  public var offset: Float

  /// The identity unless given.
  public init(scale: Float = 1, offset: Float = 0) {
    self.scale = scale
    self.offset = offset
  }
}
