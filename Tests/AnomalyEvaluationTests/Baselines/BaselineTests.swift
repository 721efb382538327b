import AnomalyData
import Testing

@testable import AnomalyEvaluation

@Suite struct BaselineTests {
  /// Windows of `length` samples that follow each other without overlap.
  private func windows(_ values: [Float], _ length: Int) -> ScaledWindows {
    ScaledWindows(values: values, starts: Array(stride(from: 0, to: values.count, by: length)), length: length)
  }

  private func scores(_ baseline: Baseline, _ values: [Float], normal: [Float] = [], length: Int, seed: UInt64 = 1)
    -> [Float]?
  {
    baseline.scores(windows(values, length), normal: windows(normal, length), seed: seed, threads: 2)
  }

  /// Points near a line through (1, 2, 3, 4) with slope (1, −1, 1, −1), and noise.
  private func line(_ count: Int, noise: Double) -> [Float] {
    var source = RandomSource(seed: 11)
    return (0..<count).flatMap { _ -> [Float] in
      let place = 5 * source.normal()
      return (0..<4).map { Float(Double($0 + 1) + ($0 % 2 == 0 ? place : -place) + noise * source.normal()) }
    }
  }

  @Test func normOfEachWindow() {
    #expect(scores(.l2Norm, [3, 4, 0, 0, -5, 12], length: 2) == [5, 0, 13])
  }

  @Test func everythingIsAnAnomaly() {
    #expect(scores(.always, [3, 4, 0, 0], length: 2) == [1, 1])
  }

  @Test func randomIsReproducibleAndUniform() throws {
    let values = [Float](repeating: 0, count: 20_000)
    let random = try #require(scores(.random, values, length: 2, seed: 7))
    #expect(random == scores(.random, values, length: 2, seed: 7))
    #expect(random != scores(.random, values, length: 2, seed: 8))
    #expect(random.count == 10_000)
    #expect(random.allSatisfy { (0..<1).contains($0) })
    #expect(abs(random.reduce(0, +) / 10_000 - 0.5) < 0.02)
  }

  @Test(arguments: Baseline.allCases) func thoseThatLearnNeedNormalWindows(baseline: Baseline) {
    #expect((scores(baseline, [1, 2], length: 2) == nil) == baseline.isFitted)
  }

  @Test func pcaFindsTheLineAndMeasuresTheDistanceFromIt() throws {
    let found = PrincipalSubspace(windows(line(500, noise: 0.01), 4), seed: 3)
    #expect(found.components.count == 1)
    let direction = try #require(found.components.first)
    for (place, value) in direction.enumerated() {
      #expect(abs(abs(value) - 0.5) < 0.01)
      #expect((value > 0) == ((direction[0] > 0) != (place % 2 == 1)))
    }
    let residuals = try #require(
      scores(.pca, [1, 2, 3, 4, 101, -98, 103, -96, 2, 3, 4, 5], normal: line(500, noise: 0.01), length: 4))
    #expect(residuals[0] < 0.01)
    #expect(residuals[1] < 1)
    // (1, 1, 1, 1) beside the line.
    #expect(abs(residuals[2] - 4) < 0.1)
  }

  @Test func pcaKeepsAsManyComponentsAsTheVarianceNeeds() {
    var source = RandomSource(seed: 4)
    let noise = (0..<4000).map { _ in Float(source.normal()) }
    #expect(PrincipalSubspace(windows(noise, 4), seed: 1).components.count == 4)
    #expect(PrincipalSubspace(windows([Float](repeating: 2, count: 40), 4), seed: 1).components.isEmpty)
  }

  @Test func distanceFromTheNearestNormalWindow() {
    let normal: [Float] = [0, 0, 10, 0]
    #expect(scores(.nearestNeighbour, [0, 3, 10, 4, 10, 0], normal: normal, length: 2) == [3, 4, 0])
    // Fewer windows than centres: each is its own.
    #expect(scores(.kMeans, [0, 3, 10, 4, 10, 0], normal: normal, length: 2) == [3, 4, 0])
  }

  @Test func longRecordingsAreComparedWithFewerNeighbours() {
    #expect(NearestPoint.neighbourCount(scoring: 1000, length: 100) == 1000)
    #expect(NearestPoint.neighbourCount(scoring: 20_000, length: 1000) == 250)
    #expect(NearestPoint.neighbourCount(scoring: 10_000_000, length: 1000) == 100)
  }

  @Test func threadsDoNotChangeABit() {
    let (values, normal) = (line(3000, noise: 2), line(500, noise: 1))
    for baseline in Baseline.allCases {
      let one = baseline.scores(windows(values, 4), normal: windows(normal, 4), seed: 1, threads: 1)
      #expect(one == baseline.scores(windows(values, 4), normal: windows(normal, 4), seed: 1, threads: 2))
    }
  }
}
