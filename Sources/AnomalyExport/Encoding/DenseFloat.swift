import AnomalyFormat
import AnomalyNN

extension ProgramBuilder {
  /// Encodes a dense operation with float weights.
  mutating func encodeFloat(_ dense: DenseStep) {
    var op = record(for: dense)
    op.activation = FusedActivation(dense.activation).rawValue
    op.outputType = ElementType.float32.rawValue
    op.weights = addDenseMatrix(dense)
    op.bias = addBias(dense.bias, rows: dense.rows)
    (op.parameter0, op.parameter1) = saturation(
      of: dense.result, isResidual: dense.output == nil && dense.activation == .linear)
    op.scoreUnit = dense.output == nil ? dense.weight : 0
    add(op, output: dense.output)
  }

  /// A record with what a dense operation says whatever the precision; its multiply-accumulates are counted.
  mutating func record(for dense: DenseStep) -> OpRecord {
    var op = record(.dense, dense, input: dense.input, output: dense.output)
    op.weightType = weights.rawValue
    op.inputCount = UInt32(dense.columns)
    op.outputCount = UInt32(dense.rows)
    op.positions = UInt32(dense.positions)
    op.inputStride = UInt32(dense.stride)
    op.inputPadding = UInt32(dense.padding)
    op.inputLength = UInt32(dense.length)
    op.flags = dense.hasBiasPerPosition ? OpRecord.biasPerPosition : 0
    if let kept = dense.kept {
      op.flags |= OpRecord.keepsPositions
      op.kept = kept
    }
    encoded.macs += dense.positions * dense.rows * dense.columns
    return op
  }

  /// Appends biases of every position, padded each to a multiple of 4.
  private mutating func addBias(_ values: [Float], rows: Int) -> UInt32 {
    encoded.tensors.addRows(Self.padded(values, rows: rows, with: 0))
  }

  /// Groups of `rows` values, each filled up to a multiple of 4.
  static func padded<Value>(_ values: [Value], rows: Int, with filling: Value) -> [Value] {
    stride(from: 0, to: values.count, by: rows).flatMap { first in
      values[first..<first + rows] + [Value](repeating: filling, count: BlockedLayout.padded(rows) - rows)
    }
  }

  private mutating func addDenseMatrix(_ dense: DenseStep) -> UInt32 {
    if weights == .float16 {
      return encoded.tensors.addSharedMatrix(rows: dense.rows, columns: dense.columns, element: weights) {
        Half.encode(dense.weights[$0 * dense.columns + $1])
      }
    }
    return encoded.tensors.addSharedMatrix(rows: dense.rows, columns: dense.columns, element: weights) {
      dense.weights[$0 * dense.columns + $1].bitPattern
    }
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
  /// similarities and linear residuals are not.
  func saturation(of source: LoweredProgram.Source, isResidual: Bool = false) -> (low: UInt32, high: UInt32) {
    guard case .layer = source, !isResidual else {
      return ((-Float.greatestFiniteMagnitude).bitPattern, Float.greatestFiniteMagnitude.bitPattern)
    }
    let range = ranges[source]
    return (range.lowerBound.bitPattern, range.upperBound.bitPattern)
  }
}

extension FusedActivation {
  /// The runtime's float form of an activation.
  init(_ activation: Activation) {
    switch activation {
    case .linear: self = .linear
    case .relu: self = .relu
    case .leakyRelu: self = .leakyReLU
    case .elu: self = .elu
    case .gelu: self = .gelu
    case .silu: self = .silu
    case .tanh: self = .tanh
    case .sigmoid: self = .sigmoid
    }
  }
}
