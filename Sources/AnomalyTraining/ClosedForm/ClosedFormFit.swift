import AnomalyData
import AnomalyModels
import AnomalyNN

/// All parameters of a graph at once, from the windows of several sources together.
struct ClosedFormFit {
  let graph: Graph
  let sources: [WindowSource]
  let random: RandomSource
  let team: ThreadTeam

  /// Most windows that are looked at, taken evenly; more where there are more values in a window or more prototypes.
  private static let sampleSize = 8192

  /// The flat parameter buffer; not all finite where the windows' squares are too large for Float.
  func parameters(by form: ClosedForm) -> [Float] {
    var parameters = [Float](repeating: 0, count: graph.parameterCount)
    switch form {
    case .ridge(let penalty):
      setRidge(penalty, &parameters)
    case .prototypes:
      let points = points(atLeast: 32 * graph.outputShapes[0].size)
      let choice = PrototypeChoice(
        centres: centres(of: points, count: graph.outputShapes[0].size), points: points, length: size, team: team)
      set(.weight, of: 0, in: &parameters, to: choice.weights)
      set(.bias, of: 0, in: &parameters, to: choice.bias)
      set(.weight, of: 2, in: &parameters, to: choice.values)
    case .denoisedPrototypes(let penalty):
      setRidge(penalty, &parameters)
      guard case .memory(let memory) = graph.layers[1], parameters.allSatisfy(\.isFinite) else { return [.nan] }
      let denoised = denoised(points(atLeast: 32 * memory.slots), by: parameters)
      set(.prototypes, of: 1, in: &parameters, to: centres(of: denoised, count: memory.slots))
    }
    return parameters
  }

  private var size: Int { graph.window.size }

  private func setRidge(_ penalty: Float, _ parameters: inout [Float]) {
    let moments = WindowMoments(of: points(atLeast: 4 * size), length: size, team: team)
    let map = RidgeMap(moments, penalty: Double(penalty), team: team)
    set(.weight, of: 0, in: &parameters, to: map.weights)
    set(.bias, of: 0, in: &parameters, to: map.bias)
  }

  /// What the first layer gives for `points`.
  private func denoised(_ points: [Float], by parameters: [Float]) -> [Float] {
    guard let layer = try? Graph(input: graph.input, nodes: [graph.nodes[0]]) else { return points }
    let windows = WindowSource(values: points, starts: Array(stride(from: 0, to: points.count, by: size)), length: size)
    return layer.forward(windows, parameters: Array(parameters[graph.parameterRange(of: 0)]), threads: team.threads)
      .output
  }

  private func centres(of points: [Float], count: Int) -> [Float] {
    KMeans.centres(of: points, dim: size, k: count, iterations: 25, random: random, team: team)
  }

  /// Windows one after the other, taken evenly from all sources.
  private func points(atLeast least: Int) -> [Float] {
    let limit = max(Self.sampleSize, least)
    let total = sources.reduce(0) { $0 + $1.count }
    var points: [Float] = []
    points.reserveCapacity(min(limit, total) * graph.window.size)
    for source in sources where source.count > 0 {
      let sample = source.evenSample(max(1, total > limit ? source.count * limit / total : source.count))
      for start in sample.starts { points += sample.values[start..<start + sample.length] }
    }
    return points
  }

  private func set(_ role: ParameterRole, of node: Int, in parameters: inout [Float], to values: [Float]) {
    guard let slot = graph.slots(of: node).first(where: { $0.role == role }) else { return }
    precondition(slot.range.count == values.count, "the graph has the layers of the closed form")
    parameters.replaceSubrange(slot.range, with: values)
  }
}
