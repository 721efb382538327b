/// softmax(QKᵀ/√w)V in heads.
struct AttentionStep: ProgramStep {
  var name: String
  var input: Int
  /// The heads' results side by side.
  var target: Int

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [.int8] }
}
