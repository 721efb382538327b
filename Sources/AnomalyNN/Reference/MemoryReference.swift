/// The memory layer, slow and obvious, for one window: w = softmax(s / temperature), ŵ = shrunk w, y = Σ ŵᵢ Mᵢ.
extension MemoryLayer: WindowReferenceLayer {
  /// The attention ŵ over the slots for the query `z`.
  package func referenceAttention<T: RealNumber>(_ z: [T], parameters: [T]) -> [T] {
    shrunk(softmax(z, parameters: parameters))
  }

  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let z = x[0]
    let w = referenceAttention(z, parameters: parameters)
    return z.indices.map { i in
      var sum: T = 0
      for slot in 0..<slots { sum += w[slot] * parameters[slot * z.count + i] }
      return sum
    }
  }

  /// The entropy −Σ ŵ ln ŵ, a weight of 0 counting nothing, times its weight.
  package func windowPenalty<T: RealNumber>(_ x: [[T]], _ place: ReferencePlace, parameters: [T]) -> T {
    T(entropyWeight) * entropy(x[0], parameters: parameters)
  }

  private func entropy<T: RealNumber>(_ z: [T], parameters: [T]) -> T {
    referenceAttention(z, parameters: parameters).reduce(0) { $1 > 0 ? $0 - $1 * T.logarithm($1) : $0 }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let z = x[0]
    let entropyFactor = share * T(entropyWeight)
    let dim = z.count
    let w = softmax(z, parameters: parameters)
    let attention = shrunk(w)
    var gradient = [T](repeating: 0, count: parameters.count)

    // The read.
    var dAttention = [T](repeating: 0, count: slots)
    for slot in 0..<slots {
      for i in 0..<dim {
        dAttention[slot] += dy[i] * parameters[slot * dim + i]
        gradient[slot * dim + i] += dy[i] * attention[slot]
      }
      if attention[slot] > 0 { dAttention[slot] -= entropyFactor * (T.logarithm(attention[slot]) + 1) }
    }

    // Shrink, softmax.
    let dw = shrunkBackward(dAttention, softmax: w)
    let mean = zip(w, dw).reduce(0) { $0 + $1.0 * $1.1 }
    let ds = zip(w, dw).map { $0 * ($1 - mean) / T(temperature) }

    // The comparison.
    var dz = [T](repeating: 0, count: dim)
    for slot in 0..<slots {
      let m = Array(parameters[slot * dim..<(slot + 1) * dim])
      switch similarity {
      case .dot:
        for i in 0..<dim {
          dz[i] += ds[slot] * m[i]
          gradient[slot * dim + i] += ds[slot] * z[i]
        }
      case .cosine:
        let cosine = compare(z, m)
        let zLength = length(z)
        let mLength = length(m)
        for i in 0..<dim {
          dz[i] += ds[slot] * (m[i] / mLength - cosine * z[i] / zLength) / zLength
          gradient[slot * dim + i] += ds[slot] * (z[i] / zLength - cosine * m[i] / mLength) / mLength
        }
      }
    }
    return ([dz], gradient)
  }

  private func compare<T: RealNumber>(_ z: [T], _ m: [T]) -> T {
    let dot = zip(z, m).reduce(0) { $0 + $1.0 * $1.1 }
    switch similarity {
    case .dot: return dot
    case .cosine: return dot / (length(z) * length(m))
    }
  }

  private func length<T: RealNumber>(_ x: [T]) -> T {
    x.reduce(T(Self.lengthEpsilon)) { $0 + $1 * $1 }.squareRoot()
  }

  private func softmax<T: RealNumber>(_ z: [T], parameters: [T]) -> [T] {
    let s = (0..<slots).map { slot in
      compare(z, Array(parameters[slot * z.count..<(slot + 1) * z.count])) / T(temperature)
    }
    let top = s.max() ?? 0
    let e = s.map { T.exponential($0 - top) }
    let sum = e.reduce(0, +)
    return e.map { $0 / sum }
  }

  private func shrunk<T: RealNumber>(_ w: [T]) -> [T] {
    guard shrink > 0 else { return w }
    let f = w.map { max($0 - T(shrink), 0) * $0 / (abs($0 - T(shrink)) + T(Self.shrinkEpsilon)) }
    let sum = f.reduce(0, +)
    return sum == 0 ? w : f.map { $0 / sum }
  }

  private func shrunkBackward<T: RealNumber>(_ dy: [T], softmax w: [T]) -> [T] {
    guard shrink > 0 else { return dy }
    let epsilon = T(Self.shrinkEpsilon)
    let f = w.map { max($0 - T(shrink), 0) * $0 / (abs($0 - T(shrink)) + epsilon) }
    let sum = f.reduce(0, +)
    if sum == 0 { return dy }
    let mean = zip(f, dy).reduce(0) { $0 + $1.0 * $1.1 } / sum
    return w.indices.map { slot in
      let excess = w[slot] - T(shrink)
      if excess <= 0 { return 0 }
      let slope = excess / (excess + epsilon) + w[slot] * epsilon / ((excess + epsilon) * (excess + epsilon))
      return (dy[slot] - mean) / sum * slope
    }
  }
}
