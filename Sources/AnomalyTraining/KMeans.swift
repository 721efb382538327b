import AnomalyData

/// k-means by Lloyd's iterations from a k-means++ start (Arthur and Vassilvitskii 2007).
///
/// Takes points `[n][dim]` and gives centres `[k][dim]`. A cluster that runs empty moves to the point farthest from its
/// centre. With fewer distinct points than `k`, centres repeat. Same points and random source, same centres.
enum KMeans {
  static func centres(of points: [Float], dim: Int, k: Int, iterations: Int, random: RandomSource) -> [Float] {
    let n = points.count / dim
    guard n > 0 else { return [Float](repeating: 0, count: k * dim) }
    var centres = start(points, n: n, dim: dim, k: k, random: random)
    var owner = [Int](repeating: -1, count: n)
    for _ in 0..<iterations {
      var distances = [Float](repeating: 0, count: n)
      var changed = false
      for point in 0..<n {
        let (nearest, distance) = nearest(points, point, centres, dim: dim)
        if owner[point] != nearest { changed = true }
        owner[point] = nearest
        distances[point] = distance
      }
      guard changed else { break }
      centres = means(points, owner: owner, distances: distances, dim: dim, k: k)
    }
    return centres
  }

  /// Each next centre is a point drawn with probability proportional to its squared distance from the centres so far.
  private static func start(_ points: [Float], n: Int, dim: Int, k: Int, random: RandomSource) -> [Float] {
    var random = random
    var centres: [Float] = []
    var distances = [Float](repeating: .infinity, count: n)
    var chosen = min(Int(random.uniform() * Double(n)), n - 1)
    for index in 0..<k {
      centres += points[chosen * dim..<(chosen + 1) * dim]
      var total = 0.0
      for point in 0..<n {
        distances[point] = min(distances[point], squaredDistance(points, point, centres, index, dim: dim))
        total += Double(distances[point])
      }
      var rest = random.uniform() * total
      chosen = n - 1
      for point in 0..<n {
        rest -= Double(distances[point])
        if rest < 0 {
          chosen = point
          break
        }
      }
    }
    return centres
  }

  private static func means(_ points: [Float], owner: [Int], distances: [Float], dim: Int, k: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: k * dim)
    var counts = [Int](repeating: 0, count: k)
    for (point, centre) in owner.enumerated() {
      counts[centre] += 1
      for i in 0..<dim { sums[centre * dim + i] += Double(points[point * dim + i]) }
    }
    var far = distances
    return (0..<k).flatMap { centre -> [Float] in
      if counts[centre] > 0 {
        return (0..<dim).map { Float(sums[centre * dim + $0] / Double(counts[centre])) }
      }
      let point = far.indices.reduce(0) { far[$1] > far[$0] ? $1 : $0 }
      far[point] = 0
      return Array(points[point * dim..<(point + 1) * dim])
    }
  }

  private static func nearest(
    _ points: [Float], _ point: Int, _ centres: [Float], dim: Int
  ) -> (centre: Int, distance: Float) {
    var best = (centre: 0, distance: Float.infinity)
    for centre in 0..<centres.count / dim {
      let distance = squaredDistance(points, point, centres, centre, dim: dim)
      if distance < best.distance { best = (centre, distance) }
    }
    return best
  }

  private static func squaredDistance(
    _ points: [Float], _ point: Int, _ centres: [Float], _ centre: Int, dim: Int
  ) -> Float {
    points.withUnsafeBufferPointer { points in
      centres.withUnsafeBufferPointer { centres in
        var sums = SIMD4<Float>.zero
        var i = 0
        while i + 4 <= dim {
          let (p, c) = (point * dim + i, centre * dim + i)
          let difference =
            SIMD4(points[p], points[p + 1], points[p + 2], points[p + 3])
            - SIMD4(centres[c], centres[c + 1], centres[c + 2], centres[c + 3])
          sums += difference * difference
          i += 4
        }
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
        while i < dim {
          let difference = points[point * dim + i] - centres[centre * dim + i]
          sum += difference * difference
          i += 1
        }
        return sum
      }
    }
  }
}
