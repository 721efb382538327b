import AnomalyNN

/// Points sixteen side by side, `[blocks][dim]` vectors of 16, so that the squared distances of sixteen points from a
/// centre are plain vector arithmetic. Each distance is summed from the first coordinate to the last.
package struct PointBlocks {
  package let count: Int
  package let dim: Int
  private let lanes: [SIMD16<Float>]

  /// Takes points `[n][dim]`.
  package init(_ points: [Float], dim: Int) {
    count = points.count / dim
    self.dim = dim
    var lanes = [SIMD16<Float>](repeating: .zero, count: (count + 15) / 16 * dim)
    for point in 0..<count {
      for i in 0..<dim { lanes[point / 16 * dim + i][point % 16] = points[point * dim + i] }
    }
    self.lanes = lanes
  }

  private var blocks: Int { (count + 15) / 16 }

  /// The nearest of `centres`, `[k][dim]`, for each point, the first of equal ones, and the squared distance.
  package func nearest(of centres: [Float], team: ThreadTeam) -> (centre: [Int32], distance: [Float]) {
    var nearest = [Int32](repeating: 0, count: blocks * 16)
    var distances = [Float](repeating: .infinity, count: blocks * 16)
    nearest.withUnsafeMutableBufferPointer { nearest in
      distances.withUnsafeMutableBufferPointer { distances in
        guard let owner = nearest.baseAddress, let least = distances.baseAddress else { return }
        eachBlock(team) { block, lanes in
          let (owner, least) = (owner + block * 16, least + block * 16)
          for centre in 0..<centres.count / dim {
            centres.withUnsafeBufferPointer { centres in
              var found = squaredDistances(lanes, centres, from: centre * dim)
              withUnsafeBytes(of: &found) { found in
                let found = found.assumingMemoryBound(to: Float.self)
                for lane in 0..<16 {
                  let isNearer = found[lane] < least[lane]
                  least[lane] = isNearer ? found[lane] : least[lane]
                  owner[lane] = isNearer ? Int32(centre) : owner[lane]
                }
              }
            }
          }
        }
      }
    }
    return (Array(nearest.prefix(count)), Array(distances.prefix(count)))
  }

  /// Lowers each of `distances` to the squared distance from `centre` where that is less.
  func lower(_ distances: inout [Float], to centre: [Float], team: ThreadTeam) {
    distances.withUnsafeMutableBufferPointer { distances in
      nonisolated(unsafe) let distances = distances
      eachBlock(team) { block, lanes in
        centre.withUnsafeBufferPointer { centre in
          let found = squaredDistances(lanes, centre, from: 0)
          for point in block * 16..<min(block * 16 + 16, count) {
            distances[point] = min(distances[point], found[point - block * 16])
          }
        }
      }
    }
  }

  private func eachBlock(_ team: ThreadTeam, _ body: (Int, UnsafePointer<SIMD16<Float>>) -> Void) {
    lanes.withUnsafeBufferPointer { lanes in
      guard let base = lanes.baseAddress else { return }
      team.perform(blocks) { body($0, base + $0 * dim) }
    }
  }

  @inline(__always) private func squaredDistances(
    _ lanes: UnsafePointer<SIMD16<Float>>, _ centres: UnsafeBufferPointer<Float>, from start: Int
  ) -> SIMD16<Float> {
    var sums = SIMD16<Float>.zero
    for i in 0..<dim {
      let difference = lanes[i] - SIMD16(repeating: centres[start + i])
      sums += difference * difference
    }
    return sums
  }
}
