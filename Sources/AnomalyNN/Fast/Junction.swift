/// The batch between two layers: what the one before gave and, in training, the loss's derivative by it.
struct Junction {
  /// Results, feature by feature.
  let values: LaneTensor
  /// The same window by window; training only.
  let rows: RowTensor?
  /// The derivative of the loss by `values`; training only, and not for the input of the graph.
  let delta: LaneTensor?
}
