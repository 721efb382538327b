import AnomalyData
import AnomalyNN

/// Mean and main components of windows: the fewest that hold 90 % of their variance, at most 32.
///
/// Found by subspace iteration from random directions (Halko, Martinsson and Tropp 2011), so that windows of some thousand
/// samples cost seconds at most.
struct PrincipalSubspace {
  /// Share of the variance to hold.
  static let share = 0.9
  /// Most components.
  static let most = 32
  /// Most windows that are looked at, taken evenly.
  static let sample = 2048
  private static let iterations = 8

  let mean: [Float]
  /// `[count][length]`, orthonormal, by falling variance.
  let components: [[Float]]

  /// The components of `normal`, at least one window.
  init(_ normal: ScaledWindows, seed: UInt64) {
    let windows = normal.evenSample(Self.sample)
    let (rows, length) = (windows.count, windows.length)
    var values = windows.rows(0..<rows)
    var sums = [Double](repeating: 0, count: length)
    for (place, value) in values.enumerated() { sums[place % length] += Double(value) }
    mean = sums.map { Float($0 / Double(rows)) }
    for place in values.indices { values[place] -= mean[place % length] }
    let total = values.reduce(0.0) { $0 + Double($1) * Double($1) }

    var source = RandomSource(seed: seed)
    var basis = (0..<min(Self.most, rows, length)).map { _ in (0..<length).map { _ in Float(source.normal()) } }
    var variances: [Double] = []
    for _ in 0..<Self.iterations {
      (basis, variances) = Self.orthonormal(Self.covariance(values, times: basis))
    }
    var held = 0.0
    var count = 0
    while count < basis.count, held < Self.share * total, variances[count] > 0 {
      held += variances[count]
      count += 1
    }
    components = Array(basis.prefix(count))
  }

  /// Squared distance of each window from the subspace through the mean.
  func residuals(_ windows: ScaledWindows, threads: Int) -> [Float] {
    var residuals = [Float](repeating: 0, count: windows.count)
    let piece = 256
    residuals.withUnsafeMutableBufferPointer { residuals in
      nonisolated(unsafe) let residuals = residuals
      ThreadTeam(threads: threads).perform((windows.count + piece - 1) / piece) { task in
        for window in task * piece..<min((task + 1) * piece, windows.count) {
          let centred = zip(windows.values[windows.starts[window]..<windows.starts[window] + windows.length], mean)
            .map { $0 - $1 }
          let held = components.reduce(Float(0)) { sum, component in
            let length = product(component, centred)
            return sum + length * length
          }
          residuals[window] = max(product(centred, centred) - held, 0)
        }
      }
    }
    return residuals
  }

  /// XᵀX B for centred windows X, direction by direction.
  private static func covariance(_ values: [Float], times basis: [[Float]]) -> [[Float]] {
    let length = basis[0].count
    return values.withUnsafeBufferPointer { values in
      basis.map { direction in
        var result = [Float](repeating: 0, count: length)
        for start in stride(from: 0, to: values.count, by: length) {
          let window = UnsafeBufferPointer(rebasing: values[start..<start + length])
          let weight = direction.withUnsafeBufferPointer { product(window, $0) }
          result.withUnsafeMutableBufferPointer { result in
            for place in 0..<length { result[place] += weight * window[place] }
          }
        }
        return result
      }
    }
  }

  /// Orthonormal directions of the same span, each the one of largest image left, and the variance that each had.
  private static func orthonormal(_ images: [[Float]]) -> (basis: [[Float]], variances: [Double]) {
    var rest = images
    var basis: [[Float]] = []
    var variances: [Double] = []
    while !rest.isEmpty {
      let lengths = rest.map { product($0, $0).squareRoot() }
      let largest = lengths.indices.reduce(0) { lengths[$1] > lengths[$0] ? $1 : $0 }
      let direction = rest.remove(at: largest)
      let length = lengths[largest]
      variances.append(Double(length))
      let unit = length > 0 ? direction.map { $0 / length } : direction
      basis.append(unit)
      // Twice: rounding of the first pass shows where images are nearly parallel.
      for _ in 0..<2 {
        for index in rest.indices {
          let along = product(rest[index], unit)
          for place in unit.indices { rest[index][place] -= along * unit[place] }
        }
      }
    }
    return (basis, variances)
  }
}

private func product(_ a: [Float], _ b: [Float]) -> Float {
  a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in product(a, b) } }
}

/// Σ aᵢbᵢ, sixteen sums side by side.
private func product(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
  var sums = SIMD16<Float>.zero
  var place = 0
  while place + 16 <= a.count {
    let left = UnsafeRawPointer(a.baseAddress! + place).loadUnaligned(as: SIMD16<Float>.self)
    sums += left * UnsafeRawPointer(b.baseAddress! + place).loadUnaligned(as: SIMD16<Float>.self)
    place += 16
  }
  var sum = sums.sum()
  while place < a.count {
    sum += a[place] * b[place]
    place += 1
  }
  return sum
}
