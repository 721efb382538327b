import CAnomalyKernels

/// From raw samples to the ring, and from the ring to the model's input.
extension Session {
  /// Scales the values of `rows` rows into the ring, from its row `first` on.
  ///
  /// t = (x − center)·gain, two roundings; saturates at `InputRange`; rounds to nearest even for an int8 program; NaN
  /// is kept as missing.
  ///
  /// - Parameters:
  ///   - readings: `rows` rows of `blob.columns` values.
  @inline(never)
  func load(_ readings: Readings, rows: Int, first: Int) {
    let columns = blob.columns
    let values = ring + first &* columns
    #if arch(x86_64)
      if case .float32(let samples) = readings { return load(samples, rows: rows, into: values) }
    #else
      if columns == 1, case .float32(let samples) = readings {
        return Scaling(blob.column(0), isInteger: isInteger).load(samples, count: rows, into: values)
      }
    #endif
    for column in 0..<columns {
      let scaling = Scaling(blob.column(column), isInteger: isInteger)
      var place = column
      for _ in 0..<rows {
        switch readings {
        case .float32(let samples): values[place] = scaling.stored(samples[place])
        case .int16(let samples): values[place] = scaling.stored(scaling.physical(samples[place]))
        }
        place &+= columns
      }
    }
  }

  #if arch(x86_64)
    /// The same for samples in physical units: a column's samples at once, or a row's.
    private func load(_ samples: UnsafePointer<Float>, rows: Int, into values: UnsafeMutablePointer<Int32>) {
      let limit = isInteger ? InputRange.integer : InputRange.float
      let missing = isInteger ? InputRange.missing : Int32(bitPattern: Float.nan.bitPattern)
      let form = anomaly_reading_form(
        limit: Int32(bitPattern: limit.bitPattern), missing: missing, rounds: isInteger ? 1 : 0)
      let columns = blob.columns
      let (runs, length) = columns == 1 ? (1, rows) : (rows, columns)
      for run in 0..<runs {
        anomaly_scale_readings(
          header.pointee.tier, values + run &* length, samples + run &* length, blob.start(of: .columns),
          columns == 1 ? 0 : 1, Int32(truncatingIfNeeded: length), form)
      }
    }
  #endif

  /// How the samples of one column are scaled; loaded once before a loop.
  private struct Scaling {
    let record: ColumnRecord
    let limit: Float
    let isInteger: Bool

    @inline(__always)
    init(_ record: ColumnRecord, isInteger: Bool) {
      self.record = record
      limit = isInteger ? InputRange.integer : InputRange.float
      self.isInteger = isInteger
    }

    /// A sample as the ring keeps it.
    @inline(__always)
    func stored(_ x: Float) -> Int32 {
      // By bits: comparing floats is slow where the processor has none.
      var bits = ((x - record.center) * record.gain).bitPattern
      let magnitude = bits & 0x7FFF_FFFF
      if magnitude > limit.bitPattern {
        if magnitude > Float.infinity.bitPattern {
          return isInteger ? InputRange.missing : Int32(bitPattern: Float.nan.bitPattern)
        }
        bits = bits & 0x8000_0000 | limit.bitPattern
      }
      return isInteger ? FloatMath.nearest(Float(bitPattern: bits)) : Int32(bitPattern: bits)
    }

    /// A converter's reading in physical units.
    @inline(__always)
    func physical(_ reading: Int16) -> Float {
      Float(Int(reading)) * record.converterScale + record.converterOffset
    }

    /// Stores samples side by side: windows of one variable, whose loop the processor's vectors can take.
    @_optimize(speed) @inline(never)
    func load(_ samples: UnsafePointer<Float>, count: Int, into values: UnsafeMutablePointer<Int32>) {
      let scaling = self
      for index in 0..<count { values[index] = scaling.stored(samples[index]) }
    }
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
    return older || newer ? fillMissing(first, count) : (0, 0)
  }

  /// round(value / 2^inputShift) + inputZero, ties upwards, saturated. Returns whether a value is missing.
  @_optimize(speed) @inline(never)
  private func quantise(_ values: UnsafePointer<Int32>, count: Int, into output: UnsafeMutablePointer<Int8>) -> Bool {
    let shift = Int32(blob.header.inputShift)
    let zero = blob.header.inputZero
    #if arch(x86_64)
      return anomaly_quantise(output, values, Int32(truncatingIfNeeded: count), shift, zero) != 0
    #else
      let half: Int32 = 1 &<< (shift &- 1)
      var least = Int32.max
      for index in 0..<count {
        let value = values[index]
        least = min(least, value)
        let steps = Session.inputSteps(value, half, shift, zero)
        output[index] = Int8(truncatingIfNeeded: min(max(steps, -128), 127))
      }
      return least == InputRange.missing
    #endif
  }

  /// A value in residual units as the model's input has it, before it saturates.
  @inline(__always)
  static func inputSteps(_ value: Int32, _ half: Int32, _ shift: Int32, _ zero: Int32) -> Int32 {
    (value &+ half) &>> shift &+ zero
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
    return missing ? fillMissing(first, count) : (0, 0)
  }

  /// Puts the column's fill value, as the model takes it, in the place of every missing value, and counts them.
  @inline(never)
  private func fillMissing(_ first: Int, _ count: Int) -> (window: Int, targets: Int) {
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
        fill(index, with: blob.column(column).fill)
      }
      column &+= 1
      if column == columns { column = 0 }
    }
    return (missing, missingTargets)
  }

  /// Writes input `index` of the model.
  private func fill(_ index: Int, with value: Float) {
    if isInteger {
      let units = Int32(value)
      _ = withUnsafePointer(to: units) {
        quantise($0, count: 1, into: arena.assumingMemoryBound(to: Int8.self) + index)
      }
    } else {
      arena.assumingMemoryBound(to: Float.self)[index] = min(max(value, blob.header.inputLow), blob.header.inputHigh)
    }
  }
}
