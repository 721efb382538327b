import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a dense operation with float weights.
  mutating func encodeFloat(_ dense: DenseStep) {
    var op = record(.dense, dense, input: dense.input, output: dense.output)
    op.weightType = weights.rawValue
    op.activation = dense.activation.rawValue
    op.inputCount = UInt32(dense.columns)
    op.outputCount = UInt32(dense.rows)
    op.outputType = ElementType.float32.rawValue
    op.weights = addFloatMatrix(rows: dense.rows, columns: dense.columns, dense.weights)
    op.bias = encoded.tensors.addRows(dense.bias)
    (op.parameter0, op.parameter1) = saturation(of: dense.output)
    encoded.macs += dense.rows * dense.columns
    add(op, output: dense.output)
  }

  /// Appends a row-major matrix as float32 or float16, as the program's weights are.
  mutating func addFloatMatrix(rows: Int, columns: Int, _ values: [Float]) -> UInt32 {
    if weights == .float16 {
      return encoded.tensors.addMatrix(rows: rows, columns: columns, element: weights) {
        Half.encode(values[$0 * columns + $1])
      }
    }
    return encoded.tensors.addMatrix(rows: rows, columns: columns, element: weights) {
      values[$0 * columns + $1].bitPattern
    }
  }

  /// The bits of the least and the greatest value of a float result: everything that int8 would store is bounded,
  /// similarities and residuals are not.
  func saturation(of output: Int?) -> (low: UInt32, high: UInt32) {
    let range = output.flatMap { output -> ClosedRange<Float>? in
      if case .layer = program.buffers[output].source { ranges[program.buffers[output].source] } else { nil }
    }
    return (
      (range?.lowerBound ?? -.greatestFiniteMagnitude).bitPattern,
      (range?.upperBound ?? .greatestFiniteMagnitude).bitPattern
    )
  }
}
