/// What a session counts of its stream since init or reset. 28 bytes.
struct HealthState {
  /// Windows whose verdict was not unknown.
  var windows: UInt64 = 0
  /// Values that were NaN.
  var missing: UInt64 = 0
  /// Values beyond the range that the model sees.
  var saturated: UInt64 = 0
  /// The mean p-value of those windows, each newer one weighing 1/64; begins at 1/2, what normal windows average.
  var meanPValue: Float = 0.5
}

/// The condition of a stream; field by field the `anomaly_condition` of the C interface.
public struct StreamHealth: Sendable {
  /// Samples since init or reset.
  public var samples: UInt64
  /// Windows whose verdict was not unknown.
  public var windows: UInt64
  /// Values that were missing.
  public var missing: UInt64
  /// Values beyond the range that the model sees.
  public var saturated: UInt64
  /// Columns that have not changed over the whole window, once the window is full; missing throughout counts as well.
  public var constantColumns: UInt32
  /// The running mean of p-values, in [0, 1].
  public var meanPValue: Float
}

extension Session {
  /// The condition of the stream. Takes time in proportion to the window.
  public var health: StreamHealth {
    let state = header.pointee
    var constant: UInt32 = 0
    if state.filled == blob.header.window && blob.window > 1 {
      for column in 0..<blob.columns where isConstant(column) { constant &+= 1 }
    }
    return StreamHealth(
      samples: state.samples, windows: state.health.windows, missing: state.health.missing,
      saturated: state.health.saturated, constantColumns: constant, meanPValue: state.health.meanPValue)
  }

  private func isConstant(_ column: Int) -> Bool {
    var place = column
    while place < blob.windowCount {
      if ring[place] != ring[column] { return false }
      place &+= blob.columns
    }
    return true
  }

  /// Counts what is wrong with a sample that lies in row `row` of the ring.
  @inline(never)
  func count(row: Int) {
    let values = ring + row &* blob.columns
    for column in 0..<blob.columns {
      switch condition(of: values[column]) {
      case .missing: header.pointee.health.missing &+= 1
      case .saturated: header.pointee.health.saturated &+= 1
      case .inside: break
      }
    }
  }

  private enum Condition {
    case inside, missing, saturated
  }

  private func condition(of value: Int32) -> Condition {
    if isInteger {
      if value == InputRange.missing { return .missing }
      let shift = Int32(blob.header.inputShift)
      let steps = Session.inputSteps(value, 1 &<< (shift &- 1), shift, blob.header.inputZero)
      return steps < -128 || steps > 127 ? .saturated : .inside
    }
    let x = Float(bitPattern: UInt32(bitPattern: value))
    if x != x { return .missing }
    return x < blob.header.inputLow || x > blob.header.inputHigh ? .saturated : .inside
  }

  /// Takes in the p-value of a window that was scored.
  func count(pValue: Float) {
    header.pointee.health.windows &+= 1
    header.pointee.health.meanPValue += (pValue - header.pointee.health.meanPValue) * 0x1p-6
  }
}
