extension Machine {
  /// Heads of attention.
  @inline(never)
  func runAttention(_ op: UnsafePointer<OpRecord>) {
    if !blob.isInteger { return AttentionFloat(op, in: self).run() }
    #if arch(x86_64)
      attendInteger(op)
    #else
      AttentionInteger(op, in: self).run()
    #endif
  }
}
