extension Machine {
  /// Heads of attention.
  @inline(__always)
  func runAttention(_ op: OpRecord) {
    switch ElementType(rawValue: op.inputType).unsafelyUnwrapped {
    case .float32: AttentionFloat(op, in: self).run()
    default: AttentionInteger(op, in: self).run()
    }
  }
}
