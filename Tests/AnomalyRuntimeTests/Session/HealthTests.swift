import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct HealthTests {
  private static let model = SampleModel(window: 4, columns: 2, hidden: [5, 2])

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func countersSayWhatCame(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    let fresh = try detector.health()
    #expect((fresh.samples, fresh.windows, fresh.missing, fresh.saturated) == (0, 0, 0, 0))
    #expect((fresh.constantColumns, fresh.meanPValue) == (0, 0.5))
    let values = Self.model.windows(2, seed: 100).flatMap { $0 }
    var mean: Float = 0.5
    for row in 0..<8 {
      var sample = Array(values[2 * row..<2 * row + 2])
      if row == 1 { sample[0] = .nan }
      if row == 6 { sample[1] = 1e9 }
      if row == 7 { sample = [-1e9, .infinity] }
      if let result = try detector.push(sample) { mean += (result.pValue - mean) * 0x1p-6 }
    }
    try detector.gap(5)
    let health = try detector.health()
    #expect((health.samples, health.windows, health.missing, health.saturated) == (13, 5, 1, 3))
    #expect(health.meanPValue == mean)
    _ = try detector.score(Array(values[..<8]))
    let after = try detector.health()
    #expect((after.samples, after.missing, after.meanPValue) == (0, 0, 0.5))
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func columnsThatDoNotChangeAreSeen(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    func push(_ a: Float, _ b: Float) throws -> UInt32 {
      _ = try detector.push([a, b])
      return try detector.health().constantColumns
    }
    let runs: [[Float]] = [[0.5, 1], [0.5, 2], [0.5, 2], [0.5, 2], [0.5, 2], [0.4, 2], [.nan, 2], [.nan, .nan]]
    #expect(try runs.map { try push($0[0], $0[1]) } == [0, 0, 0, 1, 2, 1, 1, 0])
    for _ in 0..<4 { _ = try push(.nan, .nan) }
    #expect(try detector.health().constantColumns == 2)
  }
}
