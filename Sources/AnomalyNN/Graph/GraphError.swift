/// Why a list of layers is no graph.
public enum GraphError: Error, Equatable, CustomStringConvertible {
  /// The input has no values.
  case emptyInput(Shape)
  /// The window is no longer version of the input.
  case badWindow(window: Shape, input: Shape)
  /// The target lies outside the window or is empty.
  case badTarget(target: Range<Int>, window: Shape)
  /// A score term names no node, or has a weight that is not positive.
  case badScore(node: Int, weight: Float)
  /// There is no layer.
  case noLayers
  /// A layer's options are out of range; `problem` reads "expected …, got …".
  case badLayer(index: Int, layer: Layer, problem: String)
  /// The graph would need more parameters than this package trains.
  case tooLarge(index: Int, layer: Layer)

  /// One sentence: what was expected, what came, what to try.
  public var description: String {
    switch self {
    case .emptyInput(let shape):
      "the input needs at least 1 step and 1 channel, got \(shape): choose a longer window or more columns"
    case .badWindow(let window, let input):
      "expected a window with the channels of the input and at least its steps, \(input), got \(window)"
    case .badTarget(let target, let window):
      "expected a target inside the \(window.size) values of a window, got \(target.lowerBound) to \(target.upperBound)"
    case .badScore(let node, let weight):
      "expected score terms of existing layers with weights greater than 0, got layer \(node) with weight \(weight)"
    case .noLayers:
      "a graph needs at least one layer, got none: add a dense layer as wide as the input"
    case .badLayer(let index, let layer, let problem):
      "layer \(index) (\(layer)): \(problem)"
    case .tooLarge(let index, let layer):
      "layer \(index) (\(layer)) takes the graph over \(Graph.parameterLimit) parameters: choose fewer units or a shorter window"
    }
  }
}
