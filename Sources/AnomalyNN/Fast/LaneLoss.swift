import CTrainingKernels

extension Loss {
  /// Sums the loss over the first `windows` lanes of one block and writes its derivative, times `scale`, to `delta`; the
  /// other lanes get 0.
  func apply(
    output: UnsafeMutablePointer<Lanes>, target: UnsafeMutablePointer<Lanes>, count: Int, windows: Int, scale: Float,
    delta: UnsafeMutablePointer<Lanes>, instructions: Instructions = .best
  ) -> Double {
    let (kind, bound) = kernel
    var sums = Lanes.zero
    withUnsafeMutablePointer(to: &sums) { sums in
      training_loss(
        instructions.rawValue, kind, bound, output.floats, target.floats, count, windows, scale, delta.floats,
        sums.floats)
    }
    return sums.total
  }

  /// The number by which the kernels know it, and its bound.
  private var kernel: (kind: Int32, bound: Float) {
    switch self {
    case .squaredError: (Int32(TRAINING_SQUARED), 0)
    case .absoluteError: (Int32(TRAINING_ABSOLUTE), 0)
    case .huber(let bound): (Int32(TRAINING_HUBER), bound)
    case .binaryCrossEntropy: (Int32(TRAINING_CROSS_ENTROPY), Self.crossEntropyMargin)
    }
  }
}
