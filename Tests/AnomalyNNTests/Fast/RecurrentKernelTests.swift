import AnomalyData
import Testing

@testable import AnomalyNN

/// What the samples are too small for: widths that fill no tile, many steps, several blocks of windows.
@Suite struct RecurrentKernelTests {
  private static let cells = RecurrentLayer.Cell.allCases
  private static let instructions = Instructions.allCases.filter(\.isAvailable)

  /// 11 steps of sums of up to 38 terms, whose rounding errors pass from step to step: 1e-4 of the largest value.
  @Test(arguments: cells) func wideStackEqualsReference(_ cell: RecurrentLayer.Cell) throws {
    let graph = try stack(cell)
    let windows = SampleGraphs.windows(of: graph, count: 17, seed: 4).map { $0.map { Double(Float($0)) } }
    let double = parameters(graph).map(Double.init)
    let expected = graph.referenceGradient(.squaredError, windows: windows, parameters: double)
    let expectedOutputs = graph.referenceOutputs(windows, parameters: double)[graph.nodes.count - 1].flatMap { $0 }
    for instructions in Self.instructions {
      let (_, gradient, outputs) = run(graph, windows, threads: 2, instructions: instructions)
      for (got, expected) in [(gradient, expected), (outputs, expectedOutputs)] {
        let largest = expected.map(abs).max() ?? 0
        let worst = zip(got, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
        #expect(largest > 1e-3)
        #expect(worst <= 1e-4 * largest, "\(instructions)")
      }
    }
  }

  @Test(arguments: cells) func threadsDoNotChangeABit(_ cell: RecurrentLayer.Cell) throws {
    let graph = try stack(cell)
    let windows = SampleGraphs.windows(of: graph, count: 70, seed: 4)
    let runs = [1, 2, 3].map { run(graph, windows, threads: $0, instructions: .best) }
    #expect(runs[1].loss == runs[0].loss && runs[2].loss == runs[0].loss)
    #expect(runs[1].gradient == runs[0].gradient && runs[2].gradient == runs[0].gradient)
  }

  /// Inference keeps the tensors of one step only, and leaves no state behind for the next batch.
  @Test(arguments: cells) func inferenceGivesTheBitsOfTraining(_ cell: RecurrentLayer.Cell) throws {
    let graph = try stack(cell)
    let windows = SampleGraphs.windows(of: graph, count: 35, seed: 4)
    let expected = run(graph, windows, threads: 1, instructions: .best).outputs
    let executor = GraphExecutor(graph: graph, capacity: 35, threads: 1, purpose: .inference)
    for _ in 0..<2 {
      source(windows).forEachBatch(of: 35) { values, starts, _ in
        executor.forward(values: values, starts: starts, parameters: parameters(graph))
      }
      #expect(outputs(executor, windows: 35) == expected)
    }
  }

  private func stack(_ cell: RecurrentLayer.Cell) throws -> Graph {
    try Graph(
      input: Shape(steps: 11, channels: 3),
      layers: [
        .recurrent(RecurrentLayer(cell: cell, units: 21, returnsSequence: true)),
        .recurrent(RecurrentLayer(cell: cell, units: 17, returnsSequence: false)),
        .repetition(RepeatLayer(count: 11)),
        .recurrent(RecurrentLayer(cell: cell, units: 19, returnsSequence: true)),
        .dense(DenseLayer(units: 3, isPerStep: true)),
      ])
  }

  private func parameters(_ graph: Graph) -> [Float] {
    var random = RandomSource(seed: 3)
    return graph.initialParameters(random: RandomSource(seed: 8)).map { $0 + Float(0.05 * random.normal()) }
  }

  private func source(_ windows: [[Double]]) -> WindowSource {
    let length = windows[0].count
    return WindowSource(
      values: windows.flatMap { $0.map(Float.init) }, starts: windows.indices.map { $0 * length }, length: length)
  }

  private func outputs(_ executor: GraphExecutor, windows: Int) -> [Float] {
    var outputs = [Float](repeating: .nan, count: windows * executor.graph.output.size)
    executor.copyOutput(of: executor.graph.nodes.count - 1, windows: windows, to: &outputs)
    return outputs
  }

  private func run(
    _ graph: Graph, _ windows: [[Double]], threads: Int, instructions: Instructions
  ) -> (loss: BatchLoss, gradient: [Float], outputs: [Float]) {
    let executor = GraphExecutor(
      graph: graph, capacity: windows.count, team: ThreadTeam(threads: threads), purpose: .training(.squaredError),
      instructions: instructions)
    var gradient = [Float](repeating: .nan, count: graph.parameterCount)
    var loss = BatchLoss()
    source(windows).forEachBatch(of: windows.count) { values, starts, _ in
      loss = executor.gradient(values: values, starts: starts, parameters: parameters(graph), into: &gradient)
    }
    return (loss, gradient, outputs(executor, windows: windows.count))
  }
}
