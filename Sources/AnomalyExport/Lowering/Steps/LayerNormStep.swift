/// Each step normalised over its channels.
struct LayerNormStep: ProgramStep {
  var name: String
  var input: Int
  /// The normalised steps.
  var target: Int

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [.int8] }
}
