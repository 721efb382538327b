/// Limits of the gradient: of each element, and of its Euclidean norm (Pascanu, Mikolov and Bengio 2013).
struct GradientClip {
  /// Most Euclidean norm; 0 is no limit.
  let norm: Float
  /// Most magnitude of an element; 0 is no limit.
  let value: Float

  /// Brings every element of `range` to at most `value` in magnitude; NaN stays NaN.
  func clamp(_ gradient: UnsafeMutablePointer<Float>, _ range: Range<Int>) {
    for i in range { gradient[i] = gradient[i] > value ? value : gradient[i] < -value ? -value : gradient[i] }
  }

  /// Factor that brings a gradient of Euclidean norm `length` to at most `norm`.
  func scale(norm length: Double) -> Float {
    norm > 0 && length > Double(norm) ? Float(Double(norm) / length) : 1
  }

  /// Σ g² over `range`, sixteen partial sums in Float, added up in Double.
  static func sumOfSquares(_ gradient: UnsafePointer<Float>, _ range: Range<Int>) -> Double {
    var sums = SIMD16<Float>.zero
    let whole = range.lowerBound + range.count / 16 * 16
    for i in stride(from: range.lowerBound, to: whole, by: 16) {
      let lanes = UnsafeRawPointer(gradient + i).loadUnaligned(as: SIMD16<Float>.self)
      sums += lanes * lanes
    }
    var sum = 0.0
    for lane in sums.indices { sum += Double(sums[lane]) }
    for i in whole..<range.upperBound { sum += Double(gradient[i]) * Double(gradient[i]) }
    return sum
  }
}
