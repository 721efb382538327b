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
    /// Losses and gradients of the last node's result against the target.
    case training(Loss)
  }

  /// The model.
  public let graph: Graph
  /// Most windows of one batch.
  public let capacity: Int
  /// The nodes whose results are compared with the target: the last one, unless others were named.
  public let aims: [Int]
  private let loss: Loss?
  private let arena = Arena()
  private let team: ThreadTeam
  private let wiring: Wiring
  private let target: LaneTensor?
  private let offsets: [Int]
  private let gradientTasks: GradientTasks
  private let blockLosses: UnsafeMutablePointer<Double>
  /// Values of one window over all nodes.
  private let activations: Int
  /// Of each of `aims`, the mean loss of the last batch, unweighted.
  package private(set) var aimLosses: [Double]

  /// - Precondition: to train, the results of `aims` are as large as the graph's target; `capacity` ≥ 1.
  public convenience init(graph: Graph, capacity: Int, threads: Int, purpose: Purpose) {
    self.init(graph: graph, capacity: capacity, team: ThreadTeam(threads: threads), purpose: purpose)
  }

  /// The same on a team that others use too, in turn.
  package convenience init(
    graph: Graph, capacity: Int, team: ThreadTeam, purpose: Purpose, aims: [Int]? = nil
  ) {
    self.init(graph: graph, capacity: capacity, team: team, purpose: purpose, aims: aims, instructions: .best)
  }

  init(
    graph: Graph, capacity: Int, team: ThreadTeam, purpose: Purpose, aims: [Int]? = nil,
    instructions: MatrixProduct.Instructions
  ) {
    precondition(capacity > 0, "a batch holds at least one window")
    let aims = aims ?? [graph.nodes.count - 1]
    switch purpose {
    case .inference: loss = nil
    case .training(let function):
      precondition(
        aims.allSatisfy { graph.outputShapes[$0].size == graph.target.count },
        "what is compared with the target is as large as it")
      loss = function
    }
    let trains = loss != nil
    let blocks = (capacity + Lanes.laneCount - 1) / Lanes.laneCount
    self.graph = graph
    self.capacity = capacity
    self.team = team
    self.aims = aims
    activations = graph.input.size + graph.outputShapes.reduce(0) { $0 + $1.size }
    wiring = Wiring(
      graph: graph, blocks: blocks, trains: trains, aims: aims, product: MatrixProduct(instructions: instructions),
      arena: arena)
    target =
      trains && graph.target != 0..<graph.input.size
      ? arena.lanes(blocks: blocks, features: graph.target.count) : nil
    offsets = graph.nodes.indices.map { graph.parameterRange(of: $0).lowerBound }
    gradientTasks = GradientTasks(graph: graph, kernels: wiring.kernels, arena: arena)
    blockLosses = arena.doubles(blocks * aims.count)
    aimLosses = [Double](repeating: 0, count: aims.count)
  }

  // MARK: Batches

  /// Forward only; outputs can be read afterwards. `starts` are indices into `values`.
  public func forward(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>
  ) {
    let batch = Batch(values: values, starts: starts, parameters: parameters, noise: nil)
    prepare(batch)
    forward(batch, then: { _ in })
  }

  /// The loss of a batch, without its gradient: dropout and noise off, batch norm by its running averages.
  public func evaluate(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>
  ) -> BatchLoss {
    let batch = Batch(values: values, starts: starts, parameters: parameters, noise: nil)
    prepare(batch)
    forward(batch) { [self] blocks in applyLoss(blocks, batch, weights: nil) }
    return batchLoss(batch, weights: nil)
  }

  /// The loss of a batch and its gradient by every parameter, written over `gradient` (`parameterCount` floats).
  /// Statistics get what the batch says of them.
  ///
  /// - Parameters:
  ///   - values: scaled values that windows lie in.
  ///   - starts: where each window begins.
  ///   - parameters: the graph's.
  ///   - noise: the random numbers of this step.
  ///   - weights: of each of `aims` in the loss, any sign; nil: 1 each.
  ///   - gradient: where the gradient is written.
  public func gradient(
    values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>, parameters: UnsafePointer<Float>,
    noise: NoiseKey = NoiseKey(seed: 0, step: 0), weights: [Float]? = nil, into gradient: UnsafeMutablePointer<Float>
  ) -> BatchLoss {
    let batch = Batch(values: values, starts: starts, parameters: parameters, noise: noise)
    prepare(batch)
    let stages = wiring.stages
    forward(batch) { [self] blocks in
      applyLoss(blocks, batch, weights: weights)
      // The way back through the last stage follows at once, while its values are in the cache.
      backward(stages[stages.count - 1], blocks, batch)
    }
    for number in stages.indices.reversed() {
      guard let wide = stages[number].wide else { continue }
      let first = stages[number].nodes.lowerBound
      perform(batch) { blocks in wide.reduceBackward(blocks, pass(first, batch)) }
      wide.combineBackward(pass(first, batch))
      perform(batch) { [self] blocks in
        wiring.kernels[first].backward(blocks, pass(first, batch))
        if number > 0 { backward(stages[number - 1], blocks, batch) }
      }
    }
    gradientTasks.perform(on: team, into: gradient) { [self] node, task, target in
      wiring.kernels[node].gradient(task, pass(node, batch), into: target)
    }
    return batchLoss(batch, weights: weights)
  }

  /// Copies the results of layer `index` for the first `windows` windows of the last batch, `[windows][size]`.
  public func copyOutput(of index: Int, windows: Int, to target: UnsafeMutablePointer<Float>) {
    copy(wiring.junctions[index].values, windows: windows, to: target)
  }

  /// Copies the attention of memory layer `index`, `[windows][slots]`; returns false for any other layer.
  public func copyAttention(of index: Int, windows: Int, to target: UnsafeMutablePointer<Float>) -> Bool {
    guard let attention = wiring.kernels[index].attention else { return false }
    copy(attention, windows: windows, to: target)
    return true
  }

  // MARK: Pieces

  /// One batch on its way.
  private struct Batch {
    let values: UnsafePointer<Float>
    let starts: UnsafeBufferPointer<Int>
    let parameters: UnsafePointer<Float>
    let noise: NoiseKey?
    var windows: Int { starts.count }
    var blocks: Int { (starts.count + Lanes.laneCount - 1) / Lanes.laneCount }
  }

  private func pass(_ node: Int, _ batch: Batch) -> Pass {
    Pass(windows: batch.windows, noise: batch.noise, parameters: batch.parameters + offsets[node])
  }

  private func prepare(_ batch: Batch) {
    precondition(batch.windows <= capacity, "a batch is at most as large as its executor")
    for index in wiring.kernels.indices { wiring.kernels[index].prepare(pass(index, batch)) }
  }

  /// Divides the blocks of a batch into tasks: two blocks share the parameters that a layer has brought into the cache,
  /// unless that leaves a thread idle or one block alone has more activations than the second-level cache holds.
  private func perform(_ batch: Batch, _ body: (Range<Int>) -> Void) {
    let width = batch.blocks >= 2 * team.threads && activations <= 4096 ? 2 : 1
    team.perform((batch.blocks + width - 1) / width) { task in
      body(task * width..<min((task + 1) * width, batch.blocks))
    }
  }

  /// All stages; `then` follows the last one, in the same tasks.
  private func forward(_ batch: Batch, then: (Range<Int>) -> Void) {
    for (number, stage) in wiring.stages.enumerated() {
      if let wide = stage.wide, batch.noise != nil {
        perform(batch) { blocks in wide.reduce(blocks, pass(stage.nodes.lowerBound, batch)) }
        wide.combine(pass(stage.nodes.lowerBound, batch))
      }
      perform(batch) { [self] blocks in
        if number == 0 { for block in blocks { gather(block, batch) } }
        for node in stage.nodes {
          wiring.kernels[node].forward(blocks, pass(node, batch))
          for block in blocks { wiring.junctions[node].fillRows(block) }
        }
        if number == wiring.stages.count - 1 { then(blocks) }
      }
    }
  }

  /// A stage from its end, without the batch-wide layer it begins with.
  private func backward(_ stage: Wiring.Stage, _ blocks: Range<Int>, _ batch: Batch) {
    for node in stage.narrow.reversed() { wiring.kernels[node].backward(blocks, pass(node, batch)) }
  }

  /// Takes one block of windows from the source; lanes past the end become zeros.
  private func gather(_ block: Int, _ batch: Batch) {
    gather(block, batch, 0..<graph.input.size, into: wiring.input.values)
    if let target { gather(block, batch, graph.target, into: target) }
    wiring.input.fillRows(block)
  }

  private func gather(_ block: Int, _ batch: Batch, _ span: Range<Int>, into tensor: LaneTensor) {
    let first = block * Lanes.laneCount
    tensor.gather(
      block, from: batch.values + span.lowerBound,
      starts: batch.starts[first..<min(first + Lanes.laneCount, batch.windows)])
  }

  private func applyLoss(_ blocks: Range<Int>, _ batch: Batch, weights: [Float]?) {
    guard let loss else { preconditionFailure("an executor for inference has no loss") }
    let size = graph.target.count
    for (place, node) in aims.enumerated() {
      guard let delta = wiring.junctions[node].delta else { continue }
      let scale = Float(Double(weights?[place] ?? 1) / (Double(batch.windows) * Double(size)))
      for block in blocks {
        blockLosses[place * batch.blocks + block] = loss.apply(
          output: wiring.junctions[node].values.lanes(block), target: (target ?? wiring.input.values).lanes(block),
          count: size,
          windows: min(batch.windows - block * Lanes.laneCount, Lanes.laneCount), scale: scale,
          delta: delta.lanes(block))
      }
    }
  }

  private func batchLoss(_ batch: Batch, weights: [Float]?) -> BatchLoss {
    guard batch.windows > 0 else { return BatchLoss() }
    var result = BatchLoss()
    for place in aims.indices {
      var sum = 0.0
      for block in 0..<batch.blocks { sum += blockLosses[place * batch.blocks + block] }
      aimLosses[place] = sum / (Double(batch.windows) * Double(graph.target.count))
      result.reconstruction += Double(weights?[place] ?? 1) * aimLosses[place]
    }
    for index in wiring.kernels.indices { result.penalty += wiring.kernels[index].penalty(pass(index, batch)) }
    return result
  }

  private func copy(_ tensor: LaneTensor, windows: Int, to target: UnsafeMutablePointer<Float>) {
    for block in 0..<(windows + Lanes.laneCount - 1) / Lanes.laneCount {
      let first = block * Lanes.laneCount
      tensor.copy(block, count: min(Lanes.laneCount, windows - first), to: target + first * tensor.features)
    }
  }
}
