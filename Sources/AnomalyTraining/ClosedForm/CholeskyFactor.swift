/// The lower triangle L of a symmetric positive definite matrix A = L Lᵀ (Golub and Van Loan, "Matrix Computations", 4.2).
package struct CholeskyFactor {
  private let size: Int
  /// L, row-major; what stands above the diagonal means nothing.
  private var rows: [Double]

  /// Takes A, `[size][size]`, of which the lower triangle is read. O(size³). What is not positive definite gives numbers
  /// that are not finite.
  package init(_ matrix: [Double], size: Int) {
    self.size = size
    rows = matrix
    rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      for row in 0..<size {
        let own = base + row * size
        for column in 0..<row {
          let other = base + column * size
          own[column] = (own[column] - product(own, other, count: column)) / other[column]
        }
        own[row] = (own[row] - product(own, own, count: row)).squareRoot()
      }
    }
  }

  /// Column `index` of A⁻¹: L y = e, then Lᵀ x = y. O(size²).
  package func inverseColumn(_ index: Int) -> [Double] {
    var x = [Double](repeating: 0, count: size)
    rows.withUnsafeBufferPointer { rows in
      x.withUnsafeMutableBufferPointer { x in
        guard let base = rows.baseAddress, let x = x.baseAddress else { return }
        for row in index..<size {
          let known = product(base + row * size + index, x + index, count: row - index)
          x[row] = ((row == index ? 1 : 0) - known) / base[row * size + row]
        }
        for row in (0..<size).reversed() {
          let own = base + row * size
          x[row] /= own[row]
          let value = x[row]
          for column in 0..<row { x[column] -= value * own[column] }
        }
      }
    }
    return x
  }
}

/// Σ aᵢbᵢ, eight sums side by side.
private func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
  var sums = SIMD8<Double>.zero
  var place = 0
  while place + 8 <= count {
    let left = UnsafeRawPointer(a + place).loadUnaligned(as: SIMD8<Double>.self)
    sums += left * UnsafeRawPointer(b + place).loadUnaligned(as: SIMD8<Double>.self)
    place += 8
  }
  var sum = sums.sum()
  while place < count {
    sum += a[place] * b[place]
    place += 1
  }
  return sum
}
