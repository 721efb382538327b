/// Its input, read flat, once at each of `count` steps: size → `count` × size.
public struct RepeatLayer: LayerOptions {
  /// Steps of the result; at least 1.
  public var count: Int

  /// A repetition.
  public init(count: Int) { self.count = count }

  /// No steps.
  public var fault: String? { fault("a count", count) }

  /// count × size.
  public func outputShape(for inputs: [Shape]) -> Shape { Shape(steps: count, channels: inputs[0].size) }

  /// "60".
  public var summary: String { "\(count)" }
}
