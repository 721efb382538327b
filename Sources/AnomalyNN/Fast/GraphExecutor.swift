/// Runs a graph over batches of windows in Float, forward and backward, with all memory taken at the start.
///
/// Windows pass in blocks of 16 lanes. Every element is computed by one task in one order of sums, so results are the
/// same bits for any number of threads. They differ in rounding between CPUs with and without fused multiply-add.
///
/// Not for use by two callers at once: an executor is its workspace.
public final class GraphExecutor {
  /// What the executor keeps memory for.
  public enum Purpose: Sendable {
    /// Forward passes only.
    case inference
    /// Losses and gradients of the reconstruction of the input.
    case training(Loss)
  }

  /// The model.
  public let graph: Graph
  /// Most windows of one batch.
  public let capacity: Int
  private let loss: Loss?
  private let arena = Arena()
  private let team: ThreadTeam
  private let junctions: [Junction]
  private let kernels: [LayerKernel]
  private let offsets: [Int]
  /// Each gradient task: its layer and its number within the layer.
  private let gradientTasks: [(layer: Int, task: Int)]
  private let blockLoss: UnsafeMutablePointer<Double>

  /// - Precondition: to train, the graph's output is as large as its input; `capacity` ≥ 1.
  public convenience init(graph: Graph, capacity: Int, threads: Int, purpose: Purpose) {
    self.init(graph: graph, capacity: capacity, team: ThreadTeam(threads: threads), purpose: purpose)
  }

  /// The same on a team that others use too, in turn.
  package convenience init(graph: Graph, capacity: Int, team: ThreadTeam, purpose: Purpose) {
    self.init(graph: graph, capacity: capacity, team: team, purpose: purpose, instructions: .best)
  }

  init(graph: Graph, capacity: Int, team: ThreadTeam, purpose: Purpose, instructions: MatrixProduct.Instructions) {
    precondition(capacity > 0, "a batch holds at least one window")
    switch purpose {
    case .inference: loss = nil
    case .training(let function):
      precondition(graph.output.size == graph.input.size, "a reconstruction is as large as its window")
      loss = function
    }
    let trains = loss != nil
    let blocks = (capacity + Lanes.laneCount - 1) / Lanes.laneCount
    let arena = arena
    self.graph = graph
    self.capacity = capacity
    self.team = team
    let sizes = [graph.input.size] + graph.outputShapes.map(\.size)
    let junctions = sizes.enumerated().map { index, size in
      Junction(
        values: arena.lanes(blocks: blocks, features: size),
        rows: trains && index < sizes.count - 1 ? arena.rows(blocks: blocks, features: size) : nil,
        delta: trains && index > 0 ? arena.lanes(blocks: blocks, features: size) : nil)
    }
    let product = MatrixProduct(instructions: instructions)
    let kernels = graph.layers.enumerated().map { index, layer in
      LayerKernel(
        layer: layer, input: junctions[index], output: junctions[index + 1], product: product, blocks: blocks,
        trains: trains, arena: arena)
    }
    self.junctions = junctions
    self.kernels = kernels
    offsets = graph.layers.indices.map { graph.parameterRange(of: $0).lowerBound }
    gradientTasks = kernels.enumerated().flatMap { index, kernel in
      (0..<kernel.gradientTasks).map { (layer: index, task: $0) }
    }
    blockLoss = arena.doubles(blocks)
  }

  // MARK: Batches

  /// Forward only; outputs can be read afterwards. `starts` are indices into `values`.
  public func forward(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>
  ) {
    run(values: values, starts: starts, parameters: parameters) { [self] blocks in
      forward(blocks, values: values, starts: starts, parameters: parameters)
    }
  }

  /// The loss of a batch, without its gradient.
  public func evaluate(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>
  ) -> BatchLoss {
    run(values: values, starts: starts, parameters: parameters) { [self] blocks in
      forward(blocks, values: values, starts: starts, parameters: parameters)
      applyLoss(blocks, windows: starts.count)
    }
    return batchLoss(windows: starts.count)
  }

  /// The loss of a batch and its gradient by every parameter, written over `gradient` (`parameterCount` floats).
  public func gradient(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>
  ) -> BatchLoss {
    run(values: values, starts: starts, parameters: parameters) { [self] blocks in
      forward(blocks, values: values, starts: starts, parameters: parameters)
      applyLoss(blocks, windows: starts.count)
      for index in kernels.indices.reversed() {
        kernels[index].backward(blocks, windows: starts.count, parameters: parameters + offsets[index])
      }
    }
    let blocks = blockCount(starts.count)
    team.perform(gradientTasks.count) { [self] index in
      let (layer, task) = gradientTasks[index]
      kernels[layer].gradient(
        task, blocks: blocks, parameters: parameters + offsets[layer], gradient: gradient + offsets[layer])
    }
    return batchLoss(windows: starts.count)
  }

  /// Copies the results of layer `index` for the first `windows` windows of the last batch, `[windows][size]`.
  public func copyOutput(of index: Int, windows: Int, to target: UnsafeMutablePointer<Float>) {
    copy(junctions[index + 1].values, windows: windows, to: target)
  }

  /// Copies the attention of memory layer `index`, `[windows][slots]`; returns false for any other layer.
  public func copyAttention(of index: Int, windows: Int, to target: UnsafeMutablePointer<Float>) -> Bool {
    guard let attention = kernels[index].attention else { return false }
    copy(attention, windows: windows, to: target)
    return true
  }

  // MARK: Pieces

  private func blockCount(_ windows: Int) -> Int { (windows + Lanes.laneCount - 1) / Lanes.laneCount }

  /// Divides the blocks of a batch into tasks of one or two.
  private func run(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>,
    _ body: (Range<Int>) -> Void
  ) {
    precondition(starts.count <= capacity, "a batch is at most as large as its executor")
    for (kernel, offset) in zip(kernels, offsets) { kernel.prepare(parameters: parameters + offset) }
    let blocks = blockCount(starts.count)
    let width = blocks >= 2 * team.threads ? 2 : 1
    team.perform((blocks + width - 1) / width) { task in
      body(task * width..<min((task + 1) * width, blocks))
    }
  }

  private func forward(
    _ blocks: Range<Int>, values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>,
    parameters: UnsafePointer<Float>
  ) {
    for block in blocks { gather(block, values: values, starts: starts) }
    for index in kernels.indices {
      kernels[index].forward(blocks, windows: starts.count, parameters: parameters + offsets[index])
      let result = junctions[index + 1]
      if let rows = result.rows { for block in blocks { result.values.transpose(block, into: rows) } }
    }
  }

  /// Takes one block of windows from the source; lanes past the end become zeros.
  private func gather(_ block: Int, values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>) {
    let input = junctions[0]
    let size = input.values.features
    let lanes = input.values.floats(block)
    for lane in 0..<Lanes.laneCount {
      let window = block * Lanes.laneCount + lane
      let row = input.rows.map { $0.base + window * $0.stride }
      guard window < starts.count else {
        for feature in 0..<size { lanes[feature * Lanes.laneCount + lane] = 0 }
        row?.update(repeating: 0, count: size)
        continue
      }
      let source = values + starts[window]
      for feature in 0..<size { lanes[feature * Lanes.laneCount + lane] = source[feature] }
      row?.update(from: source, count: size)
    }
  }

  private func applyLoss(_ blocks: Range<Int>, windows: Int) {
    let output = junctions[junctions.count - 1]
    guard let loss, let delta = output.delta else { preconditionFailure("an executor for inference has no loss") }
    let size = output.values.features
    let scale = Float(1 / (Double(windows) * Double(size)))
    for block in blocks {
      blockLoss[block] = loss.apply(
        output: output.values.lanes(block), target: junctions[0].values.lanes(block), count: size,
        windows: min(windows - block * Lanes.laneCount, Lanes.laneCount), scale: scale, delta: delta.lanes(block))
    }
  }

  private func batchLoss(windows: Int) -> BatchLoss {
    guard windows > 0 else { return BatchLoss() }
    let blocks = blockCount(windows)
    var sum = 0.0
    for block in 0..<blocks { sum += blockLoss[block] }
    var penalty = 0.0
    for kernel in kernels { penalty += kernel.penalty(blocks: blocks) }
    return BatchLoss(
      reconstruction: sum / (Double(windows) * Double(graph.output.size)), penalty: penalty / Double(windows))
  }

  private func copy(_ tensor: LaneTensor, windows: Int, to target: UnsafeMutablePointer<Float>) {
    for block in 0..<blockCount(windows) {
      let first = block * Lanes.laneCount
      tensor.copy(block, count: min(Lanes.laneCount, windows - first), to: target + first * tensor.features)
    }
  }
}
