import AnomalyNN

/// Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019), β₁ 0.9, β₂ 0.999, ε 1e-8.
///
/// θ ← θ − η λ θ − η m̂ / (√v̂ + ε). Elementwise: the result does not depend on how the parameters are divided.
final class Adam {
  private let count: Int
  private let learningRate: Double
  private let weightDecay: Float
  private let moments: UnsafeMutablePointer<Float>
  private let squares: UnsafeMutablePointer<Float>
  private let team: ThreadTeam
  private var power1 = 1.0
  private var power2 = 1.0

  private static let beta1: Float = 0.9
  private static let beta2: Float = 0.999
  private static let epsilon: Float = 1e-8
  /// Moments below this become 0; they would decay into subnormal numbers, which are slow.
  private static let negligible: Float = 1e-30
  /// Parameters that one task takes.
  private static let taskSize = 8192

  init(count: Int, learningRate: Float, weightDecay: Float, team: ThreadTeam) {
    self.count = count
    self.learningRate = Double(learningRate)
    self.weightDecay = weightDecay * learningRate
    self.team = team
    moments = .allocate(capacity: count)
    squares = .allocate(capacity: count)
    moments.initialize(repeating: 0, count: count)
    squares.initialize(repeating: 0, count: count)
  }

  deinit {
    moments.deallocate()
    squares.deallocate()
  }

  /// One step of all parameters along `gradient`.
  func step(_ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>) {
    power1 *= Double(Self.beta1)
    power2 *= Double(Self.beta2)
    let rate = Float(learningRate / (1 - power1))
    let scale = Float(1 / (1 - power2).squareRoot())
    team.perform((count + Self.taskSize - 1) / Self.taskSize) { [self] task in
      let range = task * Self.taskSize..<min((task + 1) * Self.taskSize, count)
      update(range, parameters, gradient, rate: rate, scale: scale)
    }
  }

  private func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, rate: Float,
    scale: Float
  ) {
    let (m, v) = (moments, squares)
    for i in range {
      let g = gradient[i]
      let moment = Self.beta1 * m[i] + (1 - Self.beta1) * g
      let square = Self.beta2 * v[i] + (1 - Self.beta2) * g * g
      m[i] = abs(moment) < Self.negligible ? 0 : moment
      v[i] = square < Self.negligible ? 0 : square
      parameters[i] -= weightDecay * parameters[i] + rate * m[i] / (v[i].squareRoot() * scale + Self.epsilon)
    }
  }
}
