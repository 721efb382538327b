import AnomalyData
import AnomalyNN
import AnomalyTraining

/// Distances to the nearest of some points.
struct NearestPoint {
  /// Most windows that k-means looks at, taken evenly.
  static let clusteredWindows = 4096
  /// Centres of k-means.
  static let centres = 20
  /// Most windows that are neighbours, taken evenly.
  static let neighbours = 1000
  /// Most differences that the search for neighbours takes; longer recordings get fewer neighbours, but `fewestNeighbours`.
  static let differences = 5_000_000_000
  private static let fewestNeighbours = 100
  /// Windows searched at once.
  private static let piece = 2048

  private let points: [Float]
  private let team: ThreadTeam

  /// The k-means centres of `normal`.
  init(centresOf normal: ScaledWindows, seed: UInt64, threads: Int) {
    team = ThreadTeam(threads: threads)
    let sample = normal.evenSample(Self.clusteredWindows)
    points = KMeans.centres(
      of: sample.rows(0..<sample.count), dim: normal.length, k: min(Self.centres, sample.count), iterations: 25,
      random: RandomSource(seed: seed), team: team)
  }

  /// Windows of `normal` itself, as many as the bounds allow when `scoring` windows are searched for.
  init(among normal: ScaledWindows, scoring count: Int, threads: Int) {
    team = ThreadTeam(threads: threads)
    let sample = normal.evenSample(Self.neighbourCount(scoring: count, length: normal.length))
    points = sample.rows(0..<sample.count)
  }

  /// Neighbours that `count` windows of `length` samples are compared with.
  static func neighbourCount(scoring count: Int, length: Int) -> Int {
    min(neighbours, max(fewestNeighbours, differences / max(count * length, 1)))
  }

  func distances(_ windows: ScaledWindows) -> [Float] {
    stride(from: 0, to: windows.count, by: Self.piece).flatMap { first in
      let rows = windows.rows(first..<min(first + Self.piece, windows.count))
      return PointBlocks(rows, dim: windows.length).nearest(of: points, team: team).distance.map { $0.squareRoot() }
    }
  }
}
