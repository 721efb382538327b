public import AnomalyEvaluation

/// A finished blob and what was found out while it was made.
public struct Export {
  /// How weights are stored.
  public let precision: Precision
  /// The file's contents.
  public let bytes: [UInt8]
  /// The same, validated and ready to score.
  public let blob: LoadedBlob
  /// The thresholds in the blob.
  public let levels: AlarmLevels
  /// What the blob's own engine scored the calibration windows, smoothed as the blob does.
  public let calibrationScores: [Float]
  /// How far each stored layer is from the float reference.
  public let layers: [LayerError]
}

/// How far one layer of a blob is from the float reference on calibration windows.
public struct LayerError: Sendable {
  /// As in `DenseStep.name`.
  public var name: String
  /// Outputs.
  public var rows: Int
  /// Inputs.
  public var columns: Int
  /// Signal over error in decibels, 20·log10(‖float‖ / ‖float − blob‖); nil where nothing is stored to compare.
  public var decibels: Double?
}
