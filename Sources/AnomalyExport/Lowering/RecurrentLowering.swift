import AnomalyNN

extension GraphLowering {
  mutating func lower(_ layer: RecurrentLayer, at node: Int) -> Value { preconditionFailure("recurrent has no lowering") }
}
