import AnomalyFormat

/// Softmax over the channels of every step, or attention over the slots of a memory.
struct SoftmaxStep: ProgramStep {
  var name: String
  var similarity: Similarity
  /// Multiplies the similarity before the softmax.
  var factor: Float
  /// λ of the hard shrink; 0 switches it off.
  var shrink: Float
  /// Similarities.
  var input: Int
  /// What was compared with the slots of a memory; nil: there is none.
  var query: Int?
  /// Attention.
  var target: Int

  var inputs: [Int] { [input] + (query.map { [$0] } ?? []) }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { input == self.input ? [.int32] : [.int8] }
  var writable: [Storage] { [.int16Planes] }
}
