/// How the parameters of a recurrent layer lie as one matrix `[rows][x, 1, h]`: W, b and U side by side.
///
/// Rows are gates in the order of the parameters; but a GRU's are n, r, z, and U h + c of n, so that those that see x
/// are neighbours, and those that see h.
struct RecurrentLayout {
  /// Rows, and those of their columns that are not always zero.
  struct Part {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  let channels: Int
  private let layer: RecurrentLayer
  /// All rows, divided where their columns change.
  let parts: [Part]
  /// All rows, in pieces for the tasks of the gradient.
  let tasks: [Range<Int>]

  init(layer: RecurrentLayer, channels: Int) {
    let (units, columns) = (layer.units, channels + 1 + layer.units)
    self.layer = layer
    self.channels = channels
    parts =
      switch layer.cell {
      case .simple, .lstm: [Part(rows: 0..<layer.cell.gates * units, columns: 0..<columns)]
      case .gru:
        [
          Part(rows: 0..<units, columns: 0..<channels + 1), Part(rows: units..<3 * units, columns: 0..<columns),
          Part(rows: 3 * units..<4 * units, columns: channels..<columns),
        ]
      }
    let rows = (layer.cell == .gru ? 4 : layer.cell.gates) * units
    tasks = stride(from: 0, to: rows, by: Self.taskRows).map { $0..<min($0 + Self.taskRows, rows) }
  }

  /// Most rows that one gradient task takes.
  private static let taskRows = 64

  /// Rows of the matrix.
  var rows: Int { (layer.cell == .gru ? 4 : layer.cell.gates) * layer.units }
  /// Columns of the matrix.
  var columns: Int { channels + 1 + layer.units }
  /// The columns of h.
  var state: Range<Int> { channels + 1..<columns }
  /// The rows that see x.
  var inputRows: Range<Int> { layer.cell == .gru ? 0..<3 * layer.units : 0..<rows }
  /// The rows that see h.
  var recurrentRows: Range<Int> { layer.cell == .gru ? layer.units..<rows : 0..<rows }

  /// Where the parameters of a row begin, and that of its bias; nil: the row has none.
  private func offsets(_ row: Int) -> (input: Int?, recurrent: Int?, bias: Int) {
    let (units, all) = (layer.units, layer.cell.gates * layer.units)
    var own = row
    if layer.cell == .gru { own = row < units ? row + 2 * units : row - units }
    let recurrentStart = all * channels
    let biasStart = recurrentStart + all * units
    return (
      inputRows.contains(row) ? own * channels : nil,
      recurrentRows.contains(row) ? recurrentStart + own * units : nil,
      // A GRU's c stands behind the biases, one for each of its last rows.
      biasStart + (inputRows.contains(row) ? own : all + row - inputRows.upperBound)
    )
  }

  /// The matrix from the parameters. What is always zero is not written.
  func gather(_ parameters: UnsafePointer<Float>, into matrix: UnsafeMutablePointer<Float>) {
    for row in 0..<rows {
      let (input, recurrent, bias) = offsets(row)
      let target = matrix + row * columns
      if let input { target.update(from: parameters + input, count: channels) }
      target[channels] = parameters[bias]
      if let recurrent { (target + state.lowerBound).update(from: parameters + recurrent, count: layer.units) }
    }
  }

  /// Some rows of the parameters from the matrix.
  func scatter(_ matrix: UnsafePointer<Float>, rows: Range<Int>, into parameters: UnsafeMutablePointer<Float>) {
    for row in rows {
      let (input, recurrent, bias) = offsets(row)
      let source = matrix + row * columns
      if let input { (parameters + input).update(from: source, count: channels) }
      parameters[bias] = source[channels]
      if let recurrent { (parameters + recurrent).update(from: source + state.lowerBound, count: layer.units) }
    }
  }

  /// `target` `[columns][rows]` from a part of the matrix.
  func transpose(
    _ matrix: UnsafePointer<Float>, rows: Range<Int>, columns: Range<Int>, into target: UnsafeMutablePointer<Float>
  ) {
    for row in rows {
      let source = matrix + row * self.columns
      for column in columns {
        target[(column - columns.lowerBound) * rows.count + row - rows.lowerBound] = source[column]
      }
    }
  }
}
