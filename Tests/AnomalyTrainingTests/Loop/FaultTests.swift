import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

/// Trainings that come upon numbers that are not finite: where they say it was.
@Suite struct FaultTests {
  private func place(_ graph: Graph, _ windows: WindowSource, rate: Float = 1e-3) throws -> String? {
    var options = SineWindows.options(epochs: 5)
    options.learningRate = rate
    let result = try Training(graph: graph, options: options)
      .run(training: windows, validation: TrainingTests.validation)
    #expect(result.parameters.allSatisfy { $0.isFinite })
    guard case .notFinite(_, let place) = result.record.end else { return nil }
    #expect(result.record.summary.contains(place))
    return place
  }

  /// Windows whose values are so large that a product of two of them is not finite.
  private func scaled(by factor: Float) -> WindowSource {
    let source = TrainingTests.training
    return WindowSource(values: source.values.map { $0 * factor }, starts: source.starts, length: source.length)
  }

  @Test func theFirstLayerThatOverflowsIsNamed() throws {
    let layers: [Layer] = [
      .dense(DenseLayer(units: 24, activation: .linear)), .dense(DenseLayer(units: 24, activation: .linear)),
      .dense(DenseLayer(units: 24)),
    ]
    let graph = try Graph(input: SineWindows.shape, layers: layers)
    var parameters = graph.initialParameters(random: RandomSource(seed: 1))
    for i in graph.parameterRange(of: 1) { parameters[i] = 1e30 }
    let executor = GraphExecutor(graph: graph, capacity: 16, threads: 1, purpose: .training(.squaredError))
    var gradient = [Float](repeating: 0, count: graph.parameterCount)
    let windows = scaled(by: 1e12)[0..<16]
    let found = windows.values.withUnsafeBufferPointer { values in
      Array(windows.starts).withUnsafeBufferPointer { starts -> String in
        parameters.withUnsafeBufferPointer { parameters -> String in
          _ = executor.gradient(
            values: values.baseAddress!, starts: starts, parameters: parameters.baseAddress!, into: &gradient)
          return FaultSearch(
            executor: executor, batch: WindowBatch(values: values.baseAddress!, starts: starts),
            parameters: parameters.baseAddress!
          ).firstFault(gradient: gradient)
        }
      }
    }
    #expect(found == "the result of layer 1 (dense 24 linear)")
  }

  @Test func readingsThatAreNotFiniteAreNamed() throws {
    let graph = try ModelKind.autoencoder.graph(window: SineWindows.shape)
    let source = TrainingTests.training
    var values = source.values
    values[100] = .infinity
    let windows = WindowSource(values: values, starts: source.starts, length: source.length)
    #expect(try place(graph, windows) == "the scaled readings themselves")
  }

  @Test func aRateThatIsTooLargeNamesALayer() throws {
    let graph = try ModelKind.autoencoder.graph(window: SineWindows.shape)
    let found = try #require(try place(graph, TrainingTests.training, rate: 1e18))
    #expect(found.contains("layer ") && found.contains("(dense "))
  }

  @Test(arguments: [0, 5, 16, 37]) func finitenessIsJudgedWhereverItEnds(_ index: Int) {
    var values = [Float](repeating: 1e38, count: 38)
    #expect(FaultSearch.isFinite(values, count: 38))
    for bad in [Float.nan, .infinity, -.infinity] {
      values[index] = bad
      #expect(!FaultSearch.isFinite(values, count: 38))
    }
  }
}
