import AnomalyExport
import SampleModels
import Testing

@testable import AnomalyRuntime

/// What 8 bits cost a trained transformer: norms keep 16 bits, softmax 14.
@Suite struct TransformerQualityTests {
  @Test(arguments: [false, true])
  func normsOfATrainedTransformerStayNearTheFloatReference(hasDecoder: Bool) throws {
    var sample = SampleModel.transformer(window: 24, columns: 4, width: 16, heads: 2, hasDecoder: hasDecoder)
    sample.epochs = 12
    let export = try sample.export(.int8)
    let norms = export.layers.filter { $0.name.hasPrefix("layer norm") }
    #expect(norms.count == (hasDecoder ? 5 : 4))
    for norm in norms {
      let decibels = try #require(norm.decibels)
      #expect(decibels > 28, "\(norm.name)")
    }
  }

  @Test func scoresOfATrainedTransformerStayNearThoseInFloat() throws {
    var sample = SampleModel.transformer(window: 24, columns: 4, width: 16, heads: 2)
    sample.epochs = 12
    let model = try sample.model()
    let windows = sample.windows(32, seed: 5)
    func scores(_ precision: Precision) throws -> (scores: [Float], alarm: Float) {
      let export = try Exporter(model).export(precision)
      let scores = try export.blob.withSession { session in
        windows.map { window in session.score { window[$0] }.score }
      }
      return (scores, export.levels.alarm.value)
    }
    // What counts is where a score lies beside the threshold.
    let exact = try scores(.none)
    for (integer, float) in zip(try scores(.int8).scores, exact.scores) {
      #expect(abs(integer - float) < 0.1 * max(float, exact.alarm), "\(integer) for \(float)")
    }
  }
}
