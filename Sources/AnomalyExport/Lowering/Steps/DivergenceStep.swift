/// The divergence ½ Σ (e^v + μ² − 1 − v) of means μ and log variances v.
struct DivergenceStep: ProgramStep {
  var name: String
  var input: Int
  /// Means and log variances together, the first values of the buffer.
  var count: Int
  /// What the divergence counts in the score.
  var weight: Float

  var inputs: [Int] { [input] }
  var output: Int? { nil }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [] }
}
