/// A recurrent cell run over steps.
struct RecurrentStep: ProgramStep {
  var name: String
  var input: Int
  /// Its states.
  var target: Int

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [.int8] }
}
