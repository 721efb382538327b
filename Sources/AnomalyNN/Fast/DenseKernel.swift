/// The dense layer over lanes: Y `[out]` = f(W `[out][in]` · X `[in]` + b).
struct DenseKernel {
  let layer: DenseLayer
  let input: Junction
  let output: Junction
  let product: MatrixProduct

  private var inputSize: Int { input.values.features }

  func forward(_ blocks: Range<Int>, parameters: UnsafePointer<Float>) {
    let weight = MatrixProduct.Matrix(base: parameters, row: inputSize, column: 1)
    product.multiply(
      weight, rows: layer.units, inner: inputSize, blocks: blocks, b: input.values, c: output.values)
    let bias = parameters + layer.units * inputSize
    for block in blocks { layer.activation.apply(output.values.lanes(block), bias: bias, units: layer.units) }
  }

  /// δ ← δ ∘ f′(Y); the input's δ = Wᵀ · δ.
  func backward(_ blocks: Range<Int>, parameters: UnsafePointer<Float>) {
    guard let delta = output.delta else { return }
    for block in blocks {
      layer.activation.applyDerivative(delta.lanes(block), result: output.values.lanes(block), units: layer.units)
    }
    guard let inputDelta = input.delta else { return }
    let transposed = MatrixProduct.Matrix(base: parameters, row: 1, column: inputSize)
    product.multiply(transposed, rows: inputSize, inner: layer.units, blocks: blocks, b: delta, c: inputDelta)
  }

  /// Rows of W that one task takes.
  private static let taskRows = 4 * MatrixProduct.tileRows

  var gradientTasks: Int { (layer.units + Self.taskRows - 1) / Self.taskRows }

  /// ∂W = Σ δ ⊗ x and ∂b = Σ δ, for the rows of one task.
  func gradient(_ task: Int, blocks: Int, gradient: UnsafeMutablePointer<Float>) {
    guard let delta = output.delta, let rows = input.rows else { return }
    let units = task * Self.taskRows..<min((task + 1) * Self.taskRows, layer.units)
    product.outerProduct(
      delta, rows: units, blocks: blocks, b: rows, columns: inputSize,
      c: gradient + units.lowerBound * inputSize)
    let bias = gradient + layer.units * inputSize
    for unit in units {
      var sum = Lanes.zero
      for block in 0..<blocks { sum += delta.lanes(block)[unit] }
      bias[unit] = Float(sum.total)
    }
  }
}
