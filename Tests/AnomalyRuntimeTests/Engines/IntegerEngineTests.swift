import AnomalyExport
import SampleModels
import Testing

@testable import AnomalyRuntime

/// The int8 engine against the slow reference, bit for bit.
@Suite struct IntegerEngineTests {
  @Test func everyScoreIsThatOfTheReference() throws {
    for model in try EngineModels.all + EngineModels.layered {
      let loaded = try model.export(.int8).blob
      var reference = IntegerReference(loaded.blob)
      try loaded.withSession { session in
        for window in EngineModels.windows(model) + EngineModels.windowsWithGaps(model) {
          let expected = reference.score(window)
          #expect(session.score { window[$0] }.score.bitPattern == expected.bitPattern, "\(model)")
        }
      }
    }
  }

  /// The ring may begin anywhere: the same windows through `push`.
  @Test func everyPushedScoreIsThatOfTheReference() throws {
    for model in try EngineModels.all + EngineModels.layered {
      let loaded = try model.export(.int8).blob
      var reference = IntegerReference(loaded.blob)
      let samples = EngineModels.windowsWithGaps(model).flatMap { $0 }
      try loaded.withSession { session in
        for row in 0..<samples.count / model.columns {
          let result = try samples.withUnsafeBufferPointer { samples in
            try samples.baseAddress.flatMap { try session.push(.float32($0 + row * model.columns)) }
          }
          #expect((result == nil) == (row + 1 < model.window))
          guard let result else { continue }
          let first = (row + 1 - model.window) * model.columns
          let expected = reference.score(Array(samples[first..<first + model.size]))
          #expect(result.score.bitPattern == expected.bitPattern, "\(model)")
        }
      }
    }
  }
}
