/// Why a model cannot be exported or a model file not read.
public enum ExportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A layer that counts in the score gives more or fewer values than the target has.
  case unequalTarget(layer: String, count: Int, target: Int)
  /// Integers of the layer could overflow.
  case tooLargeForInt8(layer: String)
  /// No calibration windows to set thresholds with.
  case noCalibration
  /// The file is a blob for devices: it lacks what only a model file has.
  case notAModelFile(String)
  /// The host sections of a model file do not fit together.
  case damagedModelFile(String)
  /// The model does not look back by a state, or not by that alone; the layer that stands in the way, if one does.
  case cannotCarryState(layer: String?)
  /// The model was trained on windows more than one sample apart.
  case strideWithCarriedState(Int)
  /// Verdicts of a stream for a model whose windows are single rows.
  case decisionWithoutStream
  /// The model file does not say which calibration windows follow each other.
  case unknownRuns
  /// Smoothing looks back on more windows than follow each other anywhere in the calibration part.
  case shortRuns(longest: Int)
  /// What `trainer export` wrote was not accepted by the runtime's own validator.
  case invalidBlob(String)

  /// One sentence: what was expected, what came, what to try.
  public var description: String {
    switch self {
    case .unequalTarget(let layer, let count, let target):
      "\(layer) counts in the score, so it must give the \(target) values that it is compared with, but it gives \(count)"
    case .tooLargeForInt8(let layer):
      "\(layer) could overflow 32-bit integers; export with --quantize fp16 or train a narrower model"
    case .noCalibration:
      "the model file holds no calibration windows to set thresholds with; train again on more rows"
    case .notAModelFile(let path):
      "\(path) is a blob for devices and cannot be exported again; give the .anomaly file that `trainer train` wrote"
    case .damagedModelFile(let what):
      "the model file's \(what) does not fit its model; train again"
    case .cannotCarryState(let layer):
      "only forecasters of recurrent layers can carry their state from sample to sample, not "
        + (layer.map { "one with a layer of kind \($0)" } ?? "this model") + "; leave --carry-state out"
    case .strideWithCarriedState(let stride):
      "state is carried from each sample to the next, but the model was trained with --stride \(stride); train with 1"
    case .decisionWithoutStream:
      "smoothing, hysteresis and hold are for streams, but each row of this model stands alone; leave them out"
    case .unknownRuns:
      "the model file does not say which calibration windows follow each other, as smoothing and carried state need; "
        + "train again"
    case .shortRuns(let longest):
      "smoothing looks back on more windows than follow each other in the calibration part, at most \(longest); smooth "
        + "over fewer, or train on longer recordings"
    case .invalidBlob(let why):
      "the blob just written failed its own validation (\(why)); please report this"
    }
  }
}
