/// One-dimensional convolution over time: y[t] = f(Σ_k W_k x[t·stride + k − left] + b), x beyond its ends 0.
/// steps × in → steps′ × `filters`. Parameters: W `[filters][kernel · in]`, the first tap's channels first; b `[filters]`.
public struct ConvolutionLayer: LayerOptions {
  /// What happens at the ends.
  public enum Padding: String, Codable, Sendable, CaseIterable {
    /// steps′ = ⌈steps / stride⌉; of the zeros that takes, half, rounded down, stand before the first step.
    case same
    /// steps′ = ⌊(steps − kernel) / stride⌋ + 1, no zeros.
    case valid
  }

  /// Channels of the result; at least 1.
  public var filters: Int
  /// Steps that one result sees; at least 1.
  public var kernel: Int
  /// Steps from one result to the next; at least 1.
  public var stride: Int
  /// What happens at the ends.
  public var padding: Padding
  /// f.
  public var activation: Activation

  /// A convolution of `filters` channels.
  public init(
    filters: Int, kernel: Int, stride: Int = 1, padding: Padding = .same, activation: Activation = .linear
  ) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.activation = activation
  }

  /// Reads the options; all but filters and kernel have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      filters: try container.decode(Int.self, forKey: .filters),
      kernel: try container.decode(Int.self, forKey: .kernel),
      stride: try container.option(.stride, or: 1), padding: try container.option(.padding, or: .same),
      activation: try container.option(.activation, or: .linear))
  }

  /// A size below 1.
  public var fault: String? {
    fault("filters", filters) ?? fault("a kernel", kernel) ?? fault("a stride", stride)
  }

  /// A valid convolution needs as many steps as its kernel has.
  public func fault(of inputs: [Shape]) -> String? {
    padding == .same || inputs[0].steps >= kernel
      ? nil : "expected at least \(kernel) steps for a kernel without padding, got \(inputs[0].steps)"
  }

  /// steps′ × filters.
  public func outputShape(for inputs: [Shape]) -> Shape {
    switch padding {
    case .same: Shape(steps: (inputs[0].steps + stride - 1) / stride, channels: filters)
    case .valid: Shape(steps: (inputs[0].steps - kernel) / stride + 1, channels: filters)
    }
  }

  /// Steps of zeros before the first.
  public func leftPadding(steps: Int) -> Int {
    switch padding {
    case .same: max(((steps + stride - 1) / stride - 1) * stride + kernel - steps, 0) / 2
    case .valid: 0
    }
  }

  /// W, b.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [(.weight, [filters, kernel * inputs[0].channels]), (.bias, [filters])]
  }

  /// "32 kernel 7 stride 2 relu".
  public var summary: String { "\(filters) kernel \(kernel) stride \(stride) \(activation.rawValue)" }
}
