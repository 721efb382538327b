public import AnomalyNN

/// Sequence to sequence: recurrent layers put the window into their last state, which others unfold again (Malhotra et al.
/// 2016, the decoder fed with the code at every step).
public struct RecurrentAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.hidden, .dropout]

  /// Which cell.
  public var cell: RecurrentLayer.Cell
  /// Cells of the encoder's layers, first to code.
  public var units: [Int]
  /// Share of values dropped between layers.
  public var dropout: Float

  /// The options, and where they are silent: layers of 32 and 16 cells.
  public init(cell: RecurrentLayer.Cell, options: ModelOptions = ModelOptions()) {
    self.cell = cell
    units = options.hidden ?? [32, 16]
    dropout = options.dropout ?? 0
  }

  /// Encoder, the code at every step, decoder, a dense layer at every step.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    var layers: [Layer] = []
    for (index, count) in units.enumerated() {
      layers += layer(count, returnsSequence: index < units.count - 1)
    }
    layers.append(.repetition(RepeatLayer(count: window.steps)))
    for count in units.reversed() { layers += layer(count, returnsSequence: true) }
    layers.append(.dense(DenseLayer(units: window.channels, isPerStep: true)))
    return try Graph(input: window, layers: layers)
  }

  private func layer(_ units: Int, returnsSequence: Bool) -> [Layer] {
    [.recurrent(RecurrentLayer(cell: cell, units: units, returnsSequence: returnsSequence))]
      + (dropout > 0 ? [.dropout(DropoutLayer(rate: dropout))] : [])
  }
}
