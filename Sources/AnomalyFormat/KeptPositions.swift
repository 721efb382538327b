/// What overlapping windows share: positions of a dense operation whose input is, in the next window that reads it, only
/// moved. A window keeps their results, and a later one computes the others alone.
///
/// An operation that moves by a fraction of its stride from window to window shares with the window `phases` before it,
/// and keeps as many sets of results.
public struct KeptPositions: Sendable, Equatable {
  /// The first position that is not computed again.
  public var first: UInt32
  /// How many such positions there are, at least 1.
  public var count: UInt32
  /// Position p of a window gives what p + shift gave `phases` windows before; at least 1.
  public var shift: UInt32
  /// 1, 2, 4 or 8.
  public var phases: UInt32

  /// Positions `first ..< first + count`.
  public init(first: UInt32, count: UInt32, shift: UInt32, phases: UInt32) {
    self.first = first
    self.count = count
    self.shift = shift
    self.phases = phases
  }

  /// The most phases.
  public static var largestPhases: UInt32 { 8 }
}

extension OpRecord {
  /// Bit of `flags`: a dense operation keeps results from window to window.
  public static var keepsPositions: UInt8 { 2 }

  /// Whether it does, at the end of its scratch memory.
  @inlinable
  public var keepsPositions: Bool { code == OpCode.dense.rawValue && flags & OpRecord.keepsPositions != 0 }

  /// What it keeps; meaningful with the bit above.
  public var kept: KeptPositions {
    get { KeptPositions(first: parameter2, count: parameter3, shift: secondOffset, phases: secondCount) }
    set {
      (parameter2, parameter3, secondOffset, secondCount) = (
        newValue.first, newValue.count, newValue.shift, newValue.phases
      )
    }
  }
}
