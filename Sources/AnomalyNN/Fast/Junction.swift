/// The batch between layers: what one gave and, in training, the loss's derivative by it.
struct Junction {
  /// Extent of one window.
  let shape: Shape
  /// Results, feature by feature, a feature being a value of the shape read flat.
  let values: LaneTensor
  /// The same window by window, `[windows][size]`; where a reader asked for it.
  let flatRows: RowTensor?
  /// The same step by step, `[blocks · steps][16 windows][channels]`; where a reader asked for it.
  let stepRows: RowTensor?
  /// The derivative of the loss by `values`; in training, where anything before it can learn.
  let delta: LaneTensor?

  /// Writes the row forms of a block from its values.
  func fillRows(_ block: Int) {
    if let flatRows { values.transpose(block, into: flatRows) }
    if let stepRows { values.transpose(block, steps: shape.steps, channels: shape.channels, into: stepRows) }
  }
}

/// How a layer wants the other factor of its weight gradients laid out.
struct RowForms: OptionSet {
  let rawValue: Int
  /// Window by window.
  static let flat = RowForms(rawValue: 1)
  /// Step by step.
  static let perStep = RowForms(rawValue: 2)
}

/// One input of a layer.
struct Edge {
  let junction: Junction
  /// Whether another layer has already written the junction's δ when this one's turn comes: add to it.
  let accumulates: Bool

  var values: LaneTensor { junction.values }
  var delta: LaneTensor? { junction.delta }
}
