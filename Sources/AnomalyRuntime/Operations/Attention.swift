extension Machine {
  /// Does nothing: the validator refuses the operation.
  @inline(__always)
  func runAttention(_ op: OpRecord) {}
}
