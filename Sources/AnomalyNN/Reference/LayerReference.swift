/// Every layer in one voice, for one window.
extension Layer {
  package func referenceForward<T: RealNumber>(_ x: [T], parameters: [T]) -> [T] {
    switch self {
    case .dense(let layer): layer.referenceForward(x, parameters: parameters)
    case .memory(let layer): layer.referenceForward(x, parameters: parameters)
    }
  }

  /// What the layer itself adds to the loss of a window.
  package func referencePenalty<T: RealNumber>(_ x: [T], parameters: [T]) -> T {
    switch self {
    case .dense: 0
    case .memory(let layer): T(layer.entropyWeight) * layer.referenceEntropy(x, parameters: parameters)
    }
  }

  /// From ∂L/∂y to ∂L/∂x and ∂L/∂parameters, L counting `penaltyFactor` times the layer's own penalty.
  package func referenceBackward<T: RealNumber>(
    _ dy: [T], input x: [T], parameters: [T], penaltyFactor: T
  ) -> (input: [T], parameters: [T]) {
    switch self {
    case .dense(let layer): layer.referenceBackward(dy, input: x, parameters: parameters)
    case .memory(let layer):
      layer.referenceBackward(
        dy, input: x, parameters: parameters, entropyFactor: penaltyFactor * T(layer.entropyWeight))
    }
  }
}
