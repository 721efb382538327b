import AnomalyFormat

/// softmax(QKᵀ/√w)V in heads.
struct AttentionStep: ProgramStep {
  var name: String
  /// Rows, heads and where they lie.
  var layout: AttentionLayout
  var mask: AttentionMask
  /// Rows that begin with the queries of all heads.
  var queries: Int
  /// Rows that hold the keys of all heads and behind them the values; may be the same buffer.
  var memory: Int
  /// The heads' results side by side.
  var target: Int

  var inputs: [Int] { queries == memory ? [queries] : [queries, memory] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8] }
  var writable: [Storage] { [.int8] }
  func scratchBytes(isInteger: Bool) -> Int { layout.scratchBytes(isInteger: isInteger) }
}
