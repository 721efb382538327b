/// Where a reference layer stands, and whether it trains.
package struct ReferencePlace: Sendable {
  /// Index of the node.
  package var node: Int
  /// Shapes of its inputs.
  package var inputs: [Shape]
  /// Shape of its result.
  package var output: Shape
  /// Random numbers of the training step; nil: inference.
  package var noise: NoiseKey?
}

/// A layer, slow and obvious, for a whole batch: what the fast kernels are held against.
///
/// A batch of inputs is `[window][input][value]`, one of results `[window][value]`.
package protocol ReferenceLayer {
  /// The results.
  func referenceForward<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> [[T]]
  /// From ∂L/∂y to ∂L/∂x and ∂L/∂parameters. L counts the layer's own penalty.
  func referenceBackward<T: RealNumber>(
    _ dy: [[T]], _ x: [[[T]]], _ place: ReferencePlace, parameters: [T]
  ) -> (inputs: [[[T]]], parameters: [T])
  /// What the layer itself adds to the loss of the batch.
  func referencePenalty<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> T
}

extension ReferenceLayer {
  package func referencePenalty<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> T { 0 }
}

/// A layer that treats each window of a batch by itself.
package protocol WindowReferenceLayer: ReferenceLayer {
  /// The result for one window; `noise` is that of the node and the window, nil in inference.
  func windowForward<T: RealNumber>(_ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]) -> [T]
  /// From ∂L/∂y to ∂L/∂x and ∂L/∂parameters; the window's own penalty counts `share` times.
  func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T])
  /// The penalty of one window; the batch takes the mean.
  func windowPenalty<T: RealNumber>(_ x: [[T]], _ place: ReferencePlace, parameters: [T]) -> T
}

extension WindowReferenceLayer {
  package func windowPenalty<T: RealNumber>(_ x: [[T]], _ place: ReferencePlace, parameters: [T]) -> T { 0 }

  package func referenceForward<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> [[T]] {
    x.enumerated().map { window, x in
      windowForward(x, place, noise: place.noise?.at(node: place.node, window: window), parameters: parameters)
    }
  }

  package func referenceBackward<T: RealNumber>(
    _ dy: [[T]], _ x: [[[T]]], _ place: ReferencePlace, parameters: [T]
  ) -> (inputs: [[[T]]], parameters: [T]) {
    var gradient = [T](repeating: 0, count: parameters.count)
    var inputs: [[[T]]] = []
    for window in x.indices {
      let back = windowBackward(
        dy[window], x[window], place, noise: place.noise?.at(node: place.node, window: window),
        share: 1 / T(x.count), parameters: parameters)
      for i in gradient.indices { gradient[i] += back.parameters[i] }
      inputs.append(back.inputs)
    }
    return (inputs, gradient)
  }

  package func referencePenalty<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> T {
    x.reduce(0) { $0 + windowPenalty($1, place, parameters: parameters) } / T(x.count)
  }
}
