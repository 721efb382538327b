extension Machine {
  /// Heads of attention.
  @inline(never)
  func runAttention(_ op: UnsafePointer<OpRecord>) {
    switch ElementType(rawValue: op.pointee.inputType).unsafelyUnwrapped {
    case .float32: AttentionFloat(op, in: self).run()
    default: AttentionInteger(op, in: self).run()
    }
  }
}
