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
  /// Compared with the input window; the squared residuals add up to the score.
  case residual = 1
}

/// The non-linearity fused into an operation.
public enum FusedActivation: UInt8, Sendable {
  case linear = 0
  /// max(0, x); in an int8 program: a clamp at the output's zero point.
  case relu = 1
}

/// How a softmax sees the similarities it is given.
public enum Similarity: UInt8, Sendable {
  /// Inner product of query and slot.
  case dotProduct = 0
  /// Inner product divided by the length of the query (the slots have length 1).
  case cosine = 1
}
