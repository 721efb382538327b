/// From raw samples to the ring, and from the ring to the model's input.
extension Session {
  /// Scales `count` samples of one column, `columns` values apart, into the ring.
  ///
  /// t = (x − center)·gain, two roundings; saturates at `InputRange`; rounds to nearest even for an int8 program; NaN
  /// is kept as missing.
  @inline(__always)
  func load(
    _ column: Int, count: Int, row: Int, from sample: (Int) -> Float
  ) {
    let record = blob.column(column)
    let columns = blob.columns
    let values = ring + (row &* columns &+ column)
    let limit = isInteger ? InputRange.integer : InputRange.float
    if isInteger {
      for index in 0..<count {
        var t = (sample(index &* columns &+ column) - record.center) * record.gain
        t = t > limit ? limit : t
        t = t < -limit ? -limit : t
        values[index &* columns] = t == t ? FloatMath.nearest(t) : InputRange.missing
      }
    } else {
      for index in 0..<count {
        var t = (sample(index &* columns &+ column) - record.center) * record.gain
        t = t > limit ? limit : t
        t = t < -limit ? -limit : t
        values[index &* columns] = Int32(bitPattern: t == t ? t.bitPattern : Float.nan.bitPattern)
      }
    }
  }

  /// A converter's reading in physical units.
  @inline(__always)
  func physical(_ reading: Int16, column: Int) -> Float {
    let record = blob.column(column)
    return Float(Int(reading)) * record.converterScale + record.converterOffset
  }

  /// Writes the window at the start of the arena as the model takes it, missing values filled.
  ///
  /// - Returns: how many values are missing in the window, and how many among the residual's targets.
  func formInput() -> (window: Int, targets: Int) {
    let first = Int(header.pointee.head) &* blob.columns
    let count = blob.windowCount
    return isInteger ? formIntegerInput(first, count) : formFloatInput(first, count)
  }

  private func formIntegerInput(_ first: Int, _ count: Int) -> (window: Int, targets: Int) {
    let output = arena.assumingMemoryBound(to: Int8.self)
    let older = quantise(ring + first, count: count &- first, into: output)
    let newer = quantise(ring, count: first, into: output + (count &- first))
    if !older && !newer { return (0, 0) }
    return fillMissing(first, count) { index, fill in
      output[index] = quantised(Int32(fill))
    }
  }

  /// round(value / 2^inputShift) + inputZero, ties upwards, saturated. Returns whether a value is missing.
  @inline(__always)
  private func quantise(_ values: UnsafePointer<Int32>, count: Int, into output: UnsafeMutablePointer<Int8>) -> Bool {
    var least = Int32.max
    for index in 0..<count {
      let value = values[index]
      least = min(least, value)
      output[index] = quantised(value)
    }
    return least == InputRange.missing
  }

  @inline(__always)
  private func quantised(_ value: Int32) -> Int8 {
    let shift = Int32(blob.header.inputShift)
    let steps = (value &+ (1 &<< (shift &- 1))) &>> shift &+ blob.header.inputZero
    return Int8(truncatingIfNeeded: min(max(steps, -128), 127))
  }

  private func formFloatInput(_ first: Int, _ count: Int) -> (window: Int, targets: Int) {
    let output = arena.assumingMemoryBound(to: Float.self)
    let low = blob.header.inputLow
    let high = blob.header.inputHigh
    var missing = false
    for index in 0..<count {
      let position = first &+ index
      let value = Float(bitPattern: UInt32(bitPattern: ring[position >= count ? position &- count : position]))
      missing = missing || value != value
      output[index] = value < low ? low : value > high ? high : value
    }
    if !missing { return (0, 0) }
    return fillMissing(first, count) { index, fill in output[index] = min(max(fill, low), high) }
  }

  /// Puts the column's fill value in the place of every missing value, and counts them.
  @inline(__always)
  private func fillMissing(_ first: Int, _ count: Int, _ put: (Int, Float) -> Void) -> (window: Int, targets: Int) {
    let targets = Int(blob.score.targetOffset)..<Int(blob.score.targetOffset &+ blob.score.residualCount)
    let columns = blob.columns
    var missing = 0
    var missingTargets = 0
    var column = 0
    for index in 0..<count {
      let position = first &+ index
      let bits = ring[position >= count ? position &- count : position]
      let value = Float(bitPattern: UInt32(bitPattern: bits))
      if isInteger ? bits == InputRange.missing : value != value {
        missing &+= 1
        if index >= targets.lowerBound && index < targets.upperBound { missingTargets &+= 1 }
        put(index, blob.column(column).fill)
      }
      column &+= 1
      if column == columns { column = 0 }
    }
    return (missing, missingTargets)
  }
}
