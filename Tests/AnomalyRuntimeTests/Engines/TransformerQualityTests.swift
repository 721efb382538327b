import AnomalyExport
import AnomalyModels
import SampleModels
import Testing

@testable import AnomalyRuntime

/// What 8 bits cost a trained transformer: norms keep 16 bits, softmax 14.
@Suite struct TransformerQualityTests {
  @Test(arguments: [false, true])
  func normsOfATrainedTransformerStayNearTheFloatReference(hasDecoder: Bool) throws {
    var sample = EngineModels.transformer(window: 24, columns: 4, width: 16, heads: 2, hasDecoder: hasDecoder)
    sample.epochs = 12
    let export = try sample.export(.int8)
    for l in export.layers { print("DBL", hasDecoder, l.name, l.rows, l.columns, l.decibels ?? -1) }
    let norms = export.layers.filter { $0.name.hasPrefix("layer norm") }
    #expect(norms.count == (hasDecoder ? 5 : 4))
    for norm in norms {
      let decibels = try #require(norm.decibels)
      print("DB", hasDecoder, norm.name, decibels)
      #expect(decibels > 28, "\(norm.name)")
    }
  }

  @Test func scoresOfATrainedTransformerStayNearThoseInFloat() throws {
    var sample = EngineModels.transformer(window: 24, columns: 4, width: 16, heads: 2)
    sample.epochs = 12
    let model = try sample.model()
    let windows = sample.windows(32, seed: 5)
    func scores(_ precision: Precision) throws -> [Float] {
      try Exporter(model).export(precision).blob.withSession { session in
        windows.map { window in session.score { window[$0] }.score }
      }
    }
    for (integer, float) in zip(try scores(.int8), try scores(.none)) {
      #expect(abs(integer - float) < 0.1 * float, "\(integer) for \(float)")
    }
  }
}
