import AnomalyData
import AnomalyNN

/// k-means by Lloyd's iterations from a k-means++ start (Arthur and Vassilvitskii 2007).
///
/// Takes points `[n][dim]` and gives centres `[k][dim]`. A cluster that runs empty moves to the point farthest from its
/// centre. With fewer distinct points than `k`, centres repeat. Same points and random source, same centres, for any
/// number of threads.
package enum KMeans {
  package static func centres(
    of points: [Float], dim: Int, k: Int, iterations: Int, random: RandomSource,
    team: ThreadTeam = ThreadTeam(threads: 1)
  ) -> [Float] {
    let n = points.count / dim
    guard n > 0 else { return [Float](repeating: 0, count: k * dim) }
    let blocks = PointBlocks(points, dim: dim)
    var centres = start(points, blocks: blocks, k: k, random: random, team: team)
    var owner = [Int32](repeating: -1, count: n)
    for _ in 0..<iterations {
      let (nearest, distances) = blocks.nearest(of: centres, team: team)
      guard nearest != owner else { break }
      owner = nearest
      centres = means(points, owner: owner, distances: distances, dim: dim, k: k)
    }
    return centres
  }

  /// Each next centre is a point drawn with probability proportional to its squared distance from the centres so far.
  private static func start(
    _ points: [Float], blocks: PointBlocks, k: Int, random: RandomSource, team: ThreadTeam
  ) -> [Float] {
    var random = random
    let (n, dim) = (blocks.count, blocks.dim)
    var centres: [Float] = []
    var distances = [Float](repeating: .infinity, count: n)
    var chosen = min(Int(random.uniform() * Double(n)), n - 1)
    for _ in 0..<k {
      let centre = Array(points[chosen * dim..<(chosen + 1) * dim])
      centres += centre
      blocks.lower(&distances, to: centre, team: team)
      let total = distances.reduce(0.0) { $0 + Double($1) }
      var rest = random.uniform() * total
      chosen =
        distances.firstIndex { distance in
          rest -= Double(distance)
          return rest < 0
        } ?? n - 1
    }
    return centres
  }

  private static func means(_ points: [Float], owner: [Int32], distances: [Float], dim: Int, k: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: k * dim)
    var counts = [Int](repeating: 0, count: k)
    points.withUnsafeBufferPointer { points in
      sums.withUnsafeMutableBufferPointer { sums in
        for (point, centre) in owner.enumerated() {
          counts[Int(centre)] += 1
          for i in 0..<dim { sums[Int(centre) * dim + i] += Double(points[point * dim + i]) }
        }
      }
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
}
