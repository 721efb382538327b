/// Two inputs side by side: steps × a and steps × b → steps × (a + b).
public struct JoinLayer: LayerOptions {
  /// A join.
  public init() {}

  /// Two.
  public var inputCounts: ClosedRange<Int> { 2...2 }

  /// Different numbers of steps.
  public func fault(of inputs: [Shape]) -> String? {
    inputs[0].steps == inputs[1].steps
      ? nil : "expected as many steps in both inputs, got \(inputs[0]) and \(inputs[1])"
  }

  /// steps × (a + b).
  public func outputShape(for inputs: [Shape]) -> Shape {
    Shape(steps: inputs[0].steps, channels: inputs[0].channels + inputs[1].channels)
  }
}
