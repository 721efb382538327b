/// Elementwise sum or join of two buffers.
struct CombineStep: ProgramStep {
  var name: String
  var input: Int
  /// The result.
  var target: Int

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [.int8] }
}
