import AnomalyFormat

/// A graph as the runtime's operations, in float and without addresses: what every precision is encoded from.
struct LoweredProgram {
  /// One activation, time-major `[steps][channels]`. Buffer 0 is the input window.
  struct Buffer {
    var steps: Int
    var channels: Int
    /// Which layer's result it is in a `Trace`, and which part of it.
    var source: Source
    /// How an int8 program stores it; set by `chooseStorage`.
    var storage = Storage.int8

    /// Values.
    var count: Int { steps * channels }
  }

  /// Where the float reference computes the same values.
  enum Source: Hashable {
    case window
    /// The result of a layer.
    case layer(Int)
    /// What enters the softmax of a memory or softmax layer; not in a trace.
    case similarities(Int)
    /// Attention of a memory layer.
    case attention(Int)
    /// What leaves the softmax of a softmax layer, as the layer gives it.
    case shares(Int)
    /// The cell state of an LSTM layer at every step; not in a trace.
    case cellState(Int)
    /// Rows of queries, keys and values of an attention layer that attends to its own input.
    case heads(Int)
    /// Rows of queries of one that attends to another node.
    case queries(Int)
    /// Rows of keys and values of the same.
    case memory(Int)
    /// What the heads of an attention layer found, side by side.
    case context(Int)
  }

  /// One operation.
  enum Step {
    case dense(DenseStep)
    case softmax(SoftmaxStep)
    case recurrent(RecurrentStep)
    case attention(AttentionStep)
    case layerNorm(LayerNormStep)
    case combine(CombineStep)
    case distance(DistanceStep)
    case divergence(DivergenceStep)

    /// What all operations have.
    var operation: any ProgramStep {
      switch self {
      case .dense(let step): step
      case .softmax(let step): step
      case .recurrent(let step): step
      case .attention(let step): step
      case .layerNorm(let step): step
      case .combine(let step): step
      case .distance(let step): step
      case .divergence(let step): step
      }
    }
  }

  var buffers: [Buffer]
  var steps: [Step]
  /// The values of the window that residuals are taken against.
  var target: Range<Int>
  /// Whether recurrent operations go on from the state that the window before left.
  var carriesState = false

  /// Adds a buffer. Returns its index.
  mutating func addBuffer(steps: Int, channels: Int, source: Source) -> Int {
    buffers.append(Buffer(steps: steps, channels: channels, source: source))
    return buffers.count - 1
  }

  /// The operation that writes a buffer; nil for the window.
  func producer(of buffer: Int) -> Int? { steps.firstIndex { $0.operation.output == buffer } }
}

/// What the memory plan, the choice of storage and reports ask of any operation.
protocol ProgramStep {
  /// What the operation is called in tables.
  var name: String { get }
  /// The buffers that it reads.
  var inputs: [Int] { get }
  /// The buffer that it writes; nil: it adds to the score.
  var output: Int? { get }
  /// The ways in which its int8 form can read a buffer of `inputs`.
  func readable(_ input: Int) -> Set<Storage>
  /// The ways in which its int8 form can write its output, best first.
  var writable: [Storage] { get }
  /// Bytes of arena that only this operation uses while it runs, given whether the program is int8.
  func scratchBytes(in program: LoweredProgram, isInteger: Bool) -> Int
  /// The same for an operation that needs to know no more than its own fields.
  func scratchBytes(isInteger: Bool) -> Int
}

extension ProgramStep {
  func scratchBytes(in program: LoweredProgram, isInteger: Bool) -> Int { scratchBytes(isInteger: isInteger) }
  func scratchBytes(isInteger: Bool) -> Int { 0 }
}
