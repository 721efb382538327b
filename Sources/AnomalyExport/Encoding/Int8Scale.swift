/// How an activation is stored in integers: value = scale·(q − zero); in 8 bits q is −128...127.
struct Int8Scale: Equatable {
  var scale: Double
  var zero: Int32

  init(scale: Double, zero: Int32) {
    self.scale = scale
    self.zero = zero
  }

  /// The finest scale that holds a range which includes 0.
  init(holding range: ClosedRange<Float>) {
    let low = min(Double(range.lowerBound), 0)
    let high = max(Double(range.upperBound), 0)
    let width = max(high - low, 1e-6)
    scale = width / 255
    zero = Int32(min(max((-128 - low / scale).rounded(), -128), 127))
  }

  /// The finest scale with zero at 0 that holds a range in −limit...limit.
  init(symmetric range: ClosedRange<Float>, limit: Double) {
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    scale = max(Double(largest), 1e-6) / limit
    zero = 0
  }
}
