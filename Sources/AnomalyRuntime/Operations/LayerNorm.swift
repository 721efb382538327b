extension Machine {
  /// Layer normalisation.
  @inline(never)
  func runLayerNorm(_ op: UnsafePointer<OpRecord>) {
    if blob.isInteger { LayerNormInteger(op, in: self).run() } else { layerNormFloat(op.pointee) }
  }
}
