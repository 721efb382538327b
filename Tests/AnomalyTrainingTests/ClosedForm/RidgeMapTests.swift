import AnomalyData
import AnomalyNN
import Testing

@testable import AnomalyTraining

@Suite struct RidgeMapTests {
  private static let team = ThreadTeam(threads: 2)

  /// Windows of values that depend on each other.
  private static func points(_ windows: Int, length: Int) -> [Float] {
    var random = RandomSource(seed: 3)
    return (0..<windows).flatMap { _ -> [Float] in
      let common = random.normal()
      return (0..<length).map { Float(Double($0) + common + 0.3 * random.normal()) }
    }
  }

  @Test(arguments: [1, 5, 16, 37]) func momentsAreThoseOfTheirDefinition(_ length: Int) {
    let points = Self.points(300, length: length)
    let moments = WindowMoments(of: points, length: length, team: Self.team)
    for i in 0..<length {
      let mean = (0..<300).reduce(0) { $0 + Double(points[$1 * length + i]) } / 300
      #expect(abs(moments.mean[i] - mean) < 1e-9)
      for j in 0..<length {
        let other = (0..<300).reduce(0) { $0 + Double(points[$1 * length + j]) } / 300
        let covariance =
          (0..<300).reduce(0) {
            $0 + (Double(points[$1 * length + i]) - mean) * (Double(points[$1 * length + j]) - other)
          } / 300
        #expect(abs(moments.covariance[i * length + j] - covariance) < 1e-5, "element \(i), \(j)")
      }
    }
  }

  @Test func threadsDoNotChangeABit() {
    let points = Self.points(500, length: 21)
    let maps = [1, 3].map { threads in
      let team = ThreadTeam(threads: threads)
      return RidgeMap(WindowMoments(of: points, length: 21, team: team), penalty: 0.1, team: team)
    }
    #expect(maps[0].weights.map(\.bitPattern) == maps[1].weights.map(\.bitPattern))
    #expect(maps[0].bias.map(\.bitPattern) == maps[1].bias.map(\.bitPattern))
  }

  @Test(arguments: [1, 8, 30]) func aCholeskyFactorInverts(_ size: Int) {
    var random = RandomSource(seed: 8)
    let root = (0..<size * size).map { _ in random.normal() }
    let matrix = (0..<size * size).map { place in
      (0..<size).reduce(place / size == place % size ? 1 : 0) {
        $0 + root[place / size * size + $1] * root[place % size * size + $1]
      }
    }
    let factor = CholeskyFactor(matrix, size: size)
    for column in 0..<size {
      let inverse = factor.inverseColumn(column)
      for row in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * inverse[$1] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-9)
      }
    }
  }

  /// Where the error is least its gradient is zero: with noise of variance l on x, E[(Bx̃ + b − x) x̃ᵀ] = 0.
  @Test func noOtherLinearMapRepairsNoisyWindowsBetter() {
    let (length, penalty) = (9, 0.4)
    let moments = WindowMoments(of: Self.points(400, length: length), length: length, team: Self.team)
    let map = RidgeMap(moments, penalty: penalty, team: Self.team)
    let noise = penalty * (0..<length).reduce(0) { $0 + moments.covariance[$1 * (length + 1)] } / Double(length)
    for row in 0..<length {
      for column in 0..<length {
        let sum = (0..<length).reduce(Double(map.weights[row * length + column]) * noise) {
          $0 + Double(map.weights[row * length + $1]) * moments.covariance[$1 * length + column]
        }
        #expect(abs(sum - moments.covariance[row * length + column]) < 1e-5, "element \(row), \(column)")
      }
      let atMean = (0..<length).reduce(Double(map.bias[row])) {
        $0 + Double(map.weights[row * length + $1]) * moments.mean[$1]
      }
      #expect(abs(atMean - moments.mean[row]) < 1e-5)
    }
  }

  @Test func windowsThatAreAllAlikeGiveTheirMean() {
    let points = [Float](repeating: 2.5, count: 12 * 4)
    let map = RidgeMap(WindowMoments(of: points, length: 4, team: Self.team), penalty: 0.3, team: Self.team)
    #expect(map.weights.allSatisfy { $0 == 0 })
    #expect(map.bias == [2.5, 2.5, 2.5, 2.5])
  }
}
