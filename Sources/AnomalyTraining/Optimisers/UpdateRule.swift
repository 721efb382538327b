/// The arithmetic of one optimiser. Elementwise: the result does not depend on how the parameters are divided.
protocol UpdateRule: Sendable {
  /// What the rule remembers between steps.
  var state: FloatBuffers { get }

  /// One step of the parameters in `range`. The gradient counts `step.scale` times.
  func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, step: UpdateStep)
}

/// One step as all parameters see it.
struct UpdateStep {
  /// From 1.
  var number: Int
  /// η.
  var rate: Double
  /// Factor of the gradient, from clipping by norm.
  var scale: Float = 1
}
