/// What a decoder asks with before it has seen anything: a learned table that takes the place of the input, of which only
/// the number of channels counts. → `steps` × channels. Parameters: table `[steps][channels]`.
public struct QueriesLayer: LayerOptions {
  /// Steps of the result; at least 1.
  public var steps: Int

  /// A table of `steps` queries.
  public init(steps: Int) { self.steps = steps }

  /// No steps.
  public var fault: String? { fault("steps", steps) }

  /// steps × the channels of the input.
  public func outputShape(for inputs: [Shape]) -> Shape { Shape(steps: steps, channels: inputs[0].channels) }

  /// The table.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [(.table, [steps, inputs[0].channels])]
  }

  /// "50".
  public var summary: String { "\(steps)" }
}
