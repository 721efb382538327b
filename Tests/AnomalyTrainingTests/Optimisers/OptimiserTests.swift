import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct OptimiserTests {
  private static let graph = try! Graph(
    input: Shape(steps: 1, channels: 3),
    nodes: [
      Node(.dense(DenseLayer(units: 2))), Node(.batchNorm(BatchNormLayer(momentum: 0.25))),
      Node(.dense(DenseLayer(units: 3))),
    ])

  private func options(_ change: (inout TrainingOptions) -> Void = { _ in }) -> TrainingOptions {
    var options = TrainingOptions()
    options.optimiser = .sgd
    options.momentum = 0
    change(&options)
    return options
  }

  /// The parameters after one step of rate 1 from ones along `gradient`.
  private func step(_ options: TrainingOptions, _ gradient: [Float], nodes: [Int]? = nil, threads: Int = 1) -> [Float] {
    let optimiser = Optimiser(graph: Self.graph, options: options, team: ThreadTeam(threads: threads), nodes: nodes)
    var parameters = [Float](repeating: 1, count: Self.graph.parameterCount)
    var gradient = gradient
    optimiser.step(&parameters, gradient: &gradient, rate: 1)
    return parameters
  }

  private var gradient: [Float] { (0..<Self.graph.parameterCount).map { Float($0) - 7 } }

  @Test func statisticsFollowTheDataAndNothingElse() throws {
    let after = step(options { ($0.weightDecay, $0.clipNorm, $0.clipValue) = (0.5, 1e-3, 1e-3) }, gradient)
    for slot in Self.graph.slots where slot.role.isStatistic {
      for i in slot.range { #expect(after[i] == 1 + 0.25 * (gradient[i] - 1)) }
    }
    for slot in Self.graph.slots where !slot.role.isStatistic {
      for i in slot.range { #expect(abs(after[i] - 0.5) < 0.01) }
    }
  }

  @Test func valuesAreClipped() {
    let after = step(options { $0.clipValue = 2 }, gradient)
    for slot in Self.graph.slots where !slot.role.isStatistic {
      for i in slot.range { #expect(after[i] == 1 - min(max(gradient[i], -2), 2)) }
    }
  }

  @Test func theNormIsThatOfTheWholeGradient() {
    let learned = Self.graph.slots.filter { !$0.role.isStatistic }.flatMap { Array($0.range) }
    let norm = learned.reduce(0.0) { $0 + Double(gradient[$1]) * Double(gradient[$1]) }.squareRoot()
    let after = step(options { $0.clipNorm = 2 }, gradient)
    for i in learned { #expect(abs(Double(1 - after[i]) - Double(gradient[i]) * 2 / norm) < 1e-6) }
    #expect(step(options { $0.clipNorm = Float(norm) * 2 }, gradient) == step(options(), gradient))
  }

  @Test func onlyItsNodesMove() {
    let after = step(options(), gradient, nodes: [2])
    for slot in Self.graph.slots {
      for i in slot.range { #expect(after[i] == (slot.layer == 2 ? 1 - gradient[i] : 1)) }
    }
  }

  @Test func threadsDoNotChangeTheBits() throws {
    let graph = try Graph(input: Shape(steps: 1, channels: 300), layers: [.dense(DenseLayer(units: 301))])
    var options = TrainingOptions()
    options.clipNorm = 0.1
    let results = [1, 2, 3].map { threads -> [UInt32] in
      let optimiser = Optimiser(graph: graph, options: options, team: ThreadTeam(threads: threads))
      var parameters = (0..<graph.parameterCount).map { Float($0 % 17) }
      for step in 1...3 {
        var gradient = parameters.indices.map { Float(($0 * 31 + step) % 101) - 50 }
        optimiser.step(&parameters, gradient: &gradient, rate: 0.01)
      }
      return parameters.map(\.bitPattern)
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test(arguments: OptimiserKind.allCases) func aRestoredStateGoesOnAlike(_ kind: OptimiserKind) {
    let team = ThreadTeam(threads: 1)
    let options = options { ($0.optimiser, $0.momentum) = (kind, 0.9) }
    let first = Optimiser(graph: Self.graph, options: options, team: team)
    var parameters = [Float](repeating: 1, count: Self.graph.parameterCount)
    var gradient = gradient
    for _ in 0..<3 { first.step(&parameters, gradient: &gradient, rate: 0.1) }
    let second = Optimiser(graph: Self.graph, options: options, team: team)
    second.state = first.state
    var others = parameters
    first.step(&parameters, gradient: &gradient, rate: 0.1)
    second.step(&others, gradient: &gradient, rate: 0.1)
    #expect(parameters == others && first.state == second.state)
  }
}
