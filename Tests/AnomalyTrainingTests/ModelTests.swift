import AnomalyModels
import AnomalyNN
import Testing

@Suite struct ModelTests {
  @Test(arguments: ModelKind.allCases, [Shape(steps: 1, channels: 1), Shape(steps: 7, channels: 3)])
  func everyModelReconstructsEveryShape(_ kind: ModelKind, _ input: Shape) throws {
    let graph = try kind.graph(input: input)
    #expect(graph.output.size == input.size)
    #expect(!kind.summary.isEmpty)
  }

  @Test func mlperfTinyHasItsPublishedSize() throws {
    let preset = ModelPreset.mlperfTiny
    let graph = try preset.kind.graph(input: Shape(steps: preset.windowSize, channels: 1), options: preset.options)
    #expect(graph.outputShapes.map(\.size) == [128, 128, 128, 128, 8, 128, 128, 128, 128, 640])
    let multiplications = graph.slots.filter { $0.role == .weight }.map(\.range.count).reduce(0, +)
    #expect(multiplications == 264_192)
  }

  @Test func memorySmallHasItsLayers() throws {
    let preset = ModelPreset.memorySmall
    let graph = try preset.kind.graph(input: Shape(steps: preset.windowSize, channels: 1), options: preset.options)
    #expect(
      graph.layers.map(\.description) == [
        "dense 64 relu", "dense 32 relu", "memory 100 dot", "dense 64 relu", "dense 10 linear",
      ])
  }

  @Test func hiddenSizesAreMirrored() throws {
    let graph = try ModelKind.autoencoder.graph(
      input: Shape(steps: 10, channels: 3), options: ModelOptions(hidden: [20, 12, 5]))
    #expect(graph.outputShapes.map(\.size) == [20, 12, 5, 12, 20, 30])
  }

  @Test func aBadSizeNamesItsLayer() {
    let error = #expect(throws: GraphError.self) {
      try ModelKind.autoencoder.graph(input: Shape(steps: 10, channels: 3), options: ModelOptions(hidden: [20, 0]))
    }
    #expect(error?.description.contains("layer 1 (dense 0 relu)") == true)
  }
}
