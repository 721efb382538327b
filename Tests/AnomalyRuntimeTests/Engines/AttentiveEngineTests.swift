import AnomalyExport
import AnomalyNN
import SampleModels
import Testing

@testable import AnomalyRuntime

/// Models of attention and layer norms: integers bit for bit against the slow reference, floats near the formula.
@Suite struct AttentiveEngineTests {
  @Test func everyIntegerScoreIsThatOfTheReference() throws {
    for model in try EngineModels.attentive {
      let loaded = try model.export(.int8).blob
      var reference = IntegerReference(loaded.blob)
      try loaded.withSession { session in
        for window in EngineModels.windows(model) + EngineModels.windowsWithGaps(model) {
          let expected = reference.score(window)
          for tier in TierTests.tiers {
            session.header.pointee.tier = tier
            #expect(session.score { window[$0] }.score.bitPattern == expected.bitPattern, "\(model), tier \(tier)")
          }
        }
      }
    }
  }

  @Test(arguments: [Precision.none, .fp16])
  func floatScoresAreThoseOfTheModel(precision: Precision) throws {
    for sample in try EngineModels.attentive {
      var model = try sample.model()
      let export = try Exporter(model).export(precision)
      if precision == .fp16 {
        for slot in model.record.graph.slots where EngineModels.weightRoles.contains(slot.role) {
          for place in slot.range { model.parameters[place] = Half.decode(Half.encode(model.parameters[place])) }
        }
      }
      let windows = sample.windows(4, seed: sample.seed)
      try export.blob.withSession { session in
        for window in windows {
          let expected = ReferenceScore(model, window).value
          var bits: Set<UInt32> = []
          for tier in TierTests.tiers {
            session.header.pointee.tier = tier
            let got = session.score { window[$0] }.score
            bits.insert(got.bitPattern)
            #expect(abs(Double(got) - expected) <= 2e-4 * expected + 1e-9, "\(sample): \(got) for \(expected)")
          }
          #expect(bits.count == 1, "\(sample)")
        }
      }
    }
  }
}
