import AnomalyNN

/// Mean and covariance of windows of n values.
///
/// Products are summed in Float over pieces of the windows and the pieces in Double, each element in one order: the number
/// of threads does not change a bit.
package struct WindowMoments {
  /// n values.
  package let mean: [Double]
  /// `[n][n]`, symmetric.
  package private(set) var covariance: [Double]

  /// Windows between two sums in Double.
  private static let piece = 128
  /// Rows of the covariance that a task sums up.
  private static let rows = 4

  /// The moments of `points`, `[windows][length]`, at least one window; both divided by the number of windows.
  package init(of points: [Float], length: Int, team: ThreadTeam) {
    let windows = points.count / length
    precondition(windows > 0, "at least one window")
    var sums = [Double](repeating: 0, count: length)
    for window in 0..<windows {
      for place in 0..<length { sums[place] += Double(points[window * length + place]) }
    }
    let mean = sums.map { $0 / Double(windows) }
    self.mean = mean

    // Rows of whole vectors, zero behind the last value.
    let vectors = (length + 15) / 16
    var centred = [SIMD16<Float>](repeating: .zero, count: windows * vectors)
    for window in 0..<windows {
      for place in 0..<length {
        centred[window * vectors + place / 16][place % 16] = Float(
          Double(points[window * length + place]) - mean[place])
      }
    }
    covariance = [Double](repeating: 0, count: length * length)
    covariance.withUnsafeMutableBufferPointer { covariance in
      centred.withUnsafeBufferPointer { centred in
        nonisolated(unsafe) let target = covariance
        team.perform((length + Self.rows - 1) / Self.rows) { task in
          for row in task * Self.rows..<min((task + 1) * Self.rows, length) {
            Self.sum(row, of: length, centred, windows: windows, into: target.baseAddress! + row * length)
          }
        }
      }
      for row in 0..<length {
        for column in 0..<row { covariance[row * length + column] = covariance[column * length + row] }
      }
    }
  }

  /// Row `row` of the covariance from its diagonal on.
  private static func sum(
    _ row: Int, of length: Int, _ centred: UnsafeBufferPointer<SIMD16<Float>>, windows: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    let (first, vectors) = (row / 16, (length + 15) / 16)
    let values = UnsafeRawPointer(centred.baseAddress!).assumingMemoryBound(to: Float.self)
    withUnsafeTemporaryAllocation(of: SIMD16<Float>.self, capacity: vectors - first) { sums in
      for start in stride(from: 0, to: windows, by: piece) {
        for place in sums.indices { sums.initializeElement(at: place, to: .zero) }
        for window in start..<min(start + piece, windows) {
          let factor = values[window * vectors * 16 + row]
          let other = centred.baseAddress! + window * vectors + first
          for place in sums.indices { sums[place] += factor * other[place] }
        }
        for column in row..<length {
          target[column] += Double(sums[column / 16 - first][column % 16])
        }
      }
      for column in row..<length { target[column] /= Double(windows) }
    }
  }
}
