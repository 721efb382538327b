import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

/// Models whose parameters follow from the windows at once.
@Suite struct ClosedFormTests {
  private func train(
    _ kind: ModelKind, slots: Int? = nil, penalty: Float? = nil, epochs: Int = 5, trim: Float = 0, threads: Int = 1,
    checkpoints: CheckpointPlan = CheckpointPlan()
  ) throws -> TrainingResult {
    var options = SineWindows.options(epochs: epochs)
    options.trim = trim
    var chosen = ModelOptions(hidden: nil, slots: slots)
    chosen.penalty = penalty
    let model = kind.model(window: SineWindows.shape, options: chosen)
    return try Training(
      graph: model.graph(window: SineWindows.shape), options: options, closedForm: model.closedForm, threads: threads
    ).run(training: TrainingTests.training, validation: TrainingTests.validation, checkpoints: checkpoints)
  }

  @Test(arguments: [ModelKind.ridge, .kMeans]) func fitsInOneEpochThatDoesNotDependOnThreads(_ kind: ModelKind) throws {
    let results = try [1, 3].map { try train(kind, threads: $0) }
    #expect(results[0].parameters.map(\.bitPattern) == results[1].parameters.map(\.bitPattern))
    #expect(results[0].record.epochs.count == 1 && results[0].record.bestEpoch == 1)
    #expect(results[0].record.end == .completed)
  }

  @Test func ridgeReconstructsNormalWindowsAndNotTheirReverse() throws {
    let graph = try ModelKind.ridge.graph(window: SineWindows.shape)
    let scores = WindowScores(graph: graph, team: ThreadTeam(threads: 1))
    let parameters = try train(.ridge).parameters
    let normal = scores.scores(of: TrainingTests.validation, parameters: parameters)
    let source = TrainingTests.validation
    let reversed = source.starts.flatMap { source.values[$0..<$0 + source.length].reversed() }
    let odd = scores.scores(
      of: WindowSource(
        values: reversed, starts: (0..<source.count).map { $0 * source.length }, length: source.length),
      parameters: parameters)
    #expect(normal.max()! < odd.min()!)
  }

  /// Nearly the squared distance to the nearest centre: less for windows between two of them, hardly ever more.
  @Test func prototypesScoreByTheDistanceToTheNearest() throws {
    let graph = try ModelKind.kMeans.graph(window: SineWindows.shape, options: ModelOptions(hidden: nil, slots: 7))
    let parameters = try train(.kMeans, slots: 7).parameters
    let size = graph.window.size
    let slot = graph.slots(of: 2).first { $0.role == .weight }!
    let values = Array(parameters[slot.range])
    let source = TrainingTests.validation
    let scores = WindowScores(graph: graph, team: ThreadTeam(threads: 1)).scores(of: source, parameters: parameters)
    let nearest = source.starts.map { start in
      (0..<7).map { centre in
        (0..<size).reduce(Float(0)) {
          let d = source.values[start + $1] - values[$1 * 7 + centre]
          return $0 + d * d
        } / Float(size)
      }.min()!
    }
    let mean = nearest.reduce(0, +) / Float(nearest.count)
    // A softmax over 7 weighs distances to at most the least and T ln 7, where T is a tenth of the mean.
    for (score, distance) in zip(scores, nearest) { #expect(score < distance + 0.3 * mean) }
    #expect(scores.reduce(0, +) / Float(scores.count) > 0.9 * mean)
  }

  @Test func denoisedWindowsAreComparedWithDenoisedPrototypes() throws {
    var options = ModelOptions(hidden: nil, slots: 6)
    options.penalty = 0.5
    let graph = try ModelKind.kMeans.graph(window: SineWindows.shape, options: options)
    let parameters = try train(.kMeans, slots: 6, penalty: 0.5).parameters
    let ridge = try train(.ridge, penalty: 0.5).parameters
    #expect(Array(parameters[..<ridge.count]) == ridge)
    let source = TrainingTests.validation
    let size = graph.window.size
    let scores = WindowScores(graph: graph, team: ThreadTeam(threads: 1)).scores(of: source, parameters: parameters)
    for (window, score) in zip(source.starts, scores) {
      let denoised = (0..<size).map { row in
        (0..<size).reduce(ridge[size * size + row]) { $0 + ridge[row * size + $1] * source.values[window + $1] }
      }
      let nearest = (0..<6).map { slot in
        (0..<size).reduce(Float(0)) {
          let d = denoised[$1] - parameters[ridge.count + slot * size + $1]
          return $0 + d * d
        } / Float(size)
      }.min()!
      #expect(abs(score - nearest) < 1e-3 * nearest + 1e-6)
    }
  }

  @Test(arguments: [ModelKind.ridge, .kMeans]) func continuesFromItsCheckpointsToTheSameBits(_ kind: ModelKind) throws {
    var checkpoints: [Checkpoint] = []
    let whole = try train(kind, trim: 0.1, checkpoints: CheckpointPlan(save: { checkpoints.append($0) }))
    #expect(checkpoints.count == 2 && whole.record.trim?.dropped ?? 0 > 0)
    for checkpoint in checkpoints {
      let continued = try train(
        kind, trim: 0.1, checkpoints: CheckpointPlan(resume: try Checkpoint(bytes: checkpoint.bytes())))
      #expect(continued.parameters.map(\.bitPattern) == whole.parameters.map(\.bitPattern))
      #expect(continued.record == whole.record)
    }
  }

  @Test func windowsTooLargeForFloatEndTheFit() throws {
    let huge = WindowSource(
      values: (0..<480).map { $0 % 13 < 6 ? 1e30 : -1e30 }, starts: (0..<40).map { $0 * 4 },
      length: SineWindows.shape.size)
    let result = try Training(
      graph: ModelKind.ridge.graph(window: SineWindows.shape), closedForm: .ridge(penalty: 0.1)
    ).run(training: huge, validation: huge)
    #expect(result.record.end == .notFinite(epoch: 1, place: "the closed form"))
    #expect(result.parameters.allSatisfy { $0.isFinite })
  }
}
