import AnomalyFormat

/// A graph as the runtime's operations, in float and without addresses: what every precision is encoded from.
struct LoweredProgram {
  /// One activation vector. Buffer 0 is the input window.
  struct Buffer {
    /// Values.
    var count: Int
    /// Which layer's result it is in a `Trace`, and which part of it.
    var source: Source
  }

  /// Where the float reference computes the same values.
  enum Source: Hashable {
    case window
    /// The result of a layer.
    case layer(Int)
    /// Similarities before the softmax of a memory layer; not in a trace.
    case similarities(Int)
    /// Attention of a memory layer.
    case attention(Int)
  }

  /// One operation.
  enum Step {
    case dense(DenseStep)
    case softmax(SoftmaxStep)
  }

  var buffers: [Buffer]
  var steps: [Step]
}

/// y = activation(W·x + b).
struct DenseStep {
  /// What the operation is called in tables.
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
}

/// Attention over the slots of a memory.
struct SoftmaxStep {
  var name: String
  var similarity: Similarity
  /// Multiplies the similarity before the softmax.
  var factor: Float
  /// λ of the hard shrink; 0 switches it off.
  var shrink: Float
  /// Similarities.
  var input: Int
  /// What was compared with the slots.
  var query: Int
  var output: Int
}
