extension Machine {
  /// Layer normalisation.
  @inline(never)
  func runLayerNorm(_ op: UnsafePointer<OpRecord>) {
    if !blob.isInteger { return layerNormFloat(op.pointee) }
    #if arch(x86_64)
      normaliseInteger(op)
    #else
      LayerNormInteger(op, in: self).run()
    #endif
  }
}
