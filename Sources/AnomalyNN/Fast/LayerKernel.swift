/// The fast form of a layer, bound to its place in an executor.
enum LayerKernel {
  case dense(DenseKernel)
  case memory(MemoryKernel)

  init(
    layer: Layer, input: Junction, output: Junction, product: MatrixProduct, blocks: Int, trains: Bool, arena: Arena
  ) {
    switch layer {
    case .dense(let layer):
      self = .dense(DenseKernel(layer: layer, input: input, output: output, product: product))
    case .memory(let layer):
      self = .memory(
        MemoryKernel(
          layer: layer, input: input, output: output, product: product, blocks: blocks, trains: trains, arena: arena))
    }
  }

  /// Once a batch, on one thread, before `forward`.
  func prepare(parameters: UnsafePointer<Float>) {
    switch self {
    case .dense: return
    case .memory(let kernel): kernel.prepare(parameters: parameters)
    }
  }

  /// From the input's values to the output's, for some blocks of a batch of `windows`.
  func forward(_ blocks: Range<Int>, windows: Int, parameters: UnsafePointer<Float>) {
    switch self {
    case .dense(let kernel): kernel.forward(blocks, parameters: parameters)
    case .memory(let kernel): kernel.forward(blocks, windows: windows, parameters: parameters)
    }
  }

  /// From the output's δ to the input's, for some blocks.
  func backward(_ blocks: Range<Int>, windows: Int, parameters: UnsafePointer<Float>) {
    switch self {
    case .dense(let kernel): kernel.backward(blocks, parameters: parameters)
    case .memory(let kernel): kernel.backward(blocks, windows: windows, parameters: parameters)
    }
  }

  /// Independent pieces of the parameter gradient.
  var gradientTasks: Int {
    switch self {
    case .dense(let kernel): kernel.gradientTasks
    case .memory(let kernel): kernel.gradientTasks
    }
  }

  /// One piece of the parameter gradient over all `blocks`; overwrites its part of `gradient`.
  func gradient(_ task: Int, blocks: Int, parameters: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>) {
    switch self {
    case .dense(let kernel): kernel.gradient(task, blocks: blocks, gradient: gradient)
    case .memory(let kernel):
      kernel.gradient(task, blocks: blocks, parameters: parameters, gradient: gradient)
    }
  }

  /// What the layer itself adds to the loss, summed over the windows of the batch.
  func penalty(blocks: Int) -> Double {
    switch self {
    case .dense: return 0
    case .memory(let kernel): return Double(kernel.layer.entropyWeight) * kernel.entropy(blocks: blocks)
    }
  }

  /// Attention over the slots, of a memory layer.
  var attention: LaneTensor? {
    switch self {
    case .dense: nil
    case .memory(let kernel): kernel.attention
    }
  }
}
