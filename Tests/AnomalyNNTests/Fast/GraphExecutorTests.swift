import AnomalyData
import Testing

@testable import AnomalyNN

/// The fast executor against the reference in Double, on every instruction set of this machine.
@Suite struct GraphExecutorTests {
  static let instructions = MatrixProduct.Instructions.allCases.filter(\.isAvailable)

  /// Float rounds each of the n terms of a sum by up to 2⁻²⁴ of its size. The samples chain three layers of at most 10
  /// terms with values of order 1, so 1e-5 of the largest value leaves a factor of ten.
  private static let tolerance = 1e-5

  @Test(arguments: SampleGraphs.all) func gradientEqualsReference(_ sample: SampleGraphs.Sample) {
    for (loss, count) in [(Loss.squaredError, 37), (.absoluteError, 16), (.huber(delta: 0.7), 1)] {
      compare(sample.graph, loss: loss, windows: count)
    }
  }

  /// Widths that fill no tile, more than one tile of rows and columns, a batch over several blocks.
  @Test func wideGraphEqualsReference() throws {
    let graph = try Graph(
      input: Shape(steps: 13, channels: 3),
      layers: [
        .dense(DenseLayer(units: 50, activation: .relu)),
        .memory(MemoryLayer(slots: 35, similarity: .cosine, temperature: 0.3, shrink: 0.02, entropyWeight: 0.01)),
        .dense(DenseLayer(units: 39, activation: .linear)),
      ])
    compare(graph, loss: .squaredError, windows: 70)
  }

  /// Heads of more than one panel, more steps than a tile has rows, all edges uneven; a causal one passes in parts.
  @Test(arguments: [false, true])
  func wideAttentionEqualsReference(_ isCausal: Bool) throws {
    let graph = try Graph(
      input: Shape(steps: 35, channels: 2),
      layers: [
        .dense(DenseLayer(units: 19, activation: .tanh, isPerStep: true)),
        .attention(AttentionLayer(heads: 2, headWidth: 40, isCausal: isCausal)),
        .dense(DenseLayer(units: 2, isPerStep: true)),
      ])
    compare(graph, loss: .squaredError, windows: 2)
  }

  /// More steps and channels answer than ask, or fewer; another layer reads both too.
  @Test(arguments: [11, 23])
  func attentionToAnotherShapeEqualsReference(_ asking: Int) throws {
    let graph = try Graph(
      input: Shape(steps: 18, channels: 3),
      nodes: [
        Node(.dense(DenseLayer(units: 21, activation: .tanh, isPerStep: true))),
        Node(.queries(QueriesLayer(steps: asking))),
        Node(.attention(AttentionLayer(heads: 2, headWidth: 17)), inputs: [1, 0]),
        Node(.add(AddLayer()), inputs: [2, 1]),
        Node(.attention(AttentionLayer(heads: 1, headWidth: 5)), inputs: [0, 3]),
        Node(.add(AddLayer()), inputs: [4, 0]), Node(.dense(DenseLayer(units: 3, isPerStep: true))),
      ])
    compare(graph, loss: .squaredError, windows: 3)
  }

  private func compare(_ graph: Graph, loss: Loss, windows count: Int) {
    let windows = SampleGraphs.windows(of: graph, count: count, seed: 21).map { $0.map { Double(Float($0)) } }
    var parameters = graph.initialParameters(random: RandomSource(seed: 8))
    // Biases away from 0, so that their place in the formulas counts.
    var random = RandomSource(seed: 3)
    for i in parameters.indices { parameters[i] += Float(0.05 * random.normal()) }
    let double = parameters.map(Double.init)
    let noise = NoiseKey(seed: 6, step: 2)
    let expectedLoss = graph.referenceLoss(loss, windows: windows, parameters: double, noise: noise)
    let expected = graph.referenceGradient(loss, windows: windows, parameters: double, noise: noise)
    let largest = expected.map(abs).max() ?? 0
    for instructions in Self.instructions {
      let (batchLoss, gradient) = run(
        graph, loss: loss, windows: windows, parameters: parameters, threads: 1, instructions: instructions)
      #expect(abs(batchLoss.total - expectedLoss) <= Self.tolerance * expectedLoss, "\(instructions)")
      let worst = zip(gradient, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(worst <= Self.tolerance * largest, "\(instructions)")
    }
  }

  @Test(arguments: instructions)
  func threadsDoNotChangeABit(_ instructions: MatrixProduct.Instructions) {
    // In a convolution's way back sums of several positions overlap.
    for graph in [
      SampleGraphs.memory[7], SampleGraphs.transformers[5], SampleGraphs.branches[0], SampleGraphs.convolution[0],
    ].map(\.graph) {
      expectEqualBits(graph, instructions)
    }
  }

  private func expectEqualBits(_ graph: Graph, _ instructions: MatrixProduct.Instructions) {
    let windows = SampleGraphs.windows(of: graph, count: 150, seed: 2)
    let parameters = graph.initialParameters(random: RandomSource(seed: 8))
    let runs = [1, 2, 3].map {
      run(
        graph, loss: .squaredError, windows: windows, parameters: parameters, threads: $0, instructions: instructions)
    }
    #expect(runs[1].0 == runs[0].0 && runs[2].0 == runs[0].0)
    #expect(runs[1].1 == runs[0].1 && runs[2].1 == runs[0].1)
  }

  @Test(arguments: [SampleGraphs.memory[7].graph, SampleGraphs.transformers[1].graph])
  func aFullBatchLeavesNothingBehind(_ graph: Graph) {
    let parameters = graph.initialParameters(random: RandomSource(seed: 8))
    let results = gradients(graph, [parameters, parameters, parameters], [0..<3, 0..<40, 0..<3])
    #expect(results[0] == results[2])
    #expect(results[0] != results[1])
  }

  @Test(arguments: [SampleGraphs.memory[7].graph, SampleGraphs.transformers[1].graph])
  func parametersThatAreNoNumbersLeaveNothingBehind(_ graph: Graph) {
    let parameters = graph.initialParameters(random: RandomSource(seed: 8))
    let none = [Float](repeating: .nan, count: parameters.count)
    let results = gradients(graph, [parameters, none, parameters], [0..<20, 0..<40, 0..<20])
    #expect(results[0] == results[2])
    #expect(results[1].contains { $0.isNaN })
  }

  /// One after the other on one executor.
  private func gradients(_ graph: Graph, _ parameters: [[Float]], _ parts: [Range<Int>]) -> [[Float]] {
    let windows = SampleGraphs.windows(of: graph, count: 40, seed: 2)
    let executor = GraphExecutor(graph: graph, capacity: 40, threads: 1, purpose: .training(.squaredError))
    let source = source(windows)
    return zip(parameters, parts).map { parameters, part in
      var gradient = [Float](repeating: .nan, count: graph.parameterCount)
      source[part].forEachBatch(of: 40) { values, starts, _ in
        _ = executor.gradient(values: values, starts: starts, parameters: parameters, into: &gradient)
      }
      return gradient
    }
  }

  private func source(_ windows: [[Double]]) -> WindowSource {
    let length = windows[0].count
    return WindowSource(
      values: windows.flatMap { $0.map(Float.init) }, starts: windows.indices.map { $0 * length }, length: length)
  }

  private func run(
    _ graph: Graph, loss: Loss, windows: [[Double]], parameters: [Float], threads: Int,
    instructions: MatrixProduct.Instructions
  ) -> (BatchLoss, [Float]) {
    let executor = GraphExecutor(
      graph: graph, capacity: windows.count, team: ThreadTeam(threads: threads), purpose: .training(loss),
      instructions: instructions)
    var gradient = [Float](repeating: .nan, count: graph.parameterCount)
    var result = BatchLoss()
    source(windows).forEachBatch(of: windows.count) { values, starts, _ in
      result = executor.gradient(
        values: values, starts: starts, parameters: parameters, noise: NoiseKey(seed: 6, step: 2), into: &gradient)
    }
    return (result, gradient)
  }
}
