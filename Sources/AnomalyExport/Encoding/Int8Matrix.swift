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

  /// What turns accumulators into multiples of each row's unit: fixed-point multipliers behind the smallest left shift
  /// with which all fit, so that they are the finest.
  ///
  /// - Parameters:
  ///   - units: one for each row.
  ///   - saturating: where a multiplier fits behind no shift, the greatest stands for it: for a layer that is dead on the
  ///     calibration windows, so that its range is next to nothing and nearly every accumulator saturates anyway.
  /// - Returns: nil when accumulators overflow, or multipliers do not fit and may not saturate.
  func requantisation(to units: [Double], saturating: Bool) -> (preshift: Int, multipliers: [Int32])? {
    guard let room = preshift else { return nil }
    let fitting = (1...room).first { multipliers(to: units, preshift: $0).fit }
    guard let shift = fitting ?? (saturating ? room : nil) else { return nil }
    return (shift, multipliers(to: units, preshift: shift).values)
  }

  /// Fixed-point multipliers behind a left shift, and whether all fit; those that do not are the greatest there is.
  func multipliers(to units: [Double], preshift: Int) -> (values: [Int32], fit: Bool) {
    let exact = zip(rowScale, units).map { input.scale * $0 / $1 * powerOfTwo(32 - preshift) }
    return (exact.map { Int32(min($0.rounded(), 0x1p31 - 1)) }, exact.allSatisfy { $0 < 0x1p31 - 1 })
  }
}

/// 2^n.
func powerOfTwo(_ n: Int) -> Double { Double(sign: .plus, exponent: n, significand: 1) }
