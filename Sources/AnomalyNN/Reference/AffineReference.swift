/// Dense layers and convolutions, slow and obvious: at every position y = f(W · patch + b), where a patch is `taps` steps
/// of the input and steps beyond its ends are 0.
struct AffineReference {
  var geometry: AffineGeometry
  var activation: Activation

  func forward<T: RealNumber>(_ x: [T], parameters: [T]) -> [T] {
    arguments(x, parameters: parameters).map { activation($0) }
  }

  func backward<T: RealNumber>(_ dy: [T], _ x: [T], parameters: [T]) -> (inputs: [[T]], parameters: [T]) {
    let a = arguments(x, parameters: parameters)
    var dx = [T](repeating: 0, count: x.count)
    var gradient = [T](repeating: 0, count: parameters.count)
    forEachProduct { output, input, weight in
      let da = dy[output] * activation.derivative(at: a[output], result: activation(a[output]))
      dx[input] += da * parameters[weight]
      gradient[weight] += da * x[input]
    }
    for output in a.indices {
      gradient[geometry.weightCount + output % geometry.biasCount] +=
        dy[output] * activation.derivative(at: a[output], result: activation(a[output]))
    }
    return ([dx], gradient)
  }

  private func arguments<T: RealNumber>(_ x: [T], parameters: [T]) -> [T] {
    var a = (0..<geometry.outputCount).map { parameters[geometry.weightCount + $0 % geometry.biasCount] }
    forEachProduct { output, input, weight in a[output] += parameters[weight] * x[input] }
    return a
  }

  /// Every pair of output and input with the weight between them.
  private func forEachProduct(_ body: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
    let g = geometry
    for position in 0..<g.positions {
      for row in 0..<g.rows where position * g.rows + row < g.outputCount {
        for tap in 0..<g.taps {
          let step = position * g.stride + tap - g.leftPadding
          guard step >= 0, step < g.inputSteps else { continue }
          for channel in 0..<g.channels {
            body(
              position * g.rows + row, step * g.channels + channel, (row * g.taps + tap) * g.channels + channel)
          }
        }
      }
    }
  }
}

extension AffineLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    AffineReference(geometry: geometry(for: place.inputs[0]), activation: activation)
      .forward(x[0], parameters: parameters)
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    AffineReference(geometry: geometry(for: place.inputs[0]), activation: activation)
      .backward(dy, x[0], parameters: parameters)
  }
}

extension DenseLayer: WindowReferenceLayer {}
extension ConvolutionLayer: WindowReferenceLayer {}
extension TransposedConvolutionLayer: WindowReferenceLayer {}
