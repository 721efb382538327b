/// A recurrent cell that runs over the steps of its input from a state of zeros: steps × in → steps × `units`, or only
/// the last state, 1 × `units`. Parameters: W `[gates · units][in]`, U `[gates · units][units]`, b `[gates · units]`, and
/// for a GRU c `[units]`.
///
/// - simple (Elman 1990): h′ = tanh(W x + U h + b)
/// - lstm (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), gates i, f, g, o:
///   c′ = σ(f) c + σ(i) tanh(g), h′ = σ(o) tanh(c′)
/// - gru (Cho et al. 2014, the reset gate behind the matrix product), gates r, z, n:
///   n = tanh(W x + b + σ(r) (U h + c)), h′ = (1 − σ(z)) n + σ(z) h
public struct RecurrentLayer: LayerOptions {
  /// Which cell.
  public enum Cell: String, Codable, Sendable, CaseIterable {
    /// One tanh.
    case simple
    /// Long short-term memory.
    case lstm
    /// Gated recurrent unit.
    case gru

    /// Blocks of `units` rows in the weight matrices.
    public var gates: Int {
      switch self {
      case .simple: 1
      case .lstm: 4
      case .gru: 3
      }
    }
  }

  /// Which cell.
  public var cell: Cell
  /// Values of the state; at least 1.
  public var units: Int
  /// Whether every step's state is given on, or only the last one's.
  public var returnsSequence: Bool

  /// A layer of `units` cells.
  public init(cell: Cell, units: Int, returnsSequence: Bool) {
    self.cell = cell
    self.units = units
    self.returnsSequence = returnsSequence
  }

  /// Reads the options; without a word on it only the last state is given on.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      cell: try container.decode(Cell.self, forKey: .cell), units: try container.decode(Int.self, forKey: .units),
      returnsSequence: try container.option(.returnsSequence, or: false))
  }

  /// Too few units.
  public var fault: String? { fault("units", units) }

  /// steps × units, or 1 × units.
  public func outputShape(for inputs: [Shape]) -> Shape {
    Shape(steps: returnsSequence ? inputs[0].steps : 1, channels: units)
  }

  /// W, U, b; for a GRU also c.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    let rows = cell.gates * units
    return [(.weight, [rows, inputs[0].channels]), (.recurrentWeight, [rows, units]), (.bias, [rows])]
      + (cell == .gru ? [(.recurrentBias, [units])] : [])
  }

  /// "lstm 64 sequence".
  public var summary: String { "\(cell.rawValue) \(units)\(returnsSequence ? " sequence" : "")" }
}
