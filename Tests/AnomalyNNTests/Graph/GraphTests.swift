import AnomalyData
import Foundation
import Testing

@testable import AnomalyNN

@Suite struct GraphTests {
  static let shape = Shape(steps: 4, channels: 3)

  @Test func slotsLieSideBySide() throws {
    let graph = try Graph(
      input: Self.shape,
      layers: [
        .dense(DenseLayer(units: 5, activation: .relu)), .memory(MemoryLayer(slots: 7)), .dense(DenseLayer(units: 12)),
      ])
    #expect(graph.outputShapes.map(\.size) == [5, 5, 12])
    #expect(graph.slots.map(\.name) == ["0.weight", "0.bias", "1.prototypes", "2.weight", "2.bias"])
    #expect(graph.slots.map(\.shape) == [[5, 12], [5], [7, 5], [12, 5], [12]])
    #expect(graph.slots.map(\.range) == [0..<60, 60..<65, 65..<100, 100..<160, 160..<172])
    #expect(graph.parameterCount == 172)
    #expect(graph.parameterRange(of: 2) == 100..<172)
  }

  @Test(arguments: [
    (Layer.dense(DenseLayer(units: 0)), "units of at least 1"),
    (.memory(MemoryLayer(slots: 0)), "slots of at least 1"),
    (.memory(MemoryLayer(slots: 4, temperature: 0)), "a temperature greater than 0"),
    (.memory(MemoryLayer(slots: 4, temperature: .nan)), "a temperature greater than 0"),
    (.memory(MemoryLayer(slots: 4, shrink: 1)), "a shrink from 0 to below 1"),
    (.memory(MemoryLayer(slots: 4, entropyWeight: -1)), "an entropy weight of 0 or more"),
  ]) func aBadLayerIsNamed(_ layer: Layer, _ words: String) {
    let error = #expect(throws: GraphError.self) {
      try Graph(input: Self.shape, layers: [.dense(DenseLayer(units: 2)), layer])
    }
    #expect(error?.description.contains("layer 1") == true)
    #expect(error?.description.contains(words) == true)
  }

  @Test func emptinessAndSizeAreRefused() {
    #expect(throws: GraphError.noLayers) { try Graph(input: Self.shape, layers: []) }
    let nothing = Shape(steps: 0, channels: 3)
    #expect(throws: GraphError.emptyInput(nothing)) {
      try Graph(input: nothing, layers: [.dense(DenseLayer(units: 1))])
    }
    let huge = Layer.dense(DenseLayer(units: .max))
    #expect(throws: GraphError.tooLarge(index: 0, layer: huge)) { try Graph(input: Self.shape, layers: [huge]) }
  }

  @Test func codingKeepsTheGraphAndChecksIt() throws {
    for sample in SampleGraphs.all {
      let data = try JSONEncoder().encode(sample.graph)
      #expect(try JSONDecoder().decode(Graph.self, from: data) == sample.graph)
    }
    let bad = #"{"input":{"steps":1,"channels":2},"layers":[{"layer":"dense","units":0,"activation":"relu"}]}"#
    #expect(throws: GraphError.self) { try JSONDecoder().decode(Graph.self, from: Data(bad.utf8)) }
    let unknown = #"{"input":{"steps":1,"channels":2},"layers":[{"layer":"densest"}]}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Graph.self, from: Data(unknown.utf8)) }
  }

  @Test func everyInitialisationHasItsVariances() throws {
    let graph = try Graph(
      input: Shape(steps: 100, channels: 2),
      layers: [
        .dense(DenseLayer(units: 300, activation: .relu)), .dense(DenseLayer(units: 200)),
        .memory(MemoryLayer(slots: 100)),
      ])
    for scheme in Initialisation.allCases {
      let parameters = graph.initialParameters(random: RandomSource(seed: 1), by: scheme)
      func variance(_ slot: Int) -> Float {
        let values = parameters[graph.slots[slot].range]
        return values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
      }
      // Sampling error of a variance over 20,000 draws or more is about 1 %, over 300 about 6 %.
      let first: Float = [.uniform: 1.0 / 200 / 3, .glorot: 6.0 / 500 / 3, .he: 2.0 / 200][scheme] ?? 0
      let second: Float = scheme == .uniform ? 1.0 / 300 / 3 : 6.0 / 500 / 3
      #expect(abs(variance(0) / first - 1) < 0.05)
      #expect(scheme == .uniform ? abs(variance(1) / first - 1) < 0.25 : variance(1) == 0)
      #expect(abs(variance(2) / second - 1) < 0.05)
      #expect(abs(variance(4) / (1 / 200) - 1) < 0.05)
      #expect(parameters != graph.initialParameters(random: RandomSource(seed: 2), by: scheme))
    }
  }

  @Test(arguments: [Initialisation.glorot, .he]) func recurrentWeightsStartOrthogonal(_ scheme: Initialisation) throws {
    let graph = try Graph(
      input: Shape(steps: 3, channels: 2),
      layers: [.recurrent(RecurrentLayer(cell: .lstm, units: 5, returnsSequence: false)), .dense(DenseLayer(units: 6))])
    let parameters = graph.initialParameters(random: RandomSource(seed: 1), by: scheme)
    let weight = parameters[graph.slots[1].range]
    for (a, b) in [(0, 0), (0, 1), (12, 12), (12, 14)] {
      let (first, second) = (weight.dropFirst(5 * a).prefix(5), weight.dropFirst(5 * b).prefix(5))
      let product = zip(first, second).reduce(Float(0)) { $0 + $1.0 * $1.1 }
      #expect(abs(product - (a == b ? 1 : 0)) < 1e-6)
    }
    let bias = parameters[graph.slots[2].range]
    #expect(bias.enumerated().allSatisfy { $1 == ((5..<10).contains($0) ? 1 : 0) })
  }
}
