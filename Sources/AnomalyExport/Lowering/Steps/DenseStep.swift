import AnomalyFormat

/// y = activation(W·x + b).
struct DenseStep: ProgramStep {
  var name: String
  var rows: Int
  var columns: Int
  /// Row-major `[rows][columns]`.
  var weights: [Float]
  /// `[rows]`.
  var bias: [Float]
  var activation: FusedActivation
  var input: Int
  /// nil: the residual.
  var output: Int?

  var inputs: [Int] { [input] }
  func readable(_ input: Int) -> Set<Storage> { [.int8, .int16Planes] }
  var writable: [Storage] { [.int8, .int32] }
}
