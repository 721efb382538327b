extension Machine {
  /// Heads of attention.
  @inline(never)
  func runAttention(_ op: UnsafePointer<OpRecord>) {
    if blob.isInteger { AttentionInteger(op, in: self).run() } else { AttentionFloat(op, in: self).run() }
  }
}
