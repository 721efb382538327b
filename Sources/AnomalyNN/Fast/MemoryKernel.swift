/// The memory layer over lanes: S = M · Z, W = softmax(S / temperature), Ŵ = shrunk W, result = Mᵀ · Ŵ.
struct MemoryKernel: LayerKernel {
  let layer: MemoryLayer
  let place: Place
  /// Ŵ `[slots]`.
  private let weights: LaneTensor
  /// Queries as compared: Z itself, or Z/|Z| for cosine.
  private let query: LaneTensor
  /// 1/|Z| `[1]`, cosine only.
  private let queryScale: LaneTensor
  /// Prototypes as compared `[slots][dim]` and 1/|M| `[slots]`, cosine only.
  private let unitPrototypes: UnsafeMutablePointer<Float>
  private let prototypeScale: UnsafeMutablePointer<Float>
  private let training: Training?

  /// What only the backward pass needs.
  private struct Training {
    /// W before the shrink.
    let softmax: LaneTensor
    /// ∂S, similarity and temperature taken in.
    let delta: LaneTensor
    /// The result's δ and the queries, window by window.
    let outputDeltaRows: RowTensor
    let queryRows: RowTensor
    /// ∂Z, where it is added to what other layers gave.
    let queryDelta: LaneTensor?
    /// The gradient by the unit prototypes.
    let unitGradient: UnsafeMutablePointer<Float>
    /// Σ over a block's windows of the entropy, `[blocks]`.
    let entropy: UnsafeMutablePointer<Double>
  }

  var attention: LaneTensor? { weights }

  private var input: Edge { place.input }
  private var output: Junction { place.output }
  private var product: MatrixProduct { place.product }
  private var dim: Int { input.values.features }
  private var slots: Int { layer.slots }

  init(layer: MemoryLayer, place: Place) {
    let (input, blocks, arena) = (place.input, place.blocks, place.arena)
    let dim = input.values.features
    self.layer = layer
    self.place = place
    weights = arena.lanes(blocks: blocks, features: layer.slots)
    switch layer.similarity {
    case .dot:
      query = input.values
      queryScale = arena.lanes(blocks: 0, features: 1)
      unitPrototypes = arena.floats(0)
      prototypeScale = arena.floats(0)
    case .cosine:
      query = arena.lanes(blocks: blocks, features: dim)
      queryScale = arena.lanes(blocks: blocks, features: 1)
      unitPrototypes = arena.floats(layer.slots * dim)
      prototypeScale = arena.floats(layer.slots)
    }
    training =
      place.trains
      ? Training(
        softmax: arena.lanes(blocks: blocks, features: layer.slots),
        delta: arena.lanes(blocks: blocks, features: layer.slots),
        outputDeltaRows: arena.rows(blocks: blocks, features: dim),
        queryRows: arena.rows(blocks: blocks, features: dim),
        queryDelta: input.accumulates ? arena.lanes(blocks: blocks, features: dim) : nil,
        unitGradient: arena.floats(layer.slots * dim), entropy: arena.doubles(blocks)) : nil
  }

  // MARK: Forward

  /// Once a batch, before `forward`: the unit prototypes of the cosine similarity.
  func prepare(_ pass: Pass) {
    guard layer.similarity == .cosine else { return }
    for slot in 0..<slots {
      let prototype = pass.parameters + slot * dim
      let unit = unitPrototypes + slot * dim
      var square = MemoryLayer.lengthEpsilon
      for i in 0..<dim { square += prototype[i] * prototype[i] }
      let scale = 1 / square.squareRoot()
      prototypeScale[slot] = scale
      for i in 0..<dim { unit[i] = prototype[i] * scale }
    }
  }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    let parameters = pass.parameters
    if layer.similarity == .cosine { for block in blocks { normaliseQuery(block) } }
    product.multiply(
      compared(parameters, transposed: false), rows: slots, inner: dim, blocks: blocks, b: query, c: weights)
    for block in blocks {
      softmax(weights.lanes(block))
      if let training { training.softmax.lanes(block).update(from: weights.lanes(block), count: slots) }
      if layer.shrink > 0 { shrink(weights.lanes(block)) }
      if let training, layer.entropyWeight > 0 {
        training.entropy[block] = entropy(weights.lanes(block), windows: pass.windows - block * Lanes.laneCount)
      }
    }
    let read = MatrixProduct.Matrix(base: parameters, row: 1, column: dim)
    product.multiply(read, rows: dim, inner: slots, blocks: blocks, b: weights, c: output.values)
  }

  /// The mean over the batch's windows of the entropy −Σ ŵ ln ŵ, times its weight.
  func penalty(_ pass: Pass) -> Double {
    guard let training, layer.entropyWeight > 0 else { return 0 }
    var sum = 0.0
    for block in 0..<pass.blocks { sum += training.entropy[block] }
    return Double(layer.entropyWeight) * sum / Double(pass.windows)
  }

  private func compared(_ parameters: UnsafePointer<Float>, transposed: Bool) -> MatrixProduct.Matrix {
    let base: UnsafePointer<Float>
    switch layer.similarity {
    case .dot: base = parameters
    case .cosine: base = UnsafePointer(unitPrototypes)
    }
    return MatrixProduct.Matrix(base: base, row: transposed ? 1 : dim, column: transposed ? dim : 1)
  }

  private func normaliseQuery(_ block: Int) {
    let z = input.values.lanes(block)
    let unit = query.lanes(block)
    var square = Lanes(repeating: MemoryLayer.lengthEpsilon)
    for i in 0..<dim { square += z[i] * z[i] }
    var scale = Lanes.zero
    for lane in scale.indices { scale[lane] = 1 / square[lane].squareRoot() }
    queryScale.lanes(block)[0] = scale
    for i in 0..<dim { unit[i] = z[i] * scale }
  }

  private func softmax(_ w: UnsafeMutablePointer<Lanes>) {
    let factor = layer.similarityFactor
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 1) { scratch in
      guard let top = scratch.baseAddress else { return }
      top.initialize(to: w[0] * factor)
      for slot in 0..<slots {
        w[slot] *= factor
        let (s, t) = ((w + slot).floats, top.floats)
        for lane in 0..<Lanes.laneCount { t[lane] = s[lane] > t[lane] ? s[lane] : t[lane] }
      }
      var sum = Lanes.zero
      for slot in 0..<slots {
        w[slot] -= top[0]
        let s = (w + slot).floats
        for lane in 0..<Lanes.laneCount { s[lane] = FastMath.exponential(s[lane]) }
        sum += w[slot]
      }
      let scale = 1 / sum
      for slot in 0..<slots { w[slot] *= scale }
    }
  }

  /// In place; a window whose weights would all be 0 keeps them.
  private func shrink(_ w: UnsafeMutablePointer<Lanes>) {
    for lane in 0..<Lanes.laneCount {
      let w = w.floats + lane
      var sum: Float = 0
      for slot in 0..<slots { sum += shrunk(w[slot * Lanes.laneCount]) }
      guard sum > 0 else { continue }
      let scale = 1 / sum
      for slot in 0..<slots { w[slot * Lanes.laneCount] = shrunk(w[slot * Lanes.laneCount]) * scale }
    }
  }

  @inline(__always) private func shrunk(_ w: Float) -> Float {
    let excess = FastMath.positivePart(w - layer.shrink)
    return excess * w / (excess + MemoryLayer.shrinkEpsilon)
  }

  private func entropy(_ w: UnsafePointer<Lanes>, windows: Int) -> Double {
    var sum = 0.0
    for lane in 0..<min(windows, Lanes.laneCount) {
      for slot in 0..<slots where w[slot][lane] > 0 { sum -= Double(w[slot][lane] * Float.logarithm(w[slot][lane])) }
    }
    return sum
  }

  // MARK: Backward

  /// From the result's δ to ∂S and the input's δ.
  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    let parameters = pass.parameters
    guard let training, let outputDelta = output.delta else { return }
    let bank = MatrixProduct.Matrix(base: parameters, row: dim, column: 1)
    product.multiply(bank, rows: slots, inner: dim, blocks: blocks, b: outputDelta, c: training.delta)
    for block in blocks {
      let delta = training.delta.lanes(block)
      if layer.entropyWeight > 0 { addEntropyDelta(delta, block: block, windows: pass.windows) }
      if layer.shrink > 0 {
        shrinkBackward(delta, softmax: training.softmax.lanes(block), attention: weights.lanes(block))
      }
      softmaxBackward(delta, softmax: training.softmax.lanes(block))
      outputDelta.transpose(block, into: training.outputDeltaRows)
      query.transpose(block, into: training.queryRows)
    }
    guard let inputDelta = input.delta else { return }
    let target = training.queryDelta ?? inputDelta
    product.multiply(
      compared(parameters, transposed: true), rows: dim, inner: slots, blocks: blocks, b: training.delta, c: target)
    for block in blocks {
      if layer.similarity == .cosine { normaliseQueryBackward(target.lanes(block), block) }
      if let queryDelta = training.queryDelta {
        input.add(queryDelta.lanes(block), to: inputDelta.lanes(block), count: dim)
      }
    }
  }

  /// ∂(−ŵ ln ŵ) = −(ln ŵ + 1), averaged over the batch; 0 where ŵ is 0.
  private func addEntropyDelta(_ delta: UnsafeMutablePointer<Lanes>, block: Int, windows: Int) {
    let w = weights.lanes(block)
    let factor = layer.entropyWeight / Float(windows)
    for lane in 0..<min(windows - block * Lanes.laneCount, Lanes.laneCount) {
      for slot in 0..<slots where w[slot][lane] > 0 {
        delta[slot][lane] -= factor * (Float.logarithm(w[slot][lane]) + 1)
      }
    }
  }

  /// Through ŵ = f / Σf, f = max(w − λ, 0) w / (|w − λ| + ε); the identity where nothing survived.
  private func shrinkBackward(
    _ delta: UnsafeMutablePointer<Lanes>, softmax w: UnsafeMutablePointer<Lanes>,
    attention: UnsafeMutablePointer<Lanes>
  ) {
    for lane in 0..<Lanes.laneCount {
      let (delta, w, attention) = (delta.floats + lane, w.floats + lane, attention.floats + lane)
      var sum: Float = 0
      var mean: Float = 0
      for i in stride(from: 0, to: slots * Lanes.laneCount, by: Lanes.laneCount) {
        sum += shrunk(w[i])
        mean += delta[i] * attention[i]
      }
      guard sum > 0 else { continue }
      for i in stride(from: 0, to: slots * Lanes.laneCount, by: Lanes.laneCount) {
        let excess = w[i] - layer.shrink
        let inverse = 1 / (excess + MemoryLayer.shrinkEpsilon)
        let slope = excess * inverse + w[i] * (MemoryLayer.shrinkEpsilon * inverse) * inverse
        delta[i] = excess > 0 ? (delta[i] - mean) / sum * slope : 0
      }
    }
  }

  /// ∂S = w ∘ (∂w − Σ w ∂w) / temperature.
  private func softmaxBackward(_ delta: UnsafeMutablePointer<Lanes>, softmax w: UnsafePointer<Lanes>) {
    var mean = Lanes.zero
    for slot in 0..<slots { mean += w[slot] * delta[slot] }
    for slot in 0..<slots { delta[slot] = w[slot] * (delta[slot] - mean) * layer.similarityFactor }
  }

  /// ∂z = (∂u − u (u·∂u)) / |z| for u = z / |z|.
  private func normaliseQueryBackward(_ delta: UnsafeMutablePointer<Lanes>, _ block: Int) {
    let unit = query.lanes(block)
    let scale = queryScale.lanes(block)[0]
    var along = Lanes.zero
    for i in 0..<dim { along += unit[i] * delta[i] }
    for i in 0..<dim { delta[i] = (delta[i] - unit[i] * along) * scale }
  }

  // MARK: Gradient

  /// Prototypes that one task takes.
  private static let taskSlots = 4 * MatrixProduct.tileRows

  var gradientTasks: Int { (slots + Self.taskSlots - 1) / Self.taskSlots }

  /// ∂M = Σ ŵ ⊗ δ (the read) + Σ ∂S ⊗ query (the comparison), for the prototypes of one task.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    guard let training else { return }
    let blocks = pass.blocks
    let own = task * Self.taskSlots..<min((task + 1) * Self.taskSlots, slots)
    let target = gradient + own.lowerBound * dim
    product.outerProduct(weights, rows: own, blocks: blocks, b: training.outputDeltaRows, columns: dim, c: target)
    switch layer.similarity {
    case .dot:
      product.outerProduct(
        training.delta, rows: own, blocks: blocks, b: training.queryRows, columns: dim, c: target, accumulate: true)
    case .cosine:
      let byUnit = training.unitGradient + own.lowerBound * dim
      product.outerProduct(training.delta, rows: own, blocks: blocks, b: training.queryRows, columns: dim, c: byUnit)
      for slot in own {
        let unit = unitPrototypes + slot * dim
        let delta = training.unitGradient + slot * dim
        let row = gradient + slot * dim
        var along: Float = 0
        for i in 0..<dim { along += unit[i] * delta[i] }
        for i in 0..<dim { row[i] += (delta[i] - unit[i] * along) * prototypeScale[slot] }
      }
    }
  }
}
