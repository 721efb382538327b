/// The operands of an attention operation: rows of heads in its inputs, and the memory it works in.
///
/// A row of the input begins with the queries of all heads, `heads` · `width` values. A row of the second input holds from
/// `firstKey` on the keys of all heads, and behind them the values of all heads, as many each.
public struct AttentionLayout: Sendable {
  /// Rows of the input: steps that ask, 1 or more.
  public var queries: Int
  /// Rows of the second input: steps that are asked, 1...`largestKeys`.
  public var keys: Int
  /// Heads, side by side.
  public var heads: Int
  /// Values of one head.
  public var width: Int
  /// Values of a row of the input.
  public var queryRow: Int
  /// Values of a row of the second input.
  public var keyRow: Int
  /// Where the keys begin in a row of the second input.
  public var firstKey: Int

  /// What a validated record says.
  @inlinable
  public init(_ op: OpRecord) {
    queries = Int(op.positions)
    keys = Int(op.parameter2)
    heads = Int(op.parameter1)
    width = Int(op.outputCount) / heads
    queryRow = Int(op.inputStride)
    keyRow = Int(op.secondCount) / keys
    firstKey = Int(op.parameter3)
  }

  /// The rows of an attention by their parts.
  public init(queries: Int, keys: Int, heads: Int, width: Int, queryRow: Int, keyRow: Int, firstKey: Int) {
    self.queries = queries
    self.keys = keys
    self.heads = heads
    self.width = width
    self.queryRow = queryRow
    self.keyRow = keyRow
    self.firstKey = firstKey
  }

  /// Most rows of the second input: weights of 2¹⁴ each then add up to less than 2²⁴.
  public static var largestKeys: Int { 1023 }

  /// Entries of the table of 2^(14 − i / 256) that an int8 attention reads.
  public static var powerCount: Int { 256 }

  /// The first of them.
  public static var largestPower: Int16 { 1 << 14 }

  /// Columns of the result: all heads.
  @inlinable
  public var columns: Int { heads &* width }

  /// `keys` rounded up to a multiple of 4.
  @inlinable
  public var paddedKeys: Int { BlockedLayout.padded(keys) }

  /// `width` rounded up to a multiple of 4.
  @inlinable
  public var paddedWidth: Int { BlockedLayout.padded(width) }

  /// Values of one head's keys, and of its values, once they lie as a matrix of padded rows and columns.
  @inlinable
  public var matrixCount: Int { paddedKeys &* paddedWidth }

  /// Sums that are kept for one query: one a key, then one a value of the head.
  @inlinable
  public var sumCount: Int { paddedKeys > paddedWidth ? paddedKeys : paddedWidth }

  /// Scratch bytes: keys and values of one head as matrices, sums, and in int8 programs the weights as two planes and one
  /// query.
  @inlinable
  public func scratchBytes(isInteger: Bool) -> Int {
    isInteger
      ? 2 &* matrixCount &+ 4 &* sumCount &+ 2 &* paddedKeys &+ paddedWidth
      : 8 &* matrixCount &+ 4 &* (paddedKeys &+ paddedWidth)
  }
}

/// Which keys a query sees.
public enum AttentionMask: UInt8, Sendable {
  /// All.
  case none = 0
  /// Those of its own step and before.
  case causal = 1
}
