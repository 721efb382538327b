import AnomalyData
import Testing

@testable import AnomalyTraining

@Suite struct KMeansTests {
  @Test func findsSeparateClusters() {
    var random = RandomSource(seed: 4)
    let means: [(Float, Float)] = [(0, 0), (10, 0), (0, 10)]
    let points = (0..<90).flatMap { i -> [Float] in
      [means[i % 3].0 + Float(0.1 * random.normal()), means[i % 3].1 + Float(0.1 * random.normal())]
    }
    let centres = KMeans.centres(of: points, dim: 2, k: 3, iterations: 20, random: RandomSource(seed: 9))
    for (x, y) in means {
      let near = (0..<3).contains { abs(centres[2 * $0] - x) < 0.2 && abs(centres[2 * $0 + 1] - y) < 0.2 }
      #expect(near, "no centre at \(x), \(y)")
    }
  }

  @Test func fewerPointsThanCentresRepeat() {
    let centres = KMeans.centres(of: [1, 2, 1, 2], dim: 2, k: 4, iterations: 5, random: RandomSource(seed: 1))
    #expect(centres == [1, 2, 1, 2, 1, 2, 1, 2])
  }

  @Test func noPointsGiveZeros() {
    #expect(KMeans.centres(of: [], dim: 3, k: 2, iterations: 5, random: RandomSource(seed: 1)) == [0, 0, 0, 0, 0, 0])
  }

  @Test func lloydNeverRaisesTheDistance() {
    var random = RandomSource(seed: 2)
    let points = (0..<400).map { _ in Float(random.normal()) }
    func distortion(_ iterations: Int) -> Double {
      let centres = KMeans.centres(of: points, dim: 2, k: 7, iterations: iterations, random: RandomSource(seed: 5))
      return stride(from: 0, to: points.count, by: 2).reduce(0.0) { sum, p in
        sum
          + (0..<7).map { c in
            let dx = Double(points[p] - centres[2 * c])
            let dy = Double(points[p + 1] - centres[2 * c + 1])
            return dx * dx + dy * dy
          }.min()!
      }
    }
    let curve = [0, 1, 2, 4, 8, 16].map(distortion)
    #expect(zip(curve, curve.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-6) })
    #expect(curve[5] < curve[0])
  }
}
