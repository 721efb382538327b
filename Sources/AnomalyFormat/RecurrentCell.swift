/// What a recurrent operation computes in one step.
public enum RecurrentCell: UInt8, Sendable {
  /// h' = tanh(Wx + Uh + b) (Elman 1990).
  case simple = 0
  /// Input, forget and output gate around a cell state (Hochreiter and Schmidhuber 1997, Gers et al. 2000).
  case lstm = 1
  /// Reset and update gate (Cho et al. 2014), the reset applied behind the recurrent product.
  case gru = 2

  /// Rows of the weight matrices for one unit. LSTM: input, forget, candidate, output; GRU: reset, update, candidate.
  @inlinable
  public var gates: Int {
    switch self {
    case .simple: 1
    case .lstm: 4
    case .gru: 3
    }
  }

  /// The gate whose curve is tanh; that of all others is the sigmoid.
  @inlinable
  public var candidate: Int {
    switch self {
    case .simple: 0
    case .lstm, .gru: 2
    }
  }
}

/// Bits of `OpRecord.flags` of a recurrent operation.
public enum RecurrentFlags {
  /// The result holds the hidden values of every step, not only of the last.
  public static var returnsSequence: UInt8 { 1 }
  /// State and hidden values go on from the window before; in the arena's last `BlobHeader.carriedBytes`.
  public static var carriesState: UInt8 { 2 }
}
