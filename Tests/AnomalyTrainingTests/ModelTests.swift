import AnomalyModels
import AnomalyNN
import Testing

@Suite struct ModelTests {
  @Test(arguments: ModelKind.allCases, [Shape(steps: 2, channels: 1), Shape(steps: 7, channels: 3)])
  func everyModelPredictsAsMuchAsItsTarget(_ kind: ModelKind, _ window: Shape) throws {
    let graph = try kind.graph(window: window)
    #expect(graph.output.size == graph.target.count)
    #expect(graph.input.steps == window.steps - kind.horizon())
    #expect(!kind.summary.isEmpty)
  }

  @Test(arguments: ModelPreset.allCases) func everyPresetHasItsShape(_ preset: ModelPreset) throws {
    #expect(try preset.graph().input == preset.input)
  }

  @Test func mlperfTinyHasItsPublishedSize() throws {
    let graph = try ModelPreset.mlperfTiny.graph()
    let dense = graph.nodes.indices.filter { graph.layers[$0].kind == .dense }
    #expect(dense.map { graph.outputShapes[$0].size } == [128, 128, 128, 128, 8, 128, 128, 128, 128, 640])
    let multiplications = graph.slots.filter { $0.role == .weight }.map(\.range.count).reduce(0, +)
    #expect(multiplications == 264_192)
  }

  @Test func memorySmallHasItsLayers() throws {
    let graph = try ModelPreset.memorySmall.graph()
    #expect(
      graph.layers.map(\.description) == [
        "dense 64 relu", "dense 32 relu", "memory 100 dot", "dense 64 relu", "dense 10 sigmoid",
      ])
  }

  @Test func hiddenSizesAreMirrored() throws {
    let graph = try ModelKind.autoencoder.graph(
      window: Shape(steps: 10, channels: 3), options: ModelOptions(hidden: [20, 12, 5]))
    #expect(graph.outputShapes.map(\.size) == [20, 12, 5, 12, 20, 30])
  }

  @Test func aBadSizeNamesItsLayer() {
    let error = #expect(throws: GraphError.self) {
      try ModelKind.autoencoder.graph(window: Shape(steps: 10, channels: 3), options: ModelOptions(hidden: [20, 0]))
    }
    #expect(error?.description.contains("layer 1 (dense 0 relu)") == true)
  }
}
