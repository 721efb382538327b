/// Kullback–Leibler divergence of a Gaussian from the standard one.
struct DivergenceStep: ProgramStep {
  var name: String
  var input: Int

  var inputs: [Int] { [input] }
  var output: Int? { nil }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [] }
}
