/// Each step normalised over its channels, of one buffer or of the sum of two.
struct LayerNormStep: ProgramStep {
  var name: String
  var input: Int
  /// What is added before; nil: nothing.
  var second: Int?
  /// Channels.
  var channels: Int
  var steps: Int
  /// Multiplies the normalised value, one a channel.
  var scale: [Float]
  /// Added then, one a channel.
  var shift: [Float]
  /// Added to the variance.
  var epsilon: Float
  /// The normalised steps.
  var target: Int

  var inputs: [Int] { [input] + (second.map { [$0] } ?? []) }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int16, .int8WithRest, .int16Planes, .int8] }
  var writable: [Storage] { [.int16, .int8WithRest, .int8] }
  /// One row of sums.
  func scratchBytes(isInteger: Bool) -> Int { isInteger ? 4 * channels : 0 }
}
