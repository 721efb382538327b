import CTrainingKernels

extension Activation {
  /// y = f(y + b) in place over `steps` times `[units]` lanes; each step has the same bias. `arguments`, of the same
  /// extent, keeps y + b where the derivative will need it.
  func apply(
    _ y: UnsafeMutablePointer<Lanes>, bias: UnsafePointer<Float>, units: Int, steps: Int = 1,
    arguments: UnsafeMutablePointer<Lanes>? = nil, instructions: Instructions = .best
  ) {
    training_activate(
      instructions.rawValue, number, y.floats, arguments?.floats, bias, units, steps)
  }

  /// y = f(y) in place.
  func apply(_ y: UnsafeMutablePointer<Lanes>, count: Int, instructions: Instructions = .best) {
    training_activate(instructions.rawValue, number, y.floats, nil, nil, count, 1)
  }

  /// delta = delta ∘ f′ in place, f′ taken at the argument x, where f needs it, and the result y.
  func applyDerivative(
    _ delta: UnsafeMutablePointer<Lanes>, argument x: UnsafeMutablePointer<Lanes>,
    result y: UnsafeMutablePointer<Lanes>, count: Int, instructions: Instructions = .best
  ) {
    guard self != .linear else { return }
    training_differentiate(instructions.rawValue, number, delta.floats, x.floats, y.floats, count)
  }

  /// The number by which the kernels know it.
  private var number: Int32 {
    switch self {
    case .linear: Int32(TRAINING_LINEAR)
    case .relu: Int32(TRAINING_RELU)
    case .leakyRelu: Int32(TRAINING_LEAKY_RELU)
    case .elu: Int32(TRAINING_ELU)
    case .gelu: Int32(TRAINING_GELU)
    case .silu: Int32(TRAINING_SILU)
    case .tanh: Int32(TRAINING_TANH)
    case .sigmoid: Int32(TRAINING_SIGMOID)
    }
  }
}
