extension Loss {
  /// Sums the loss over the first `windows` lanes of one block and writes its derivative, times `scale`, to `delta`; the
  /// other lanes get 0.
  func apply(
    output: UnsafeMutablePointer<Lanes>, target: UnsafeMutablePointer<Lanes>, count: Int, windows: Int, scale: Float,
    delta: UnsafeMutablePointer<Lanes>
  ) -> Double {
    if self == .binaryCrossEntropy {
      return applyCrossEntropy(
        output: output.floats, target: target.floats, count: count, windows: windows, scale: scale, delta: delta.floats)
    }
    for i in 0..<count { delta[i] = output[i] - target[i] }
    let r = delta.floats
    if windows < Lanes.laneCount {
      for i in 0..<count { for lane in windows..<Lanes.laneCount { r[i * Lanes.laneCount + lane] = 0 } }
    }
    var sum = Lanes.zero
    switch self {
    case .binaryCrossEntropy: break
    case .squaredError:
      for i in 0..<count {
        sum += delta[i] * delta[i]
        delta[i] *= 2 * scale
      }
    case .absoluteError:
      for i in 0..<count {
        let residual = delta[i]
        sign(r + i * Lanes.laneCount)
        sum += residual * delta[i]
        delta[i] *= scale
      }
    case .huber(let bound):
      for i in 0..<count {
        let residual = delta[i]
        clamp(r + i * Lanes.laneCount, bound)
        sum += delta[i] * (residual - delta[i] * 0.5)
        delta[i] *= scale
      }
    }
    return sum.total
  }

  private func applyCrossEntropy(
    output: UnsafeMutablePointer<Float>, target: UnsafeMutablePointer<Float>, count: Int, windows: Int, scale: Float,
    delta: UnsafeMutablePointer<Float>
  ) -> Double {
    let low = Self.crossEntropyMargin
    let high = 1 - low
    var sum = 0.0
    for i in 0..<count * Lanes.laneCount {
      guard i % Lanes.laneCount < windows else {
        delta[i] = 0
        continue
      }
      let y = output[i] < low ? low : output[i] > high ? high : output[i]
      sum -= Double(target[i] * Float.logarithm(y) + (1 - target[i]) * Float.logarithm(1 - y))
      delta[i] = (y - target[i]) / (y * (1 - y)) * scale
    }
    return sum
  }

  /// Each lane becomes −1, 0 or 1; NaN stays NaN.
  @inline(__always) private func sign(_ r: UnsafeMutablePointer<Float>) {
    for lane in 0..<Lanes.laneCount { r[lane] = r[lane] > 0 ? 1 : r[lane] < 0 ? -1 : r[lane] }
  }

  @inline(__always) private func clamp(_ r: UnsafeMutablePointer<Float>, _ bound: Float) {
    for lane in 0..<Lanes.laneCount { r[lane] = r[lane] > bound ? bound : r[lane] < -bound ? -bound : r[lane] }
  }
}
