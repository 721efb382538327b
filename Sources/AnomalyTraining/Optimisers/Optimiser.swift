import AnomalyNN

/// Steps of the parameters of some nodes: clipping, the rule's arithmetic, and the statistics that follow the data.
///
/// The result is the same for any number of threads: sums go piece by piece, the pieces in their order.
final class Optimiser {
  /// Steps done.
  private(set) var steps = 0
  private let rule: any UpdateRule
  private let clip: GradientClip
  private let team: ThreadTeam
  /// What the gradient moves, in pieces of one task each.
  private let pieces: [Range<Int>]
  /// What follows the data: the batch's share, and how many nodes add what they saw to the gradient.
  private let statistics: [(range: Range<Int>, momentum: Float, uses: Float)]
  private let squares: UnsafeMutablePointer<Double>

  /// Parameters that one task takes.
  private static let taskSize = 8192
  /// The norm is measured in the first step of every so many; in all where it clips.
  private static let measuredSteps = 16

  /// - Parameter nodes: whose parameters are moved; nil: all.
  init(graph: Graph, options: TrainingOptions, team: ThreadTeam, nodes: [Int]? = nil) {
    let slots = graph.slots.filter { nodes?.contains($0.layer) ?? true }
    self.team = team
    clip = GradientClip(norm: options.clipNorm, value: options.clipValue)
    rule = options.optimiser.rule(count: graph.parameterCount, options: options)
    var spans: [Range<Int>] = []
    for slot in slots where !slot.role.isStatistic {
      if let last = spans.last, last.upperBound == slot.range.lowerBound {
        spans[spans.count - 1] = last.lowerBound..<slot.range.upperBound
      } else {
        spans.append(slot.range)
      }
    }
    pieces = spans.flatMap { span in
      stride(from: span.lowerBound, to: span.upperBound, by: Self.taskSize).map {
        $0..<min($0 + Self.taskSize, span.upperBound)
      }
    }
    statistics = slots.filter(\.role.isStatistic).map { slot in
      guard case .batchNorm(let layer) = graph.nodes[slot.layer].layer else {
        preconditionFailure("only a batch norm has statistics")
      }
      return (slot.range, layer.momentum, Float(1 + graph.nodes.count { $0.shares == slot.layer }))
    }
    squares = .allocate(capacity: max(pieces.count, 1))
    squares.initialize(repeating: 0, count: pieces.count)
  }

  deinit { squares.deallocate() }

  /// One step along `gradient`, which is clipped where it stands; statistics p become p + momentum · (gradient − p),
  /// the mean of what all nodes saw that share them.
  ///
  /// - Returns: the Euclidean norm of the gradient, clipped by value, before it is clipped by norm; nil where it was not
  ///   measured.
  @discardableResult func step(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>, rate: Double
  ) -> Double? {
    var step = UpdateStep(number: steps + 1, rate: rate)
    var norm: Double?
    if clip.value > 0 { team.perform(pieces.count) { [self] in clip.clamp(gradient, pieces[$0]) } }
    if clip.norm > 0 || steps % Self.measuredSteps == 0 {
      team.perform(pieces.count) { [self] in squares[$0] = GradientClip.sumOfSquares(gradient, pieces[$0]) }
      var sum = 0.0
      for piece in pieces.indices { sum += squares[piece] }
      norm = sum.squareRoot()
      step.scale = clip.scale(norm: sum.squareRoot())
    }
    team.perform(pieces.count) { [self] in rule.update(pieces[$0], parameters, gradient, step: step) }
    for (range, momentum, uses) in statistics {
      for i in range { parameters[i] += momentum * (gradient[i] / uses - parameters[i]) }
    }
    steps += 1
    return norm
  }

  /// What a checkpoint keeps.
  struct State: Sendable, Equatable {
    var steps: Int
    var buffers: [[Float]]
  }

  /// Between two steps.
  var state: State {
    get { State(steps: steps, buffers: rule.state.values) }
    set {
      steps = newValue.steps
      rule.state.restore(newValue.buffers)
    }
  }
}
