/// The parameter gradient of a graph in independent pieces.
///
/// A node that uses another's parameters writes to a place of its own; these places are then added to what the other found,
/// in the order of the nodes.
struct GradientTasks {
  /// One piece of a layer's gradient.
  private struct Piece {
    let node: Int
    /// Its number within the layer.
    let task: Int
    /// Where the layer writes, if not in its place in the gradient.
    let apart: UnsafeMutablePointer<Float>?
  }

  /// Some parameters that several nodes use.
  private struct Sum {
    /// Where they stand in the gradient.
    let range: Range<Int>
    /// What the other nodes found, from the first of these parameters on.
    let terms: [UnsafePointer<Float>]
  }

  private let offsets: [Int]
  private let pieces: [Piece]
  private let sums: [Sum]

  /// Parameters that one task adds up.
  private static let sumSize = 8192

  init(graph: Graph, kernels: [any LayerKernel], arena: Arena) {
    let apart = graph.nodes.indices.map { node in
      graph.nodes[node].shares.map { _ in arena.floats(graph.parameterRange(of: node).count) }
    }
    offsets = graph.nodes.indices.map { graph.parameterRange(of: $0).lowerBound }
    pieces = kernels.enumerated().flatMap { node, kernel in
      (0..<kernel.gradientTasks).map { Piece(node: node, task: $0, apart: apart[node]) }
    }
    sums = graph.nodes.indices.flatMap { owner in
      let terms = graph.nodes.indices.filter { graph.nodes[$0].shares == owner }.compactMap { apart[$0] }
      let own = graph.parameterRange(of: owner)
      return terms.isEmpty
        ? []
        : stride(from: own.lowerBound, to: own.upperBound, by: Self.sumSize).map { start in
          Sum(
            range: start..<min(start + Self.sumSize, own.upperBound),
            terms: terms.map { UnsafePointer($0 + (start - own.lowerBound)) })
        }
    }
  }

  /// Writes the gradient; `body` computes one piece of a node's, to where it is told.
  func perform(
    on team: ThreadTeam, into gradient: UnsafeMutablePointer<Float>,
    _ body: (_ node: Int, _ task: Int, _ target: UnsafeMutablePointer<Float>) -> Void
  ) {
    team.perform(pieces.count) { index in
      let piece = pieces[index]
      body(piece.node, piece.task, piece.apart ?? gradient + offsets[piece.node])
    }
    team.perform(sums.count) { index in
      let sum = sums[index]
      let target = gradient + sum.range.lowerBound
      for term in sum.terms { for i in 0..<sum.range.count { target[i] += term[i] } }
    }
  }
}
