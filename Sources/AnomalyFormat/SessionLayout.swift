/// How a session lies in the caller's memory: header, window ring, arena, scores that a decision
/// remembers. The same on every target.
public enum SessionLayout {
  /// Bytes of the session header.
  public static var headerBytes: Int { 128 }
  /// The arena and the whole session are multiples of this.
  public static var alignment: Int { 16 }

  /// Bytes of the ring: one 4-byte value (int32 residual units, or float32) per window element, padded to `alignment`.
  @inlinable
  public static func ringBytes(window: Int, columns: Int) -> Int {
    (window &* columns &* 4 &+ 15) & ~15
  }

  /// Where the arena begins.
  @inlinable
  public static func arenaOffset(window: Int, columns: Int) -> Int {
    headerBytes &+ ringBytes(window: window, columns: columns)
  }

  /// Bytes of the scores that a mean looks back on.
  @inlinable
  public static func historyBytes(_ decision: DecisionRecord) -> Int {
    decision.smoothing == Smoothing.mean.rawValue ? (Int(decision.length) &* 4 &+ 15) & ~15 : 0
  }

  /// Bytes of the model's input, which lies at the start of the arena.
  @inlinable
  public static func inputBytes(window: Int, columns: Int, type: ElementType) -> Int {
    (window &* columns &* type.bytes &+ 15) & ~15
  }
}
