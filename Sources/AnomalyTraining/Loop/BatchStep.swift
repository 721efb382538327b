import AnomalyNN

/// The windows of one batch: `starts` are indices into `values`.
struct WindowBatch {
  let values: UnsafePointer<Float>
  let starts: UnsafeBufferPointer<Int>
}

/// What one step found, before it moved anything.
struct StepResult {
  /// Mean over the batch; not finite: nothing was moved.
  var loss: Double
  /// Euclidean norm of the gradient; nil where it was not measured.
  var gradientNorm: Double?
}

/// How a batch moves the parameters.
protocol BatchStep: AnyObject {
  /// Most windows of a batch.
  var capacity: Int { get }
  /// What moves them; a checkpoint keeps their states.
  var optimisers: [Optimiser] { get }
  /// One step; `epoch` from 1.
  func learn(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey, parameters: UnsafeMutablePointer<Float>, rate: Double
  ) -> StepResult
  /// The mean validation loss of a batch.
  func evaluate(_ batch: WindowBatch, parameters: UnsafePointer<Float>) -> Double
  /// Runs a batch once more that gave a number that is not finite and says where the first one was, as "the result of
  /// layer 2 (dense 64 relu)"; `noise` nil: in validation.
  func firstFault(
    _ batch: WindowBatch, epoch: Int, noise: NoiseKey?, parameters: UnsafePointer<Float>
  ) -> String
}
