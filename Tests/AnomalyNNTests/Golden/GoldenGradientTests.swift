import Testing

@testable import AnomalyNN

/// Reference and fast executor against PyTorch.
@Suite struct GoldenGradientTests {
  /// Twelve digits are stored; sums of a few hundred terms of order 1 lose three of sixteen. Float's own logarithm and
  /// sine are off by up to 2⁻²³.
  private func referenceTolerance(_ golden: GoldenGraph) -> Double { golden.drawsNormalNumbers ? 1e-6 : 1e-9 }
  /// Float rounds by 2⁻²⁴; sums over windows, steps and layers add up.
  private static let fastTolerance = 1e-4

  @Test func everyKindOfLayerHasAGraph() throws {
    let kinds = Set(try GoldenGraph.all().flatMap { $0.graph.layers.map(\.kind) })
    #expect(kinds == Set(Layer.Kind.allCases))
  }

  @Test(arguments: try GoldenGraph.all()) func referenceAgrees(_ golden: GoldenGraph) {
    let (windows, parameters) = golden.numbers()
    let tolerance = referenceTolerance(golden)
    let value = golden.graph.referenceLoss(
      golden.loss, windows: windows, parameters: parameters, noise: golden.noise)
    #expect(abs(value - golden.value) <= tolerance * abs(golden.value))
    let gradient = golden.graph.referenceGradient(
      golden.loss, windows: windows, parameters: parameters, noise: golden.noise)
    #expect(golden.gradientError(gradient) <= tolerance)
    let outputs = golden.graph.referenceOutputs(windows, parameters: parameters)
    #expect(golden.outputError(outputs[outputs.count - 1].flatMap { $0 }) <= tolerance)
  }

  @Test(arguments: try GoldenGraph.all(), MatrixProduct.Instructions.allCases.filter(\.isAvailable))
  func fastExecutorAgrees(_ golden: GoldenGraph, _ instructions: MatrixProduct.Instructions) {
    let (windows, exact) = golden.numbers()
    let values = windows.flatMap { $0.map(Float.init) }
    let starts = windows.indices.map { $0 * golden.graph.window.size }
    let parameters = exact.map(Float.init)
    let executor = GraphExecutor(
      graph: golden.graph, capacity: windows.count, team: ThreadTeam(threads: 2), purpose: .training(golden.loss),
      instructions: instructions)
    var gradient = [Float](repeating: 0, count: parameters.count)
    let loss = starts.withUnsafeBufferPointer {
      executor.gradient(values: values, starts: $0, parameters: parameters, noise: golden.noise, into: &gradient)
    }
    #expect(abs(loss.total - golden.value) <= Self.fastTolerance * abs(golden.value))
    #expect(golden.gradientError(gradient.map(Double.init)) <= Self.fastTolerance)

    var outputs = [Float](repeating: 0, count: golden.outputs.count)
    starts.withUnsafeBufferPointer { executor.forward(values: values, starts: $0, parameters: parameters) }
    executor.copyOutput(of: golden.graph.nodes.count - 1, windows: windows.count, to: &outputs)
    #expect(golden.outputError(outputs.map(Double.init)) <= Self.fastTolerance)
  }
}
