import AnomalyData
import Testing

@testable import AnomalyNN

@Suite struct TraceTests {
  @Test(arguments: SampleGraphs.all) func everyLayerEqualsReference(_ sample: SampleGraphs.Sample) {
    let graph = sample.graph
    // More windows than one batch of the trace.
    let windows = SampleGraphs.windows(of: graph, count: 300, seed: 6).map { $0.map { Double(Float($0)) } }
    let source = WindowSource(
      values: windows.flatMap { $0.map(Float.init) }, starts: windows.indices.map { $0 * graph.window.size },
      length: graph.window.size)
    let parameters = graph.initialParameters(random: RandomSource(seed: 4))
    let double = parameters.map(Double.init)
    let trace = graph.forward(source, parameters: parameters, threads: 2)
    #expect(trace.windows == 300)
    var worst = 0.0
    // All lanes of a block, then one of each, then those of the last one.
    for (index, window) in windows.enumerated() where index < 16 || index % 16 == 15 || index >= 288 {
      let outputs = graph.referenceOutputs([window], parameters: double).map { $0[0] }
      for layer in graph.layers.indices {
        let size = graph.outputShapes[layer].size
        for i in 0..<size {
          worst = max(worst, abs(outputs[layer][i] - Double(trace.output(of: layer)[index * size + i])))
        }
        guard case .memory(let memory) = graph.layers[layer], let attention = trace.attention(of: layer) else {
          continue
        }
        let expected = memory.referenceAttention(
          outputs[layer - 1], parameters: Array(double[graph.parameterRange(of: layer)]))
        for slot in 0..<memory.slots {
          worst = max(worst, abs(expected[slot] - Double(attention[index * memory.slots + slot])))
        }
      }
    }
    // Three layers of at most 10 terms of order 1 in Float.
    #expect(worst < 1e-5)
    let reads = graph.layers.indices.filter { trace.attention(of: $0) != nil }
    #expect(reads == (sample.testDescription.hasPrefix("memory") ? [1] : []))
  }
}
