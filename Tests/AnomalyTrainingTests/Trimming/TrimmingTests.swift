import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct TrimmingTests {
  @Test func theWorstAreDropped() throws {
    let trimming = try #require(Trimming(share: 0.5, of: [3, .nan, 1, 5, 2, 4]))
    #expect(trimming.dropped == [1, 3, 5])
    #expect(trimming.record == TrainingRecord.Trim(dropped: 3, windows: 6, leastScore: 4))
    #expect(Trimming(share: 0.1, of: [1, 2, 3]) == nil)
    #expect(Trimming(share: 0.5, of: [7, 7, 7, 7])?.dropped == [2, 3])
  }

  @Test func theRestIsAView() {
    let source = WindowSource(values: [0, 1, 2, 3, 4, 5], starts: [0, 1, 2, 3, 4], length: 2)
    let rest = source.without([1, 3])
    #expect(rest.starts == [0, 2, 4] && rest.values == source.values)
    #expect(source.without([]).starts == source.starts)
  }

  /// Sine windows with a burst in the middle: trimmed, it has no say, and the others are reconstructed better.
  @Test func aContaminatedTrainingIsFittedToTheRest() throws {
    var random = RandomSource(seed: 8)
    var values = TrainingTests.training.values
    for i in 280..<300 { values[i] = Float(4 * random.normal()) }
    let windows = WindowSource(values: values, starts: TrainingTests.training.starts, length: 24)
    let graph = try ModelKind.autoencoder.graph(window: SineWindows.shape)
    var options = SineWindows.options(epochs: 20)
    let plain = try Training(graph: graph, options: options).run(training: windows, validation: windows[0..<0])
    let tail = try #require(plain.record.tail)
    #expect(plain.record.trim == nil && plain.record.warnings.count == 1)
    #expect(abs(tail.beyond - 21) <= 8, "\(tail)")

    options.trim = 0.08
    let trimmed = try Training(graph: graph, options: options).run(training: windows, validation: windows[0..<0])
    #expect(trimmed.record.trim?.dropped == 24 && trimmed.record.trim?.windows == 300)
    #expect(trimmed.record.summary.contains("fitted to all but 24 of 300 windows"))
    #expect(trimmed.record.tail == nil)
    func loss(_ result: TrainingResult) -> Double { result.record.epochs[result.record.bestEpoch - 1].trainingLoss }
    #expect(loss(trimmed) < 0.5 * loss(plain))
  }

  @Test func scoresAreThoseOfTheGraphsTerms() throws {
    let memory = MemoryLayer(slots: 3, similarity: .cosine, temperature: 0.5, shrink: 0, entropyWeight: 0)
    let graph = try Graph(
      input: SineWindows.shape,
      nodes: [
        Node(.dense(DenseLayer(units: 8, activation: .tanh))), Node(.sampling(SamplingLayer(klWeight: 1))),
        Node(.memory(memory)), Node(.dense(DenseLayer(units: 24))),
      ]
    ).scored(by: [ScoreTerm(node: 3), ScoreTerm(node: 2, weight: 0.5), ScoreTerm(node: 1, weight: 2)])
    let parameters = graph.initialParameters(random: RandomSource(seed: 2))
    let windows = TrainingTests.validation[0..<37]
    let trace = graph.forward(windows, parameters: parameters)
    let found = WindowScores(graph: graph, team: ThreadTeam(threads: 2)).scores(of: windows, parameters: parameters)
    let slots = graph.parameterRange(of: 2)
    for (window, start) in windows.starts.enumerated() {
      let target = windows.values[start..<start + 24].map(Double.init)
      let output = trace.output[window * 24..<window * 24 + 24].map(Double.init)
      let residual = zip(output, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 24
      let code = trace.output(of: 0)[window * 8..<window * 8 + 8].map(Double.init)
      let divergence = (0..<4).reduce(0.0) {
        $0 + (Double.exponential(code[4 + $1]) + code[$1] * code[$1] - 1 - code[4 + $1]) / 2
      }
      let distance = stride(from: slots.lowerBound, to: slots.upperBound, by: 4).map { slot in
        (0..<4).reduce(0.0) {
          let d = code[$1] - Double(parameters[slot + $1])
          return $0 + d * d
        }
      }.min()!
      #expect(abs(Double(found[window]) - (residual + 0.5 * distance + 2 * divergence)) < 1e-4)
    }
  }
}
