/// A fault of the synthetic plant: what it is, when it acts and which sensors show it.
public struct Fault: Sendable, Equatable {
  /// The ways a sensor or the plant fails.
  public enum Kind: String, Sendable, CaseIterable {
    /// One sensor creeps away from the truth, ever further, and jumps back at the end.
    case drift
    /// One sensor jumps for one to three samples.
    case spike
    /// One sensor repeats its last value while the plant goes on.
    case stuck
    /// The load cycle runs at more than twice its pace: every value stays in its range, the rhythm does not.
    case frequency
    /// One sensor shows what it showed half a load cycle before: plausible alone, impossible beside the others.
    case correlation
  }

  /// What fails.
  public let kind: Kind
  /// The rows it acts in.
  public let rows: Range<Int>
  /// The indices of the columns that show it.
  public let columns: [Int]

  /// A fault from its parts.
  public init(kind: Kind, rows: Range<Int>, columns: [Int]) {
    self.kind = kind
    self.rows = rows
    self.columns = columns
  }
}
