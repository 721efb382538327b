extension Machine {
  /// Does nothing: the validator refuses the operation.
  @inline(__always)
  func runDivergence(_ op: OpRecord) -> Float { 0 }
}
