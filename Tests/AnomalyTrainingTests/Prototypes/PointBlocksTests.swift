import AnomalyData
import AnomalyNN
import Testing

@testable import AnomalyTraining

/// The vector form of nearest centres against the obvious loop.
@Suite struct PointBlocksTests {
  @Test(arguments: [(1, 1, 1), (15, 3, 4), (16, 8, 7), (100, 33, 20)])
  func nearestIsThatOfTheObviousLoop(n: Int, dim: Int, k: Int) {
    var random = RandomSource(seed: UInt64(n))
    let points = (0..<n * dim).map { _ in Float(random.normal()) }
    // One centre twice: the first of equal ones counts.
    var centres = (0..<k * dim).map { _ in Float(random.normal()) }
    centres += centres.prefix(dim)
    for threads in [1, 2] {
      let found = PointBlocks(points, dim: dim).nearest(of: centres, team: ThreadTeam(threads: threads))
      for point in 0..<n {
        var best = (centre: 0, distance: Float.infinity)
        for centre in 0...k {
          let distance = (0..<dim).reduce(Float(0)) {
            let difference = points[point * dim + $1] - centres[centre * dim + $1]
            return $0 + difference * difference
          }
          if distance < best.distance { best = (centre, distance) }
        }
        #expect(Int(found.centre[point]) == best.centre && found.distance[point] == best.distance)
      }
    }
  }

  @Test func distancesAreOnlyLowered() {
    let blocks = PointBlocks([0, 0, 3, 4], dim: 2)
    var distances: [Float] = [1, 100]
    blocks.lower(&distances, to: [6, 8], team: ThreadTeam(threads: 1))
    #expect(distances == [1, 25])
  }
}
