/// The operations of a program. Adding one starts here; the exhaustive switches name every other place.
public enum OpCode: UInt8, Sendable {
  /// y = activation(W·x + b) at every position, stored or compared with the input window.
  case dense = 1
  /// Attention weights of a memory: softmax of the similarities, with optional hard shrinkage.
  case softmax = 2
  /// A simple, LSTM or GRU cell run over steps.
  case recurrent = 3
  /// softmax(QKᵀ/√w)V in heads.
  case attention = 4
  /// Each step normalised over its channels, optionally the sum of two inputs.
  case layerNorm = 5
  /// Elementwise sum of two inputs, or both side by side, with an activation.
  case combine = 6
  /// Squared distance to the nearest prototype.
  case distance = 7
  /// Kullback–Leibler divergence of a Gaussian from the standard one.
  case divergence = 8
}

/// What happens to an operation's result.
public enum Sink: UInt8, Sendable {
  /// Stored in the arena.
  case arena = 0
  /// Compared with the input window; the squared residuals add to the score.
  case residual = 1
  /// Adds to the score as it is.
  case score = 2
}

/// The non-linearity fused into an operation.
///
/// int8 programs know `linear`, `relu` and `curve`; float programs all others, with FloatMath's functions.
public enum FusedActivation: UInt8, Sendable {
  case linear = 0
  /// max(0, x); in an int8 program: a clamp at the output's zero point.
  case relu = 1
  /// x, or x/100 below 0.
  case leakyReLU = 2
  /// x, or eˣ − 1 below 0.
  case elu = 3
  /// ½x(1 + tanh(√(2/π)(x + 0.044715x³))).
  case gelu = 4
  /// x / (1 + e⁻ˣ).
  case silu = 5
  case tanh = 6
  /// 1 / (1 + e⁻ˣ).
  case sigmoid = 7
  /// The table at `OpRecord.curve`, see `CurveLayout`.
  case curve = 8
}

/// How a softmax sees the similarities it is given.
public enum Similarity: UInt8, Sendable {
  /// Inner product of query and slot.
  case dotProduct = 0
  /// Inner product divided by the length of the query (the slots have length 1).
  case cosine = 1
}

/// What a combine operation makes of its operands.
public enum Combination: UInt8, Sendable {
  /// The elementwise sum; without a second operand the first alone.
  case sum = 0
  /// At each position the values of the first, then those of the second.
  case join = 1
}
