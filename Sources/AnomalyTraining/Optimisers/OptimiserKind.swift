/// How parameters θ follow the gradient g with step size η; the raw value is the name of `--optimiser`.
///
/// Weight decay λ is added to the gradient, g + λ θ, for all but `adamw`.
public enum OptimiserKind: String, Codable, CaseIterable, Sendable {
  /// Stochastic gradient descent with momentum μ (Polyak 1964): v ← μ v + g, θ ← θ − η v; after Nesterov (1983)
  /// θ ← θ − η (g + μ v).
  case sgd
  /// RMSprop (Tieleman and Hinton 2012): s ← 0.99 s + 0.01 g², θ ← θ − η g / (√s + 1e-8).
  case rmsprop
  /// Adam (Kingma and Ba 2015) with β₁ 0.9, β₂ 0.999, ε 1e-8.
  case adam
  /// Adam with decoupled weight decay (Loshchilov and Hutter 2019): θ ← θ − η λ θ beside its step.
  case adamw
}

extension OptimiserKind {
  /// The arithmetic for `count` parameters.
  func rule(count: Int, options: TrainingOptions) -> any UpdateRule {
    switch self {
    case .sgd:
      GradientDescent(
        count: count, momentum: options.momentum, isNesterov: options.isNesterov, weightDecay: options.weightDecay)
    case .rmsprop: RMSProp(count: count, weightDecay: options.weightDecay)
    case .adam: Adam(count: count, weightDecay: options.weightDecay, isDecoupled: false)
    case .adamw: Adam(count: count, weightDecay: options.weightDecay, isDecoupled: true)
    }
  }
}
