extension Loss {
  /// Sums the loss over one block and writes its derivative, times `scale`, to `delta`. `mask` is 0 for lanes past the
  /// end of the batch.
  @inline(__always) func apply(
    output: UnsafePointer<Lanes>, target: UnsafePointer<Lanes>, count: Int, mask: Lanes, scale: Float,
    delta: UnsafeMutablePointer<Lanes>
  ) -> Double {
    var sum = Lanes.zero
    switch self {
    case .squaredError:
      for i in 0..<count {
        let r = (output[i] - target[i]) * mask
        sum += r * r
        delta[i] = r * (2 * scale)
      }
    case .absoluteError:
      for i in 0..<count {
        let r = (output[i] - target[i]) * mask
        let sign = Lanes(repeating: 1).replacing(with: -1, where: r .< 0).replacing(with: 0, where: r .== 0)
        sum += r * sign
        delta[i] = sign * scale
      }
    case .huber(let bound):
      for i in 0..<count {
        let r = (output[i] - target[i]) * mask
        let low = r.replacing(with: -bound, where: r .< -bound)
        let clamped = low.replacing(with: bound, where: low .> bound)
        sum += clamped * (r - clamped * 0.5)
        delta[i] = clamped * scale
      }
    }
    return sum.total
  }
}
