import AnomalyExport
import CAnomalyKernels
import SampleModels
import Testing

@testable import AnomalyRuntime

/// Every set of micro-kernels that this processor runs gives the same bits.
@Suite struct TierTests {
  /// On x86-64 the tiers are numbered from plain up and include each other; elsewhere the processor's own and plain.
  static var tiers: [Int32] {
    #if arch(x86_64)
      Array(ANOMALY_TIER_PLAIN...anomaly_cpu_tier())
    #else
      [ANOMALY_TIER_PLAIN, anomaly_cpu_tier()]
    #endif
  }

  @Test func thereIsMoreThanOneTier() { #expect(Self.tiers.count >= 2) }

  @Test(arguments: Precision.allCases)
  func scoresAreEqual(precision: Precision) throws {
    for model in try EngineModels.all + EngineModels.layered {
      let loaded = try model.export(precision).blob
      let windows = EngineModels.windows(model) + EngineModels.windowsWithGaps(model)
      try loaded.withSession { session in
        let scores = Self.tiers.map { tier in
          session.header.pointee.tier = tier
          return windows.map { window in session.score { window[$0] }.score.bitPattern }
        }
        for tier in Self.tiers.indices { #expect(scores[tier] == scores[0], "\(model), tier \(Self.tiers[tier])") }
      }
    }
  }
}
