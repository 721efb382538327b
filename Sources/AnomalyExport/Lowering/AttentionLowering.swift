import AnomalyNN

extension GraphLowering {
  mutating func lower(_ layer: AttentionLayer, at node: Int) -> Value { preconditionFailure("attention has no lowering") }
}
