import AnomalyFormat

/// A weight matrix in 8 bits with one scale a row, and what makes its accumulators outputs.
///
/// With x = inputScale·(q − inputZero), row r gives W·x + b = rowScale[r]·inputScale·acc[r],
/// acc[r] = Σ weights[r, c]·q[c] + bias[r].
struct Int8Matrix {
  /// Row-major, −127...127.
  var weights: [Int8]
  /// Scale of each row's weights.
  var rowScale: [Double]
  /// `[rows]`, or `[positions][rows]`.
  var bias: [Int32]
  var input: Int8Scale
  /// The largest |acc| that any input can cause.
  var largestAccumulator: Double

  /// - Parameters:
  ///   - inputBound: the largest Σ|q·w| a row can reach, in units of its largest |w|; nil: from the weights.
  ///   - largestInput: the largest |q|.
  init(_ step: DenseStep, input: Int8Scale, inputBound: Double? = nil, largestInput: Double = 128) {
    self.input = input
    weights = []
    weights.reserveCapacity(step.weights.count)
    rowScale = []
    bias = [Int32](repeating: 0, count: step.bias.count)
    largestAccumulator = 1
    for row in 0..<step.rows {
      let values = step.weights[row * step.columns..<(row + 1) * step.columns]
      let largest = Double(values.reduce(0) { max($0, $1.magnitude) })
      let places = stride(from: row, to: step.bias.count, by: step.rows)
      let largestOffset = Double(places.reduce(0) { max($0, step.bias[$1].magnitude) })
      // The bias must fit beside the products; a row of zeros still has one.
      let scale = max(largest / 127, largestOffset / (input.scale * 0x1p26), 1e-30)
      var sum: Int64 = 0
      var magnitudes: Int64 = 0
      for value in values {
        let quantised = Int8(max(min((Double(value) / scale).rounded(), 127), -127))
        weights.append(quantised)
        sum += Int64(quantised)
        magnitudes += Int64(quantised.magnitude)
      }
      rowScale.append(scale)
      let products = inputBound.map { $0 * 127 } ?? Double(magnitudes) * largestInput
      for place in places {
        let offset = (Double(step.bias[place]) / (input.scale * scale)).rounded()
        let whole = offset - Double(Int64(input.zero) * sum)
        bias[place] = Int32(max(min(whole, 0x1p30), -0x1p30))
        largestAccumulator = max(largestAccumulator, products + whole.magnitude)
      }
    }
  }

  /// The largest left shift that no accumulator overflows, 1...30; nil when there is none.
  var preshift: Int? {
    let room = Int(((0x1p31 - 1) / largestAccumulator).exponent)
    return room < 1 ? nil : min(room, 30)
  }

  /// The left shift with the finest multipliers for each row's unit, at most `preshift`; nil when none fits.
  func preshift(for units: [Double]) -> Int? {
    guard let room = preshift else { return nil }
    let gain = zip(rowScale, units).reduce(0) { max($0, input.scale * $1.0 / $1.1) }
    return (1...room).first { gain * powerOfTwo(32 - $0) < 0x1p31 - 1 }
  }

  /// Fixed-point multipliers that turn accumulators into multiples of `unit`; nil when one would not fit.
  func multipliers(unit: Double, preshift: Int) -> [Int32]? {
    multipliers(units: [Double](repeating: unit, count: rowScale.count), preshift: preshift)
  }

  /// The same, the greatest multiplier where one would not fit: for a layer that is dead on the calibration windows, so
  /// that its range is next to nothing and nearly every accumulator saturates.
  func saturatedMultipliers(units: [Double], preshift: Int) -> [Int32] {
    zip(rowScale, units).map { scale, unit in
      Int32(min((input.scale * scale / unit * powerOfTwo(32 - preshift)).rounded(), 0x1p31 - 1))
    }
  }

  /// The same with a unit for every row.
  func multipliers(units: [Double], preshift: Int) -> [Int32]? {
    var result: [Int32] = []
    for (scale, unit) in zip(rowScale, units) {
      let multiplier = (input.scale * scale / unit * powerOfTwo(32 - preshift)).rounded()
      if multiplier >= 0x1p31 { return nil }
      result.append(Int32(multiplier))
    }
    return result
  }
}

/// 2^n.
func powerOfTwo(_ n: Int) -> Double { Double(sign: .plus, exponent: n, significand: 1) }
