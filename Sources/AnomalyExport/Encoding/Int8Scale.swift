/// How an activation is stored in 8 bits: value = scale·(q − zero), q in −128...127.
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
}
