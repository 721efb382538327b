/// The sum of two inputs of one shape.
public struct AddLayer: LayerOptions {
  /// A sum.
  public init() {}

  /// Two.
  public var inputCounts: ClosedRange<Int> { 2...2 }

  /// Different shapes.
  public func fault(of inputs: [Shape]) -> String? {
    inputs[0] == inputs[1] ? nil : "expected two inputs of one shape, got \(inputs[0]) and \(inputs[1])"
  }
}
