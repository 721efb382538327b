import AnomalyNN

/// The linear map B = C (C + l·1)⁻¹ = 1 − l (C + l·1)⁻¹ and the offset m − B m, where m and C are the moments of windows of
/// n values and l is `penalty` times their mean variance: of all x ↦ Bx + b the one with the least mean squared error when
/// each value of x carries noise of variance l (Hoerl and Kennard 1970).
package struct RidgeMap {
  /// B, `[n][n]`.
  package let weights: [Float]
  /// m − B m.
  package let bias: [Float]

  /// - Parameter penalty: greater than 0.
  package init(_ moments: WindowMoments, penalty: Double, team: ThreadTeam) {
    let n = moments.mean.count
    let trace = (0..<n).reduce(0) { $0 + moments.covariance[$1 * n + $1] }
    // Windows that are all alike leave no variance to compare with: any l gives B = 0.
    let l = trace > 0 ? penalty * trace / Double(n) : 1
    var matrix = moments.covariance
    for place in 0..<n { matrix[place * n + place] += l }
    let factor = CholeskyFactor(matrix, size: n)
    var weights = [Float](repeating: 0, count: n * n)
    var bias = [Float](repeating: 0, count: n)
    weights.withUnsafeMutableBufferPointer { weights in
      bias.withUnsafeMutableBufferPointer { bias in
        nonisolated(unsafe) let (weights, bias) = (weights, bias)
        team.perform(n) { row in
          // The inverse is symmetric: its columns are its rows.
          var offset = moments.mean[row]
          for (column, value) in factor.inverseColumn(row).enumerated() {
            let weight = (column == row ? 1 : 0) - l * value
            weights[row * n + column] = Float(weight)
            offset -= weight * moments.mean[column]
          }
          bias[row] = Float(offset)
        }
      }
    }
    self.weights = weights
    self.bias = bias
  }
}
