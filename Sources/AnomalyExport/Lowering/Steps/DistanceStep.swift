/// The squared distance to the nearest prototype.
struct DistanceStep: ProgramStep {
  var name: String
  var input: Int
  /// Values of the input, the first of the buffer.
  var count: Int
  /// Row-major `[slots][count]`.
  var prototypes: [Float]
  /// What the distance counts in the score.
  var weight: Float

  var inputs: [Int] { [input] }
  var output: Int? { nil }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [] }
}
