extension Machine {
  /// Layer normalisation.
  @inline(__always)
  func runLayerNorm(_ op: OpRecord) {
    switch ElementType(rawValue: op.outputType).unsafelyUnwrapped {
    case .float32: layerNormFloat(op)
    default: LayerNormInteger(op, in: self).run()
    }
  }
}
