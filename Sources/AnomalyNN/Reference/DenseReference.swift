/// The dense layer, slow and obvious, for one window: y = f(W x + b), W `[units][in]`.
extension DenseLayer {
  package func referenceForward<T: RealNumber>(_ x: [T], parameters: [T]) -> [T] {
    (0..<units).map { unit in
      var sum = parameters[units * x.count + unit]
      for i in x.indices { sum += parameters[unit * x.count + i] * x[i] }
      return activation(sum)
    }
  }

  /// From ∂L/∂y to ∂L/∂x and ∂L/∂(W, b).
  package func referenceBackward<T: RealNumber>(
    _ dy: [T], input x: [T], parameters: [T]
  ) -> (input: [T], parameters: [T]) {
    let y = referenceForward(x, parameters: parameters)
    var dx = [T](repeating: 0, count: x.count)
    var gradient = [T](repeating: 0, count: parameters.count)
    for unit in 0..<units {
      let da = dy[unit] * activation.derivative(atResult: y[unit])
      for i in x.indices {
        dx[i] += da * parameters[unit * x.count + i]
        gradient[unit * x.count + i] = da * x[i]
      }
      gradient[units * x.count + unit] = da
    }
    return (dx, gradient)
  }
}
