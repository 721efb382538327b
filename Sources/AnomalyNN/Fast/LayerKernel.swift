/// The fast form of a layer, bound to its place in an executor.
///
/// Blocks of 16 windows pass through `forward` and `backward` independently of each other, on any thread; gradient tasks
/// likewise, after all blocks are through. A kernel computes each value in one order of sums, whatever the division.
protocol LayerKernel {
  /// Once a batch, on one thread, before anything else.
  func prepare(_ pass: Pass)
  /// From the inputs' values to the output's, for some blocks.
  func forward(_ blocks: Range<Int>, _ pass: Pass)
  /// From the output's δ to the inputs' (added to what is there, where the edge accumulates), for some blocks.
  func backward(_ blocks: Range<Int>, _ pass: Pass)
  /// Independent pieces of the parameter gradient.
  var gradientTasks: Int { get }
  /// One piece of the parameter gradient over all blocks; overwrites its part of `gradient`.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>)
  /// What the layer itself adds to the loss of the batch.
  func penalty(_ pass: Pass) -> Double
  /// Attention over the slots, of a memory layer.
  var attention: LaneTensor? { get }
  /// The parts of a layer that looks at the whole batch at once; nil for any other layer.
  var batchWide: (any BatchWideKernel)? { get }
}

/// A layer whose results for one window depend on the other windows of the batch. Each pair of calls comes before
/// `forward` or `backward` of any block.
protocol BatchWideKernel {
  /// Gathers what `combine` needs, for some blocks.
  func reduce(_ blocks: Range<Int>, _ pass: Pass)
  /// Puts it together, on one thread.
  func combine(_ pass: Pass)
  /// The same for the way back.
  func reduceBackward(_ blocks: Range<Int>, _ pass: Pass)
  /// The same for the way back.
  func combineBackward(_ pass: Pass)
}

extension LayerKernel {
  func prepare(_ pass: Pass) {}
  var gradientTasks: Int { 0 }
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {}
  func penalty(_ pass: Pass) -> Double { 0 }
  var attention: LaneTensor? { nil }
  var batchWide: (any BatchWideKernel)? { nil }
}

/// One batch on its way, as a layer sees it.
struct Pass {
  /// Windows in the batch; the lanes behind them hold zeros in the input and must not reach loss or gradient.
  let windows: Int
  /// Random numbers of the training step; nil: inference.
  let noise: NoiseKey?
  /// Parameters of the layer.
  let parameters: UnsafePointer<Float>

  /// Blocks of the batch.
  var blocks: Int { (windows + Lanes.laneCount - 1) / Lanes.laneCount }
  /// Whether dropout, noise and batch statistics are on.
  var trains: Bool { noise != nil }
}

/// Where a layer stands in an executor.
struct Place {
  /// Index of the node.
  let node: Int
  let inputs: [Edge]
  let output: Junction
  let product: MatrixProduct
  /// Most blocks of a batch.
  let blocks: Int
  /// Whether gradients will be asked for.
  let trains: Bool
  let arena: Arena

  var input: Edge { inputs[0] }
}

extension Layer {
  /// The row forms of its inputs that the layer's gradient reads.
  var rowForms: RowForms {
    switch self {
    case .dense(let layer): layer.isPerStep ? .perStep : .flat
    case .convolution, .transposedConvolution, .attention: .perStep
    case .memory, .recurrent, .sampling, .batchNorm, .layerNorm, .positions, .queries, .activation, .softmax, .dropout,
      .noise, .sparsity, .add, .join, .repetition:
      []
    }
  }

  /// The fast form.
  func kernel(at place: Place) -> any LayerKernel {
    switch self {
    case .dense(let layer): AffineKernel(layer: layer, place: place)
    case .convolution(let layer): AffineKernel(layer: layer, place: place)
    case .transposedConvolution(let layer): AffineKernel(layer: layer, place: place)
    case .memory(let layer): MemoryKernel(layer: layer, place: place)
    case .activation(let layer): ActivationKernel(layer: layer, place: place)
    case .attention(let layer): AttentionKernel(layer: layer, place: place)
    case .layerNorm(let layer): LayerNormKernel(layer: layer, place: place)
    case .positions(let layer): PositionsKernel(layer: layer, place: place)
    case .queries(let layer): QueriesKernel(layer: layer, place: place)
    case .softmax(let layer): SoftmaxKernel(layer: layer, place: place)
    case .recurrent(let layer): RecurrentKernel(layer: layer, place: place)
    case .sampling(let layer): SamplingKernel(layer: layer, place: place)
    case .batchNorm(let layer): BatchNormKernel(layer: layer, place: place)
    case .dropout(let layer): DropoutKernel(layer: layer, place: place)
    case .noise(let layer): NoiseKernel(layer: layer, place: place)
    case .sparsity(let layer): SparsityKernel(layer: layer, place: place)
    case .add: AddKernel(place: place)
    case .join: JoinKernel(place: place)
    case .repetition(let layer): RepeatKernel(layer: layer, place: place)
    }
  }
}
