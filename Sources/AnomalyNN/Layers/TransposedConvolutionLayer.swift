/// The upsampling mirror of a strided convolution, in polyphase form: every input step gives `stride` steps of the
/// result, each from the `kernel` / `stride` input steps around it, input beyond its ends 0.
///
/// steps × in → `steps` × `filters`, cut off at the end. Parameters: W `[stride · filters][taps · in]` with
/// taps = kernel / stride, the filters of the first of the `stride` steps first; b `[filters]`.
public struct TransposedConvolutionLayer: LayerOptions {
  /// Channels of the result; at least 1.
  public var filters: Int
  /// Steps of the result that one input step reaches; a multiple of `stride`.
  public var kernel: Int
  /// Steps of the result for one input step; at least 1.
  public var stride: Int
  /// Steps of the result, at most input steps · stride.
  public var steps: Int
  /// f.
  public var activation: Activation

  /// A transposed convolution of `filters` channels.
  public init(filters: Int, kernel: Int, stride: Int, steps: Int, activation: Activation = .linear) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.steps = steps
    self.activation = activation
  }

  /// Reads the options; the activation has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      filters: try container.decode(Int.self, forKey: .filters),
      kernel: try container.decode(Int.self, forKey: .kernel),
      stride: try container.decode(Int.self, forKey: .stride), steps: try container.decode(Int.self, forKey: .steps),
      activation: try container.option(.activation, or: .linear))
  }

  /// Input steps that one result sees.
  public var taps: Int { kernel / stride }
  /// Input steps of zeros before the first.
  public var leftPadding: Int { (taps - 1) / 2 }

  /// A size below 1, or a kernel that is no multiple of the stride.
  public var fault: String? {
    if let problem = fault("filters", filters) ?? fault("a kernel", kernel) ?? fault("a stride", stride)
      ?? fault("steps", steps)
    {
      return problem
    }
    return kernel % stride == 0 ? nil : "expected a kernel that is a multiple of the stride \(stride), got \(kernel)"
  }

  /// More steps than the input can give.
  public func fault(of inputs: [Shape]) -> String? {
    let most = inputs[0].steps * stride
    return steps <= most && steps > most - stride
      ? nil : "expected \(most - stride + 1) to \(most) steps from an input of \(inputs[0].steps), got \(steps)"
  }

  /// steps × filters.
  public func outputShape(for inputs: [Shape]) -> Shape { Shape(steps: steps, channels: filters) }

  /// W, b.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [(.weight, [stride * filters, taps * inputs[0].channels]), (.bias, [filters])]
  }

  /// "32 kernel 8 stride 2 relu".
  public var summary: String { "\(filters) kernel \(kernel) stride \(stride) \(activation.rawValue)" }
}
