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

  /// Clears what the kernels of a processor left in the scratch memory of an int8 program's attention, so that sessions
  /// hold the same bytes on every one.
  @inline(__always)
  func clearScratch(_ op: UnsafePointer<OpRecord>) {
    if !blob.isInteger { return }
    let words = (arena + Int(op.pointee.scratchOffset)).assumingMemoryBound(to: UInt32.self)
    for index in 0..<Int(op.pointee.scratchBytes >> 2) { words[index] = 0 }
  }
}
