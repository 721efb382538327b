/// What ends a float operation: the activation, then the range in which its result saturates.
struct FloatActivation {
  let function: FusedActivation
  let low: Float
  let high: Float

  @inline(__always)
  init(_ op: OpRecord) {
    function = FusedActivation(rawValue: op.activation).unsafelyUnwrapped
    low = Float(bitPattern: op.parameter0)
    high = Float(bitPattern: op.parameter1)
  }

  /// Replaces values by their results; what is not a number stays so.
  @inline(never)
  func apply(to values: UnsafeMutablePointer<Float>, count: Int) {
    let least = function == .relu ? max(low, 0) : low
    if function != .linear && function != .relu {
      for index in 0..<count where values[index] == values[index] { values[index] = result(values[index]) }
    }
    for index in 0..<count {
      let y = values[index] < least ? least : values[index]
      values[index] = y > high ? high : y
    }
  }

  /// The function of a number.
  private func result(_ x: Float) -> Float {
    switch function {
    case .leakyReLU: x < 0 ? 0.01 * x : x
    case .elu: x < 0 ? FloatMath.exp(x) - 1 : x
    case .gelu: (0.5 * x) * (1 + FloatMath.tanh(0.7978846 * (x + ((0.044715 * x) * x) * x)))
    case .silu: x * FloatMath.sigmoid(x)
    case .tanh: FloatMath.tanh(x)
    case .sigmoid: FloatMath.sigmoid(x)
    case .linear, .relu, .curve: x
    }
  }
}
