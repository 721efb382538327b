extension Machine {
  /// Layer normalisation.
  @inline(never)
  func runLayerNorm(_ op: UnsafePointer<OpRecord>) {
    switch ElementType(rawValue: op.pointee.outputType).unsafelyUnwrapped {
    case .float32: layerNormFloat(op.pointee)
    default: LayerNormInteger(op, in: self).run()
    }
  }
}
