public import AnomalyNN

/// Stacked recurrent layers that predict the next row from those before it; the score is the squared error of the
/// prediction (Malhotra et al. 2015).
public struct RecurrentForecaster: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.hidden, .dropout, .predictedColumn]
  /// The next row.
  public static let horizon = 1

  /// Which cell.
  public var cell: RecurrentLayer.Cell
  /// Cells of each layer.
  public var units: [Int]
  /// Share of values dropped behind each layer.
  public var dropout: Float
  /// The column that is predicted; nil: all.
  public var column: Int?

  /// The options, and where they are silent: two layers of 32 cells, no dropout, all columns.
  public init(cell: RecurrentLayer.Cell, options: ModelOptions = ModelOptions()) {
    self.cell = cell
    units = options.hidden ?? [32, 32]
    dropout = options.dropout ?? 0
    column = options.predictedColumn
  }

  /// Recurrent layers, and a dense one for the prediction.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    var layers: [Layer] = []
    for (index, count) in units.enumerated() {
      layers.append(
        .recurrent(RecurrentLayer(cell: cell, units: count, returnsSequence: index < units.count - 1)))
      if dropout > 0 { layers.append(.dropout(DropoutLayer(rate: dropout))) }
    }
    return try Forecast(window: window, column: column).graph(layers)
  }
}

/// What a forecaster sees of a window, and what it is compared with: all rows but the last, and the last row or one value
/// of it.
struct Forecast {
  let window: Shape
  let column: Int?

  /// The layers, and a dense one that makes the prediction of what they give.
  func graph(_ layers: [Layer]) throws(GraphError) -> Graph {
    let row = (window.steps - 1) * window.channels
    let target = column.map { row + $0..<row + $0 + 1 } ?? row..<row + window.channels
    if let column, !(0..<window.channels).contains(column) { throw .badTarget(target: target, window: window) }
    return try Graph(
      input: Shape(steps: window.steps - 1, channels: window.channels),
      nodes: (layers + [.dense(DenseLayer(units: target.count))]).map { Node($0) }, window: window, target: target)
  }
}
